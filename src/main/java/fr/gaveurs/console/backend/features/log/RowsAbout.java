package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.RowProofs.RowProof;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says whether all rows of a kind that name a thing are as the log has them, and none that it has is gone. */
public final class RowsAbout {
    private final Database database;
    private final LogSource source;
    private final String column;
    private final RowProofs rows;

    /** @param column one that the source's entries show, a text */
    RowsAbout(Database database, LogSource source, String column, RowProofs rows) {
        this.database = database;
        this.source = source;
        this.column = column;
        this.rows = rows;
    }

    /**
     * How each of them stands, by key, for each subject that there is any of.
     *
     * @param subjects what the column says
     */
    public Map<String, Map<String, RowProof>> of(Collection<String> subjects) throws SQLException {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, RowProof>> proofs = new HashMap<>();
        for (Map.Entry<String, Set<String>> of : keys(subjects).entrySet()) {
            proofs.put(of.getKey(), rows.of(of.getValue()));
        }
        return proofs;
    }

    /** Of rows, and of entries: what was taken away has an entry alone. */
    private Map<String, Set<String>> keys(Collection<String> subjects) throws SQLException {
        String name = CanonicalJson.write(column) + ":";
        return database.read(connection -> {
            Map<String, Set<String>> keys = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT t." + column + ", " + source.keySql()
                    + " FROM " + source.table() + " t WHERE t." + column
                    + " = ANY (?) UNION SELECT u.subject, e.key FROM log_entries e JOIN unnest(?::text[], ?::text[])"
                    + " AS u(subject, part) ON position(u.part IN e.entry) > 0 WHERE e.kind = ?")) {
                Array named = connection.createArrayOf("text", subjects.toArray());
                select.setArray(1, named);
                select.setArray(2, named);
                select.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                subjects.stream()
                                        .map(subject -> name + CanonicalJson.write(subject))
                                        .toArray()));
                select.setString(4, source.kind());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.computeIfAbsent(row.getString(1), subject -> new TreeSet<>())
                                .add(row.getString(2));
                    }
                }
            }
            return keys;
        });
    }
}
