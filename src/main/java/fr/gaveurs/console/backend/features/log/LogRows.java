package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.platform.tlog.ColumnHashes;
import fr.gaveurs.console.backend.platform.tlog.LogRow;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a source, each with the newest entry that there is of it. */
final class LogRows {
    private final LogSource source;
    private final String byKeys;
    /** By whether there is a key that rows come after, and one that they go up to. */
    private final Map<Bounds, String> pieces = new HashMap<>();

    /** @param whole whether covered columns themselves are wanted, and not their hash alone */
    private record Bounds(boolean after, boolean upTo, boolean whole) {}

    LogRows(LogSource source) {
        this.source = source;
        List<Column> key = source.key();
        String columns = key.stream().map(c -> "t." + c.name()).collect(Collectors.joining(", "));
        // The key is made once a row; what is not wanted is cut off before entries are looked up.
        String rows = "(SELECT t.*, " + source.keySql() + " AS log_key FROM " + source.table() + " t";
        String order = " ORDER BY " + columns;
        String piece = order + " LIMIT ?) t";
        byKeys = select(source, true)
                + rows
                + IntStream.range(0, key.size())
                        .mapToObj(i -> "?::" + key.get(i).arrayType() + "[]")
                        .collect(Collectors.joining(", ", " JOIN unnest(", ")"))
                + IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", ", " AS k(", ")"))
                + " ON "
                + IntStream.range(0, key.size())
                        .mapToObj(i ->
                                "t." + key.get(i).name() + " = " + key.get(i).fromKey("k.k" + i))
                        .collect(Collectors.joining(" AND "))
                + ") t" + newest(source);
        String values = key.stream()
                .map(c -> c.fromKey(c.type() == LogSource.Type.TEXT ? "?" : "?::bigint"))
                .collect(Collectors.joining(", ", "(", ")"));
        for (boolean after : new boolean[] {false, true}) {
            for (boolean upTo : new boolean[] {false, true}) {
                for (boolean whole : new boolean[] {false, true}) {
                    pieces.put(
                            new Bounds(after, upTo, whole),
                            select(source, whole) + rows + " WHERE true"
                                    + (after ? " AND (" + columns + ") > " + values : "")
                                    + (upTo ? " AND (" + columns + ") <= " + values : "")
                                    + piece + newest(source) + order);
                }
            }
        }
    }

    private static String newest(LogSource source) {
        return " LEFT JOIN LATERAL (SELECT idx, leaf_hash, salt, " + ColumnHashes.sql(source)
                + " AS columns FROM log_entries WHERE kind = '" + source.kind()
                + "' AND key = t.log_key ORDER BY idx DESC LIMIT 1) e ON true";
    }

    /** What a row's entry is made of; hashes only where there is no entry before {@code ?}. */
    private static String select(LogSource source, boolean whole) {
        StringBuilder sql = new StringBuilder("SELECT t.log_key, e.idx, e.leaf_hash, e.salt, e.columns");
        source.shown().forEach(column -> sql.append(", ").append(column.sql()));
        String wanted = "CASE WHEN e.idx IS NULL OR e.idx >= ? THEN ";
        if (!source.covered().isEmpty()) {
            sql.append(", ").append(wanted);
            sql.append(whole ? sent(source.covered()) : "sha256(" + sent(source.covered()) + ")");
            sql.append(" END");
        }
        if (!source.personal().isEmpty()) {
            sql.append(", ").append(wanted).append(sent(source.personal())).append(" END");
        }
        return sql.append(" FROM ").toString();
    }

    /** PostgreSQL's own binary form of the values: types, lengths and nulls are in it, so nothing can be shifted. */
    private static String sent(List<String> columns) {
        return columns.stream().map(c -> "t." + c).collect(Collectors.joining(", ", "record_send(ROW(", "))"));
    }

    private int wants() {
        return (source.covered().isEmpty() ? 0 : 1) + (source.personal().isEmpty() ? 0 : 1);
    }

    /**
     * A row and its newest entry.
     *
     * @param index null where it has none
     * @param columns hashes of columns that stand in the entry; null where none do
     */
    record Found(
            LogRow row,
            @Nullable Long index,
            byte @Nullable [] leafHash,
            byte @Nullable [] salt,
            @Nullable String columns) {
        /** The entry as it would be made of the row now, with the hashes of columns that it has. */
        String entry(LogSource source) {
            return row.entry(source, salt, columns);
        }
    }

    /** The rows of these keys that there are, by key. */
    Map<String, Found> byKeys(Connection connection, Collection<String> keys) throws SQLException {
        List<Object[]> columns = new ArrayList<>();
        List<List<Object>> values = new ArrayList<>();
        for (String key : keys) {
            List<Object> parts = source.values(key);
            if (parts != null) {
                values.add(parts);
            }
        }
        for (int i = 0; i < source.key().size(); i++) {
            int at = i;
            columns.add(values.stream().map(parts -> parts.get(at)).toArray());
        }
        try (PreparedStatement select = connection.prepareStatement(byKeys)) {
            int at = 1;
            for (int i = 0; i < wants(); i++) {
                select.setLong(at++, 0);
            }
            for (int i = 0; i < columns.size(); i++) {
                select.setArray(
                        at++, connection.createArrayOf(source.key().get(i).arrayType(), columns.get(i)));
            }
            Map<String, Found> found = new TreeMap<>();
            for (Found row : read(select, true)) {
                found.put(row.row().key(), row);
            }
            return found;
        }
    }

    /**
     * The next rows in the order of their keys.
     *
     * @param key of the last one that was read; null for the first ones
     * @param since hashes of rows whose newest entry is before it are left out
     */
    List<Found> after(Connection connection, @Nullable String key, int limit, long since) throws SQLException {
        return between(connection, key, null, limit, since, true);
    }

    /**
     * The same up to a key, without the covered columns themselves.
     *
     * @param upTo the last one that is wanted; null for all
     */
    List<Found> between(Connection connection, @Nullable String after, @Nullable String upTo, int limit, long since)
            throws SQLException {
        return between(connection, after, upTo, limit, since, false);
    }

    private List<Found> between(
            Connection connection, @Nullable String after, @Nullable String upTo, int limit, long since, boolean whole)
            throws SQLException {
        List<Object> from = after == null ? null : source.values(after);
        List<Object> to = upTo == null ? null : source.values(upTo);
        try (PreparedStatement select = connection.prepareStatement(
                Objects.requireNonNull(pieces.get(new Bounds(from != null, to != null, whole))))) {
            int at = 1;
            for (int i = 0; i < wants(); i++) {
                select.setLong(at++, since);
            }
            for (List<Object> values : Arrays.asList(from, to)) {
                if (values != null) {
                    for (Object value : values) {
                        select.setObject(at++, value);
                    }
                }
            }
            select.setInt(at, limit);
            return read(select, whole);
        }
    }

    private List<Found> read(PreparedStatement select, boolean whole) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String key = row.getString(1);
                long index = row.getLong(2);
                boolean without = row.wasNull();
                byte[] leaf = row.getBytes(3);
                byte[] salt = row.getBytes(4);
                String columns = row.getString(5);
                int at = 6;
                SortedMap<String, @Nullable Object> shown = new TreeMap<>();
                for (Column column : source.shown()) {
                    shown.put(column.name(), value(row, at++, column.type()));
                }
                byte[] covered = source.covered().isEmpty() ? null : row.getBytes(at++);
                byte[] personal = source.personal().isEmpty() ? null : row.getBytes(at);
                LogRow made = whole && covered != null
                        ? new LogRow(key, shown, MerkleHash.sha256(covered, 0, covered.length), covered, personal)
                        : new LogRow(key, shown, covered, null, personal);
                found.add(new Found(made, without ? null : index, leaf, salt, columns));
            }
        }
        return found;
    }

    private static @Nullable Object value(ResultSet row, int at, LogSource.Type type) throws SQLException {
        Object value =
                switch (type) {
                    case TEXT -> row.getString(at);
                    case WHOLE -> row.getLong(at);
                    case NUMBER -> row.getDouble(at);
                    case TIME -> LogRow.time(row.getLong(at));
                };
        return row.wasNull() ? null : value;
    }
}
