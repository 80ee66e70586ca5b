package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.RowProofs.RowProof;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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
     * How each of them stands, by key.
     *
     * @param subjects what the column says
     */
    public Map<String, RowProof> of(Collection<String> subjects) throws SQLException {
        Map<String, RowProof> proofs = new LinkedHashMap<>();
        for (String key : keys(subjects)) {
            proofs.put(key, rows.of(key));
        }
        return proofs;
    }

    /** Of rows, and of entries: what was taken away has an entry alone. */
    private Collection<String> keys(Collection<String> subjects) throws SQLException {
        String name = CanonicalJson.write(column) + ":";
        return database.read(connection -> {
            TreeSet<String> keys = new TreeSet<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT " + source.keySql() + " FROM "
                    + source.table() + " t WHERE t." + column
                    + " = ANY (?) UNION SELECT key FROM log_entries WHERE kind ="
                    + " ? AND EXISTS (SELECT FROM unnest(?::text[]) AS u(part) WHERE position(part IN entry) > 0)")) {
                select.setArray(1, connection.createArrayOf("text", subjects.toArray()));
                select.setString(2, source.kind());
                select.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                subjects.stream()
                                        .map(subject -> name + CanonicalJson.write(subject))
                                        .toArray()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.add(row.getString(1));
                    }
                }
            }
            return keys;
        });
    }
}
