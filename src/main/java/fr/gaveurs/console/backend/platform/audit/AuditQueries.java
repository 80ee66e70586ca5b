package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.retention.RetentionDrops;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the journal, newest first, and keeps it from growing without bound. */
public final class AuditQueries {
    private static final String COLUMNS = "SELECT id, at, actor_kind, actor_name, address, route, object_kind,"
            + " object_id, before, after, reason FROM audit_log";
    private static final int DEFAULT_LIMIT = 50;
    private static final int TRIGRAM = 3;
    /** Acts of things of some name that are looked at to find what else was done to these. */
    private static final int NAMED = 1_000;
    /** Rows that are fetched at once. */
    private static final int PAGE = 500;
    /** Whoever may change things could fill the disk with the rows of it. */
    private static final long MAX_ROWS = 1_000_000;

    private final Database database;
    private final long maxRows;

    public AuditQueries(Database database) {
        this(database, MAX_ROWS);
    }

    /** @param maxRows how many of the newest rows are kept at most */
    AuditQueries(Database database, long maxRows) {
        this.database = database;
        this.maxRows = maxRows;
    }

    public Page<AuditEntry> page(AuditQuery query) throws SQLException {
        int limit = limit(query);
        Question question = question(query);
        List<AuditEntry> entries = database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
                for (int i = 0; i < question.values().size(); i++) {
                    statement.setObject(i + 1, question.values().get(i));
                }
                return entries(statement);
            }
        });
        if (entries.size() <= limit) {
            return new Page<>(entries, null);
        }
        List<AuditEntry> page = List.copyOf(entries.subList(0, limit));
        return new Page<>(page, Long.toString(page.getLast().id()));
    }

    private static int limit(AuditQuery query) {
        return query.limit() == null ? DEFAULT_LIMIT : query.limit();
    }

    /** A statement and what stands for its marks. */
    record Question(String sql, List<Object> values) {}

    /** One row more than a page has, so that it is known whether there are more. */
    static Question question(AuditQuery query) {
        // What is newer than the time asked for is passed over in an index that holds the times.
        boolean passes = query.until() != null;
        StringBuilder sql = new StringBuilder(
                COLUMNS + (passes ? " WHERE id IN (SELECT id FROM audit_log WHERE true" : " WHERE true"));
        List<Object> values = new ArrayList<>();
        actor(sql, values, query.actor());
        add(
                sql,
                values,
                "actor_kind = ?",
                query.kind() == null ? null : query.kind().key());
        add(sql, values, "route = ?", query.route());
        object(sql, values, query.object());
        add(sql, values, "object_kind = ?", query.objectKind());
        add(sql, values, "at >= ?", at(query.since()));
        add(sql, values, "at < ?", at(query.until()));
        add(sql, values, "id < ?", query.cursor() == null ? null : Long.valueOf(query.cursor()));
        String newest = " ORDER BY id DESC LIMIT " + (limit(query) + 1);
        sql.append(newest).append(passes ? ")" + " ORDER BY id DESC" : "");
        return new Question(sql.toString(), values);
    }

    /**
     * As people type a name: a part of it will do, without capitals and accents; and of who said none a part of the words
     * that are shown instead. The index knows three letters or more; for fewer it would only be in the way.
     */
    private static void actor(StringBuilder sql, List<Object> values, @Nullable String typed) {
        if (typed == null) {
            return;
        }
        String text = typed.replace("\0", "");
        String named = holds("actor_plain");
        values.add(text);
        if (text.length() >= TRIGRAM) {
            named += " AND " + like("actor_plain");
            values.add(text);
        }
        Set<String> kinds = ShownWords.nameless(text);
        if (kinds.isEmpty()) {
            sql.append(" AND ").append(named);
            return;
        }
        values.addAll(kinds);
        sql.append(" AND ((")
                .append(named)
                .append(") OR (actor_name IS NULL AND ")
                .append(in("actor_kind", kinds.size()))
                .append("))");
    }

    private static String in(String column, int count) {
        return column + " IN (" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    private static String holds(String column) {
        return "strpos(" + column + ", bug_plain(?)) > 0";
    }

    private static String like(String column) {
        return column
                + " LIKE '%' || replace(replace(replace(bug_plain(?), '!', '!!'), '%', '!%'), '_', '!_') || '%' ESCAPE '!'";
    }

    /**
     * What was acted on, by whatever the list shows of it: its id, its name, what its kind is called. A thing that once had
     * such a name is found with all that was done to it.
     */
    private static void object(StringBuilder sql, List<Object> values, @Nullable String typed) {
        if (typed == null) {
            return;
        }
        String text = typed.replace("\0", "");
        List<String> any = new ArrayList<>();
        if (text.length() >= TRIGRAM) {
            // The first of each pair is for the index, by which they are found.
            String named = " FROM audit_log WHERE object_id IS NOT NULL AND " + like("name_plain") + " LIMIT " + NAMED;
            any.addAll(List.of(
                    like("object_plain"),
                    like("name_plain"),
                    "(object_id = ANY (ARRAY(SELECT object_id" + named + ")) AND (object_kind || ' ' || object_id)"
                            + " = ANY (ARRAY(SELECT object_kind || ' ' || object_id" + named + ")))"));
            values.addAll(Collections.nCopies(4, text));
        } else {
            any.addAll(List.of(holds("object_plain"), holds("name_plain")));
            values.addAll(Collections.nCopies(2, text));
        }
        for (ShownWords.Meant meant : ShownWords.objects(text)) {
            String kinds = in("object_kind", meant.kinds().size());
            values.addAll(meant.kinds());
            if (meant.rest().isEmpty()) {
                any.add(kinds);
                continue;
            }
            String[] parts = meant.rest().split(", *", 2);
            String id = "starts_with(object_plain, bug_plain(?))";
            if (parts.length == 1) {
                any.add("(" + kinds + " AND (" + id + " OR " + holds("name_plain") + "))");
                values.addAll(List.of(meant.rest(), meant.rest()));
            } else {
                any.add("(" + kinds + " AND " + id + " AND " + holds("name_plain") + ")");
                values.addAll(List.of(parts[0], parts[1]));
            }
        }
        sql.append(" AND (").append(String.join(" OR ", any)).append(")");
    }

    /** Each act of a period, oldest first, on a handle of the caller's; within a transaction a page of them is held. */
    public static void during(Handle handle, Instant from, Instant to, Consumer<AuditEntry> each) {
        handle.createQuery(COLUMNS + " WHERE at >= :from AND at < :to ORDER BY id")
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .setFetchSize(PAGE)
                .map((row, context) -> entry(row))
                .forEach(each);
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            values.add(value instanceof String text ? text.replace("\0", "") : value);
        }
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static List<AuditEntry> entries(PreparedStatement statement) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(entry(row));
            }
        }
        return entries;
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                ActorKind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
                row.getString("actor_name"),
                row.getString("address"),
                row.getString("route"),
                row.getString("object_kind"),
                row.getString("object_id"),
                StoredValues.read(row.getString("before")),
                StoredValues.read(row.getString("after")),
                row.getString("reason"));
    }

    /** The newest row that is too many; null where none is. */
    private @Nullable Long beyond(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT max(id) FROM audit_log WHERE id <= (SELECT max(id) - ? FROM audit_log)")) {
            select.setLong(1, maxRows);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                return row.wasNull() ? null : last;
            }
        }
    }

    /** Deletes the oldest rows where there are more than are kept, by their numbers and no clock. */
    public void bound() throws SQLException {
        database.change(connection -> {
            Long last = beyond(connection);
            if (last == null) {
                return 0;
            }
            RetentionDrops.upTo(connection, "audit_log", last);
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM audit_log WHERE id <= ?")) {
                delete.setLong(1, last);
                return delete.executeUpdate();
            }
        });
    }
}
