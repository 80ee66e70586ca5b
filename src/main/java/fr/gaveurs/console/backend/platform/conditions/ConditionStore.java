package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The table {@code conditions}. */
final class ConditionStore {
    /** Rows of conditions that are over: the oldest give way, whatever any clock says. */
    static final int CLEARED_KEPT = 10_000;

    private static final String COLUMNS =
            "scope, source, console, kind, severity, since, cleared_at, text, remedy, details";
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final Database database;
    private final String console;

    /** @param console whose parts are kept apart from those of other consoles; empty for one that is alone */
    ConditionStore(Database database, String console) {
        this.database = database;
        this.console = console;
    }

    /**
     * What is to be written.
     *
     * @param cleared over since the last time, in their order
     * @param open as they are now
     */
    record Unsaved(List<Condition> cleared, List<Condition> open) {
        boolean isEmpty() {
            return cleared.isEmpty() && open.isEmpty();
        }
    }

    /** Those that are open: of stations, of what all share, and of this console's parts. */
    List<Condition> open(int limit) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS
                    + " FROM conditions WHERE cleared_at IS NULL AND console IN ('', ?) ORDER BY id LIMIT ?")) {
                query.setString(1, console);
                query.setInt(2, limit);
                return rows(query);
            }
        });
    }

    /** Those that were cleared last, newest first. */
    List<Condition> cleared(int limit) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS
                    + " FROM conditions WHERE cleared_at IS NOT NULL AND console IN ('', ?)"
                    + " ORDER BY id DESC LIMIT ?")) {
                query.setString(1, console);
                query.setInt(2, limit);
                return rows(query);
            }
        });
    }

    private static List<Condition> rows(PreparedStatement query) throws SQLException {
        List<Condition> rows = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String owner = row.getString(3);
                OffsetDateTime cleared = row.getObject(7, OffsetDateTime.class);
                rows.add(new Condition(
                        constant(Scope.values(), row.getString(1)),
                        row.getString(2),
                        owner.isEmpty() ? null : owner,
                        row.getString(4),
                        constant(Severity.values(), row.getString(5)),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        cleared == null ? null : cleared.toInstant(),
                        false,
                        row.getString(8),
                        row.getString(9),
                        Json.MAPPER.readValue(row.getString(10), DETAILS)));
            }
        }
        return rows;
    }

    private static <E extends Keyed> E constant(E[] all, String key) {
        return Arrays.stream(all)
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Writes all of it, or, if it throws, nothing. May be done twice. */
    void save(Unsaved unsaved) throws SQLException {
        database.change(connection -> {
            for (Condition over : unsaved.cleared()) {
                if (!close(connection, over)) {
                    insert(connection, over);
                }
            }
            for (Condition open : unsaved.open()) {
                insert(connection, open);
            }
            return true;
        });
    }

    /** Whether it is noted as over: it was open, or another console, or this one at the last try, closed it before. */
    private static boolean close(Connection connection, Condition over) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE conditions SET cleared_at = ?, seen_at = now() WHERE scope = ? AND source = ? AND kind = ?"
                        + " AND console = ? AND cleared_at IS NULL")) {
            update.setObject(1, time(over.clearedAt()));
            update.setString(2, over.scope().key());
            update.setString(3, over.source());
            update.setString(4, over.kind());
            update.setString(5, owner(over));
            if (update.executeUpdate() > 0) {
                return true;
            }
        }
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM conditions WHERE scope = ? AND source = ? AND kind = ? AND console = ?"
                        + " AND cleared_at IS NOT NULL AND since <= ? AND cleared_at >= ?")) {
            query.setString(1, over.scope().key());
            query.setString(2, over.source());
            query.setString(3, over.kind());
            query.setString(4, owner(over));
            query.setObject(5, time(over.since()));
            query.setObject(6, time(over.since()));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void insert(Connection connection, Condition condition) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO conditions (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
                + " ON CONFLICT (scope, source, kind, console) WHERE cleared_at IS NULL DO UPDATE SET"
                + " severity = excluded.severity, since = least(conditions.since, excluded.since),"
                + " text = excluded.text, remedy = excluded.remedy, details = excluded.details, seen_at = now()")) {
            insert.setString(1, condition.scope().key());
            insert.setString(2, condition.source());
            insert.setString(3, owner(condition));
            insert.setString(4, condition.kind());
            insert.setString(5, condition.severity().key());
            insert.setObject(6, time(condition.since()));
            insert.setObject(7, time(condition.clearedAt()));
            insert.setString(8, condition.text());
            insert.setString(9, condition.remedy());
            insert.setString(10, Json.MAPPER.writeValueAsString(condition.details()));
            insert.executeUpdate();
        }
    }

    /** Those that are open are still seen: they are not old. */
    void touch() throws SQLException {
        database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE conditions SET seen_at = now() WHERE cleared_at IS NULL AND console IN ('', ?)")) {
                update.setString(1, console);
                return update.executeUpdate();
            }
        });
    }

    /** Deletes the oldest of those that are over, beyond {@link #CLEARED_KEPT}: by their order, not by a clock. */
    void bound() throws SQLException {
        database.change(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM conditions WHERE cleared_at IS NOT NULL AND id <= (SELECT id FROM conditions"
                            + " WHERE cleared_at IS NOT NULL ORDER BY id DESC OFFSET ? LIMIT 1)")) {
                delete.setInt(1, CLEARED_KEPT);
                return delete.executeUpdate();
            }
        });
    }

    private static String owner(Condition condition) {
        return condition.console() == null ? "" : condition.console();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
