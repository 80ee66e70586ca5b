package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.RowCheck.Range;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Divides rows into ranges of about the same size, that may be gone through at once: between the keys of some entries,
 * which are made in about the order in which rows are stored.
 */
final class RowRanges {
    private RowRanges() {}

    /**
     * Ranges that hold every row of every source, each once.
     *
     * @param size entries of the log
     * @param parts about so many ranges of the kind that has most
     */
    static List<Range> of(Connection connection, Collection<LogSource> sources, long size, int parts)
            throws SQLException {
        Map<String, NavigableMap<Object, String>> limits = limits(connection, sources, size, parts);
        List<Range> ranges = new ArrayList<>();
        for (LogSource source : sources) {
            String after = null;
            for (String limit :
                    limits.getOrDefault(source.kind(), new TreeMap<>()).values()) {
                ranges.add(new Range(source, after, limit));
                after = limit;
            }
            ranges.add(new Range(source, after, null));
        }
        return ranges;
    }

    /** By kind, keys in the order of their first column. */
    private static Map<String, NavigableMap<Object, String>> limits(
            Connection connection, Collection<LogSource> sources, long size, int parts) throws SQLException {
        Map<String, LogSource> kinds = new HashMap<>();
        sources.forEach(source -> kinds.put(source.kind(), source));
        Map<String, NavigableMap<Object, String>> limits = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT kind, key FROM log_entries WHERE idx = ?")) {
            for (int i = 1; i < parts; i++) {
                select.setLong(1, size * i / parts);
                try (ResultSet row = select.executeQuery()) {
                    LogSource source = row.next() ? kinds.get(row.getString(1)) : null;
                    List<Object> values = source == null ? null : source.values(row.getString(2));
                    if (source != null && values != null) {
                        limits.computeIfAbsent(source.kind(), kind -> new TreeMap<>())
                                .putIfAbsent(values.getFirst(), row.getString(2));
                    }
                }
            }
        }
        return limits;
    }
}
