package fr.gaveurs.console.backend.features.feedback;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Aspects;
import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStatsQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.GroupRating;
import fr.gaveurs.console.api.feedback.Feedbacks.Interval;
import fr.gaveurs.console.api.feedback.Feedbacks.TrendStep;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads ratings and their figures. */
final class FeedbackQueries {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_STEPS = 60;
    private static final int MAX_GROUPS = 50;
    private static final int REMEMBERED = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final String COLUMNS = "count(*) AS n, avg(overall)::float8 AS average,"
            + " avg(texture)::float8 AS texture, count(texture) AS texture_n, avg(flavor)::float8 AS flavor,"
            + " count(flavor) AS flavor_n, avg(color)::float8 AS color, count(color) AS color_n,"
            + " avg(aroma)::float8 AS aroma, count(aroma) AS aroma_n, avg(freshness)::float8 AS freshness,"
            + " count(freshness) AS freshness_n, count(*) FILTER (WHERE overall = 1) AS r1,"
            + " count(*) FILTER (WHERE overall = 2) AS r2, count(*) FILTER (WHERE overall = 3) AS r3,"
            + " count(*) FILTER (WHERE overall = 4) AS r4, count(*) FILTER (WHERE overall = 5) AS r5"
            + " FROM consumer_feedbacks f";

    static final String FIGURES = "SELECT " + COLUMNS;
    private static final String FIGURES_OF_PRODUCTS = "SELECT f.product_id, " + COLUMNS;

