package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.GroupRating;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Published ratings of a period, as the routes tell them: no average below five ratings. Read on the caller's handle, so that
 * what is read within one transaction belongs together.
 */
public final class FeedbackFigures {
    private FeedbackFigures() {}

    /**
     * Ratings of a day.
     *
     * @param good those of 4 and 5
     */
    public record DayRatings(LocalDate day, long ratings, long good) {}

    private static FeedbackFilter during(Instant from, Instant to) {
        return FeedbackFilter.published().between(from, to);
    }

    /** All together, without a trend. */
    public static FeedbackStats total(Handle handle, Instant from, Instant to) {
        FeedbackFilter filter = during(from, to);
        return filter.bind(handle.createQuery(FeedbackQueries.FIGURES + filter.where()))
                .map((row, context) -> FeedbackQueries.stats("", row, List.of()))
                .one();
    }

    /** Those that wait for somebody to read them, and do not count yet. */
    public static long held(Handle handle, Instant from, Instant to) {
        FeedbackFilter filter =
                FeedbackFilter.all().and("f.status = :status", "status", "held").between(from, to);
        return filter.bind(handle.createQuery("SELECT count(*) FROM consumer_feedbacks f" + filter.where()))
                .mapTo(Long.class)
                .one();
    }

    /** Each calendar day's that has ratings, oldest first. */
    public static List<DayRatings> days(Handle handle, Instant from, Instant to, ZoneId zone) {
        FeedbackFilter filter = during(from, to);
        return filter.bind(handle.createQuery("SELECT (f.created_at AT TIME ZONE :zone)::date AS day, count(*) AS n,"
                        + " count(*) FILTER (WHERE f.overall >= 4) AS good FROM consumer_feedbacks f" + filter.where()
                        + " GROUP BY 1 ORDER BY 1"))
                .bind("zone", zone.getId())
                .map((row, context) ->
                        new DayRatings(row.getObject("day", LocalDate.class), row.getLong("n"), row.getLong("good")))
                .list();
    }

    /** By site; those with most ratings first. */
    public static List<GroupRating> sites(Handle handle, Instant from, Instant to, int most) {
        return FeedbackQueries.groups(handle, "site_code", during(from, to), most);
    }

    /** By lot; those with most ratings first. */
    public static List<GroupRating> lots(Handle handle, Instant from, Instant to, int most) {
        return FeedbackQueries.groups(handle, "lot", during(from, to), most);
    }

    /** By product; those with most ratings first. */
    public static List<GroupRating> products(Handle handle, Instant from, Instant to, int most) {
        return FeedbackQueries.groups(handle, "product_id", during(from, to), most);
    }
}
