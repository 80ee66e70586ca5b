package fr.gaveurs.console.backend.features.quality;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.IdentityHashMap;
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
    /** Rows that are sent together. */
    private static final int AT_ONCE = 32;

    private static final int COLUMNS = SampleColumn.ALL.size();

    /** Where the columns of the last row end. */
    private final int[] ends = new int[COLUMNS];

    private byte[] record = new byte[BYTES_OF_ROW];

    private CopiedRows(int rows) {
        super(HEADER, BYTES_OF_ROW * rows);
        System.arraycopy(SIGNATURE, 0, bytes(), 0, SIGNATURE.length);
    }

    /**
     * Copies samples in, some at a time: the server takes in what came while the next ones are written.
     *
     * @param entries gets, for each, its entry of the log
     * @throws SQLException with state 23505 if one of them is there already
     */
    static void copy(
            Connection connection, Collection<GradedSample> samples, IdentityHashMap<GradedSample, String> entries)
            throws SQLException {
        CopiedRows rows = new CopiedRows(Math.min(samples.size(), AT_ONCE));
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            int written = 0;
            for (GradedSample sample : samples) {
                entries.put(sample, rows.add(sample));
                if (++written % AT_ONCE == 0) {
                    rows.send(copy);
                }
            }
            rows.putShort(END);
            rows.send(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The entry of a sample that is stored otherwise. */
    static String entry(GradedSample sample) {
        return new CopiedRows(1).add(sample);
    }

    /** Returns its entry. */
    private String add(GradedSample sample) {
        putShort(COLUMNS);
        int begin = length();
        for (int column = 0; column < COLUMNS; column++) {
            SampleColumn.ALL.get(column).copied().accept(sample, this);
            ends[column] = length();
        }
        int length = record(begin);
        return SampleLog.entry(sample, record, length);
    }

    /**
     * Makes what {@code record_send(ROW(…))} makes of the row that begins there: the number of columns, and before each
     * column as it is sent the number of its type.
     *
     * @return how long it is
     */
    private int record(int begin) {
        byte[] sent = bytes();
        int length = Integer.BYTES + COLUMNS * Integer.BYTES + length() - begin;
        if (record.length < length) {
            record = new byte[2 * length];
        }
        INTS.set(record, 0, COLUMNS);
        int to = Integer.BYTES;
        int from = begin;
        for (int column = 0; column < COLUMNS; column++) {
            INTS.set(record, to, SampleColumn.ALL.get(column).oid());
            to += Integer.BYTES;
            System.arraycopy(sent, from, record, to, ends[column] - from);
            to += ends[column] - from;
            from = ends[column];
        }
        return to;
    }

    private void send(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes(), 0, length());
        clear();
    }
}
