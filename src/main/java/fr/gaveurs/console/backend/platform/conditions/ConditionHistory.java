package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Conditions that were open at some time of a period, as the table has them. */
public final class ConditionHistory {
    /** Rows that are fetched at once; only within a transaction. */
    private static final int PAGE = 500;

    private static final String DURING =
            " FROM conditions WHERE since < :to AND (cleared_at IS NULL OR cleared_at >= :from)";

    private ConditionHistory() {}

    /**
     * One of them.
     *
     * @param clearedAt null: it is open
     * @param text an English sentence
     */
    public record Past(
            String source,
            String kind,
            Severity severity,
            Instant since,
            @Nullable Instant clearedAt,
            String text) {}

    /**
     * All of a kind.
     *
     * @param sources how many stations or parts had it
     * @param seconds for how long in all within the period
     */
    public record OfKind(String kind, Severity severity, long times, long sources, double seconds) {}

    /** Each, in the order in which they began; of these sources, or of all where none is named. */
    public static void each(Handle handle, Instant from, Instant to, List<String> sources, Consumer<Past> each) {
        bound(
                        handle,
                        "SELECT source, kind, severity, since, cleared_at, text" + DURING + filter(sources)
                                + " ORDER BY since, id",
                        from,
                        to,
                        sources)
                .map((row, context) -> new Past(
                        row.getString("source"),
                        row.getString("kind"),
                        severity(row),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        instant(row, "cleared_at"),
                        row.getString("text")))
                .forEach(each);
    }

    /** Whether there is any; of these sources, or of all where none is named. */
    public static boolean any(Handle handle, Instant from, Instant to, List<String> sources) {
        return bound(handle, "SELECT EXISTS (SELECT" + DURING + filter(sources) + ")", from, to, sources)
                .mapTo(Boolean.class)
                .one();
    }

    /** How often each kind was, the longest first; one that is open counts up to the end of the period, or to now. */
    public static void kinds(Handle handle, Instant from, Instant to, List<String> sources, Consumer<OfKind> each) {
        bound(
                        handle,
                        "SELECT kind, severity, count(*) AS times, count(DISTINCT source) AS sources,"
                                + " sum(greatest(0, extract(epoch FROM least(coalesce(cleared_at, now()), :to)"
                                + " - greatest(since, :from))))::double precision AS seconds" + DURING + filter(sources)
                                + " GROUP BY kind, severity ORDER BY seconds DESC, kind, severity",
                        from,
                        to,
                        sources)
                .map((row, context) -> new OfKind(
                        row.getString("kind"),
                        severity(row),
                        row.getLong("times"),
                        row.getLong("sources"),
                        row.getDouble("seconds")))
                .forEach(each);
    }

    private static String filter(List<String> sources) {
        return sources.isEmpty() ? "" : " AND source = ANY (:sources)";
    }

    private static Query bound(Handle handle, String sql, Instant from, Instant to, List<String> sources) {
        Query query = handle.createQuery(sql)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .setFetchSize(PAGE);
        return sources.isEmpty() ? query : query.bindArray("sources", String.class, sources);
    }

    private static Severity severity(ResultSet row) throws SQLException {
        return Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
