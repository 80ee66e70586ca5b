package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The table {@code audit_log}: a row for each act, in the transaction of what it changes. */
public final class AuditLog {
    /** How long a row is kept. */
    public static final RetainedTable RETAINED =
            RetainedTable.byRow("audit_log", "at", Duration.ofDays(730)).withEntries();

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    /** Entries of the log: who did it, to what and why is in them as a salted hash alone. */
    public static final LogSource LOGGED = LogSource.of("act", "audit_log", Column.whole("id"))
            .showing(Column.time("at"), Column.text("actor_kind"), Column.text("route"), Column.text("object_kind"))
            .sealing("actor_name", "address", "object_id", "before", "after", "reason")
            .agedBy("at");

    /** One statement, so that no act costs another way to the database. */
    private static final String INSERT = "WITH act AS (INSERT INTO audit_log (actor_kind, actor_name, address, route,"
            + " object_kind, object_id, before, after, reason) VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb),"
            + " CAST(? AS jsonb), ?) RETURNING id) INSERT INTO log_pending (kind, keys) SELECT '" + LOGGED.kind()
            + "', ARRAY[id::text] FROM act";

    private final Database database;
    private final LogBound lines = new LogBound(10, Duration.ofMinutes(1));

    public AuditLog(Database database) {
        this.database = database;
    }

    /**
     * Writes an act in the transaction of the change; if either fails, neither happens.
     *
     * @param connection not in auto-commit mode
     * @param before what it was, a record or a map as JSON writes it; of what is in both only differences are kept
     * @param after what it is now; each null where there is nothing
     */
    public static void write(
            Connection connection, Act act, AuditObject object, @Nullable Object before, @Nullable Object after)
            throws SQLException {
        AuditValues values = AuditValues.of(before, after);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, act.actor().kind().key());
            insert.setString(2, act.actor().name());
            insert.setString(3, act.address());
            insert.setString(4, act.route());
            insert.setString(5, object.kind());
            insert.setString(6, object.id());
            insert.setString(7, json(values.before()));
            insert.setString(8, json(values.after()));
            insert.setString(9, act.reason());
            insert.executeUpdate();
        }
    }

    /**
     * When some objects were last named by an act of certain routes, by the database's clock; those of none are left out.
     *
     * @param kind of the objects
     * @param routes their ids
     */
    public static Map<String, Instant> last(
            Connection connection, String kind, Collection<String> objects, Collection<String> routes)
            throws SQLException {
        Map<String, Instant> last = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT object_id, max(at) FROM audit_log"
                + " WHERE object_id = ANY (?) AND object_kind = ? AND route = ANY (?) GROUP BY object_id")) {
            select.setArray(1, connection.createArrayOf("text", objects.toArray()));
            select.setString(2, kind);
            select.setArray(3, connection.createArrayOf("text", routes.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last.put(
                            row.getString(1),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return last;
    }

    /** As {@link #write(Connection, Act, AuditObject, Object, Object)} in a transaction of Jdbi. */
    public static void write(
            Handle handle, Act act, AuditObject object, @Nullable Object before, @Nullable Object after) {
        try {
            write(handle.getConnection(), act, object, before, after);
        } catch (SQLException e) {
            throw new AuditException(e);
        }
    }

    private static @Nullable String json(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    /**
     * Writes an act that changes nothing in the database. What needs no database is done without one, too: if the row
     * cannot be written, the log alone says who did it, and nothing is written later.
     */
    public void note(Act act, AuditObject object, @Nullable Object before, @Nullable Object after) {
        try {
            database.changes().useTransaction(handle -> write(handle, act, object, before, after));
        } catch (JdbiException e) {
            if (lines.take()) {
                LOG.warn(
                        "not in the journal, since the database takes no row ({}): {} of {} {} by {} from {}",
                        e.getMessage(),
                        act.route(),
                        object.kind(),
                        object.id(),
                        act.actor(),
                        act.address());
            }
        }
    }
}
