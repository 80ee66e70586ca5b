package fr.gaveurs.console.backend.platform.store.damage;

import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table whose file an error of the server is about.
 *
 * @param index the index, as SQL names it, if that is what is damaged; the table's rows are then whole
 * @param table the table that it belongs to
 * @param parent the table that this one is a part of; null where it is none
 * @param setAside whether it was set aside already
 */
record DamagedRelation(
        @Nullable String index, String table, @Nullable String parent, boolean setAside) {
    private static final Pattern FILE = Pattern.compile("base/(\\d{1,10})/(\\d{1,10})");
    private static final Pattern TOAST = Pattern.compile("pg_toast_(\\d{1,10})");
    private static final Pattern INDEX = Pattern.compile("index \"([^\"]{1,63})\"");

    /** Null where the message names none of this database, or none that the database knows. */
    static @Nullable DamagedRelation named(Connection connection, String message) throws SQLException {
        Long oid = oid(connection, message);
        if (oid == null) {
            return null;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                WITH RECURSIVE up (oid, index) AS (
                    SELECT c.oid, CASE WHEN c.relkind = 'i' THEN c.oid::regclass::text END
                    FROM pg_class c WHERE c.oid = ?
                    UNION ALL
                    SELECT coalesce(i.indrelid, t.oid), up.index
                    FROM up LEFT JOIN pg_index i ON i.indexrelid = up.oid
                    LEFT JOIN pg_class t ON t.reltoastrelid = up.oid
                    WHERE coalesce(i.indrelid, t.oid) IS NOT NULL)
                SELECT up.index, c.relname, p.relname, n.nspname
                FROM up JOIN pg_class c ON c.oid = up.oid JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_inherits h ON h.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = h.inhparent
                WHERE c.relkind = 'r'""")) {
            query.setLong(1, oid);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new DamagedRelation(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Partitions.DAMAGED.equals(row.getString(4)))
                        : null;
            }
        }
    }

    private static @Nullable Long oid(Connection connection, String message) throws SQLException {
        Matcher file = FILE.matcher(message);
        if (file.find()) {
            return ask(
                    connection,
                    "SELECT pg_filenode_relation(0, ?)::oid::int8 FROM pg_database"
                            + " WHERE datname = current_database() AND oid = ?",
                    Long.parseLong(file.group(2)),
                    Long.parseLong(file.group(1)));
        }
        Matcher toast = TOAST.matcher(message);
        if (toast.find()) {
            return Long.valueOf(toast.group(1));
        }
        Matcher index = INDEX.matcher(message);
        return index.find() ? ask(connection, "SELECT to_regclass(quote_ident(?))::oid::int8", index.group(1)) : null;
    }

    private static @Nullable Long ask(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                long oid = row.getLong(1);
                return row.wasNull() ? null : oid;
            }
        }
    }
}
