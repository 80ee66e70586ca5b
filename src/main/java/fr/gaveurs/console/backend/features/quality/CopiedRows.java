package fr.gaveurs.console.backend.features.quality;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Samples as PostgreSQL's COPY takes them. That costs the server two thirds of what an INSERT does, but has no way
 * around a row that is there already: then it fails as a whole.
 */
final class CopiedRows extends BinaryFields {
    private static final String COPY = "COPY sensor_samples ("
            + SampleColumn.ALL.stream().map(SampleColumn::name).collect(Collectors.joining(", "))
            + ") FROM STDIN (FORMAT binary)";

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    /** After the signature flags and the length of an extension, both zero. */
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

    private static final int BYTES_OF_ROW = 2_200;
    private static final int END = -1;

    private CopiedRows(int rows) {
        super(HEADER, BYTES_OF_ROW * rows);
        System.arraycopy(SIGNATURE, 0, bytes(), 0, SIGNATURE.length);
    }

    /**
     * Copies samples in.
     *
     * @throws SQLException with state 23505 if one of them is there already
     */
    static void copy(Connection connection, Collection<GradedSample> samples) throws SQLException {
        CopiedRows rows = new CopiedRows(samples.size());
        List<SampleColumn> columns = SampleColumn.ALL;
        for (GradedSample sample : samples) {
            rows.putShort(columns.size());
            for (SampleColumn column : columns) {
                column.copied().accept(sample, rows);
            }
        }
        rows.putShort(END);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(rows.bytes(), 0, rows.length());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
