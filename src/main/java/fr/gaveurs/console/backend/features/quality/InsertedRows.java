package fr.gaveurs.console.backend.features.quality;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Inserts samples, a batch by one statement: an array for each column. Those that are there already stay as they are. */
final class InsertedRows {
    private static final String INSERT = "INSERT INTO sensor_samples ("
            + SampleColumn.ALL.stream().map(SampleColumn::name).collect(Collectors.joining(", ")) + ") SELECT "
            + SampleColumn.ALL.stream()
                    .map(c -> String.format(Locale.ROOT, c.expression(), "n." + c.name()))
                    .collect(Collectors.joining(", "))
            + " FROM unnest("
            + SampleColumn.ALL.stream().map(c -> "?::" + c.type().sql() + "[]").collect(Collectors.joining(", "))
            + ") WITH ORDINALITY AS n("
            + SampleColumn.ALL.stream().map(SampleColumn::name).collect(Collectors.joining(", "))
            + ", row), (SELECT ?::float8[] AS " + SampleColumn.SPECTRA + ", ?::float8[] AS " + SampleColumn.RATIOS
            + ") flat ON CONFLICT DO NOTHING RETURNING device_id, sample_id, time";

    private InsertedRows() {}

    /** Inserts samples by the keys of their rows; returns the keys that were there before. */
    static Set<Key> insert(Connection connection, Map<Key, GradedSample> samples) throws SQLException {
        if (samples.isEmpty()) {
            return Set.of();
        }
        // To be gone through twice, where it is gone through at all.
        try (PreparedStatement statement =
                connection.prepareStatement(INSERT, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            bind(statement, samples.values());
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.last() && rows.getRow() == samples.size()) {
                    return Set.of(); // nearly always: then nobody asks which
                }
                Set<Key> known = new HashSet<>(samples.keySet());
                rows.beforeFirst();
                while (rows.next()) {
                    known.remove(Key.of(rows));
                }
                return known;
            }
        }
    }

    private static void bind(PreparedStatement statement, Collection<GradedSample> samples) throws SQLException {
        int parameter = 1;
        for (SampleColumn column : SampleColumn.ALL) {
            BinaryArray array = new BinaryArray(column.type(), column.bytes() * samples.size());
            for (GradedSample sample : samples) {
                column.value().accept(sample, array);
            }
            array.bind(statement, parameter++);
        }
        BinaryArray spectra = new BinaryArray(BinaryArray.Type.FLOAT8, 120 * samples.size());
        BinaryArray ratios = new BinaryArray(BinaryArray.Type.FLOAT8, 72 * samples.size());
        for (GradedSample sample : samples) {
            SampleColumn.addSpectrum(sample, spectra);
            SampleColumn.addRatios(sample, ratios);
        }
        spectra.bind(statement, parameter++);
        ratios.bind(statement, parameter);
    }
}