    private final Jdbi jdbi;
    private final ZoneId zone;
    /** What is being read when it changes is not kept. */
    private final AsyncCache<String, FeedbackStats> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FRESH)
            .executor(Runnable::run)
            .buildAsync();

    /** @param zone of the sites' days */
    FeedbackQueries(Jdbi jdbi, ZoneId zone) {
        this.jdbi = jdbi;
        this.zone = zone;
    }

    /** @param withEmail whether the caller may see where to answer */
    Page<Feedback> list(FeedbackQuery query, boolean withEmail) {
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        FeedbackFilter filter = FeedbackFilter.all()
                .and("f.product_id = :product", "product", query.productId())
                .and("f.lot = :lot", "lot", query.lot())
                .and("f.site_code = :site", "site", query.siteCode())
                .and(
                        "f.status = :status",
                        "status",
                        query.status() == null ? null : query.status().key())
                .and("f.overall <= :atMost", "atMost", query.atMost())
                .and("(f.comment IS NOT NULL) = :commented", "commented", query.commented())
                .and("f.id < :before", "before", cursor(query.cursor()))
                .between(query.from(), query.to());
        List<Feedback> found = jdbi.withHandle(handle -> filter.bind(
                        handle.createQuery(FeedbackRows.SELECT + filter.where() + " ORDER BY f.id DESC LIMIT :limit"))
                .bind("limit", limit + 1)
                .map((row, context) -> FeedbackRows.feedback(row, withEmail))
                .list());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        Long.toString(found.get(limit - 1).id()));
    }

    private static @Nullable Long cursor(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw ProblemException.validation(
                    "the query could not be understood",
                    List.of(new FieldError("cursor", "is none that this list gave")));
        }
    }

    Feedback need(long id, boolean withEmail) {
        return jdbi.withHandle(handle -> handle.createQuery(FeedbackRows.SELECT + " WHERE f.id = :id")
                .bind("id", id)
                .map((row, context) -> FeedbackRows.feedback(row, withEmail))
                .findOne()
                .orElseThrow(() -> FeedbackStore.unknown(id)));
    }

    /**
     * What everybody may know of products' ratings, by product and without a trend: for each page that is opened. What another
     * console took is in it after ten seconds, what this one took at once.
     */
    Map<String, FeedbackStats> ofProducts(Set<String> productIds) {
        try {
            return known.getAll(productIds, (missing, executor) -> read(missing))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<Map<String, FeedbackStats>> read(Set<? extends String> productIds) {
        try {
            FeedbackFilter filter = FeedbackFilter.published();
            Map<String, FeedbackStats> found = new HashMap<>();
            productIds.forEach(id -> found.put(id, stats(id)));
            jdbi.useHandle(handle -> filter.bind(handle.createQuery(FIGURES_OF_PRODUCTS + filter.where()
                            + " AND f.product_id = ANY (:ids) GROUP BY f.product_id"))
                    .bindArray("ids", String.class, productIds)
                    .map((row, context) -> {
                        String id = row.getString("product_id");
                        return found.put(id, stats(id, row, List.of()));
                    })
                    .list());
            return CompletableFuture.completedFuture(found);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Of a product that nobody rated. */
    private static FeedbackStats stats(String productId) {
        return new FeedbackStats(productId, 0, Feedbacks.PUBLIC_FROM, null, null, null, null, List.of());
    }

    /** Ratings of a product are others now. */
    void changed(String productId) {
        known.synchronous().invalidate(productId);
    }

    /** @param column one of ours: product_id, lot or site_code */
    FeedbackStats of(String column, String subject, FeedbackStatsQuery query) {
        FeedbackFilter filter = FeedbackFilter.published()
                .and("f." + column + " = :subject", "subject", subject)
                .between(query.from(), query.to());
        return of(subject, filter, query.interval());
    }

    /** @param interval of the trend's steps; null for months */
    FeedbackStats of(String subject, FeedbackFilter filter, @Nullable Interval interval) {
        List<TrendStep> trend = trend(filter, interval == null ? Interval.MONTH : interval);
        return jdbi.withHandle(handle -> filter.bind(handle.createQuery(FIGURES + filter.where()))
                .map((row, context) -> stats(subject, row, trend))
                .one());
    }

    /** Below some ratings an average would tell what one person said. */
    static FeedbackStats stats(String subject, ResultSet row, List<TrendStep> trend) throws SQLException {
        long n = row.getLong("n");
        if (n < Feedbacks.PUBLIC_FROM) {
            return new FeedbackStats(subject, n, Feedbacks.PUBLIC_FROM, null, null, null, null, trend);
        }
        Map<String, Long> distribution = new LinkedHashMap<>();
        for (int stars = 1; stars <= 5; stars++) {
            distribution.put(Integer.toString(stars), row.getLong("r" + stars));
        }
        long against = row.getLong("r1") + row.getLong("r2") + row.getLong("r3");
        return new FeedbackStats(
                subject,
                n,
                Feedbacks.PUBLIC_FROM,
                rounded(row.getDouble("average")),
                new Aspects(
                        aspect(row, "texture"),
                        aspect(row, "flavor"),
                        aspect(row, "color"),
                        aspect(row, "aroma"),
                        aspect(row, "freshness")),
                distribution,
                (int) Math.round(100.0 * (row.getLong("r5") - against) / n),
                trend);
    }

    private static @Nullable Double aspect(ResultSet row, String column) throws SQLException {
        return row.getLong(column + "_n") < Feedbacks.PUBLIC_FROM ? null : (Double) rounded(row.getDouble(column));
    }

    private static double rounded(double average) {
        return Math.round(average * 100) / 100.0;
    }

    private List<TrendStep> trend(FeedbackFilter filter, Interval interval) {
        return new ArrayList<>(jdbi.withHandle(handle -> filter.bind(handle.createQuery("SELECT date_trunc(:interval,"
                                + " f.created_at AT TIME ZONE :zone)::date AS step, count(*) AS n,"
                                + " avg(f.overall)::float8 AS average FROM consumer_feedbacks f" + filter.where()
                                + " GROUP BY 1 ORDER BY 1 DESC LIMIT " + MAX_STEPS))
                        .bind("interval", interval.key())
                        .bind("zone", zone.getId())
                        .map((row, context) -> {
                            long n = row.getLong("n");
                            return new TrendStep(
                                    row.getObject("step", LocalDate.class),
                                    n,
                                    n < Feedbacks.PUBLIC_FROM ? null : (Double) rounded(row.getDouble("average")));
                        })
                        .list()))
                .reversed();
    }

    /** @param column one of ours: lot or site_code */
    List<GroupRating> groups(String column, FeedbackFilter filter) {
        return jdbi.withHandle(handle -> groups(handle, column, filter, MAX_GROUPS));
    }

    /** @param column one of ours: lot, site_code or product_id */
    static List<GroupRating> groups(Handle handle, String column, FeedbackFilter filter, int most) {
        return filter.bind(handle.createQuery("SELECT f." + column
                        + " AS name, count(*) AS n, avg(f.overall)::float8 AS average FROM consumer_feedbacks f"
                        + filter.where() + " AND f." + column + " IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT "
                        + most))
                .map((row, context) -> {
                    long n = row.getLong("n");
                    return new GroupRating(
                            row.getString("name"),
                            n,
                            n < Feedbacks.PUBLIC_FROM ? null : (Double) rounded(row.getDouble("average")));
                })
                .list();
    }

    /** A product's ratings together. */
    record Rated(String productId, double rating, int ratings) {}

    /** The last rated products. */
    List<Rated> rated(FeedbackFilter filter) {
        return jdbi.withHandle(handle -> filter.bind(handle.createQuery("SELECT f.product_id, avg(f.overall)::float8 AS"
                        + " rating, count(*) AS n FROM consumer_feedbacks f" + filter.where()
                        + " GROUP BY 1 ORDER BY max(f.id) DESC LIMIT " + Feedbacks.MAX_CASES))
                .map((row, context) -> new Rated(row.getString("product_id"), row.getDouble("rating"), row.getInt("n")))
                .list());
    }
}
