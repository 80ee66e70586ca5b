package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Figures of any period, to the microsecond: whole hours from the statistics, which are never dropped, the pieces of hours
 * at its ends, and every lot, from the samples themselves. Everything is read on the caller's handle, so that what is read
 * within one transaction belongs together. Rows go to their consumer one by one, a page of them in memory.
 */
public final class PeriodQueries {
    /** Rows that are fetched from the database at once; only within a transaction. */
    private static final int PAGE = 100;

    private static final String SUMMED = Stream.concat(Tally.COUNTS.stream(), Tally.SUMS.stream())
                    .map(c -> "coalesce(sum(" + c + "), 0) AS " + c)
                    .collect(Collectors.joining(", "))
            + ", min(score_min) AS score_min, max(score_max) AS score_max";

    private static final String COLUMNS =
            Stream.concat(Tally.COUNTS.stream(), Tally.SUMS.stream()).collect(Collectors.joining(", "))
                    + ", score_min, score_max";

    private static final String HOURS = "SELECT bucket, device_id, site_code, " + COLUMNS
            + " FROM stats_hourly WHERE bucket >= :first AND bucket < :last";

    /** The same sums over samples, as {@link Tally} adds them. */
    private static final String SAMPLES = "SELECT date_trunc('hour', time, 'UTC') AS bucket, device_id, site_code, "
            + Tally.COUNTS.stream().map(PeriodQueries::counted).collect(Collectors.joining(", ")) + ", "
            + Tally.SUMS.stream().map(PeriodQueries::added).collect(Collectors.joining(", "))
            + ", min(final_score) AS score_min, max(final_score) AS score_max FROM sensor_samples WHERE ";

    private PeriodQueries() {}

    /** A station's figures. */
    public record StationFigures(String deviceId, String siteCode, Figures figures) {}

    /** Figures of an hour, which is named by its start. */
    public record HourFigures(Instant hour, Figures figures) {}

    /** Figures of a calendar day. */
    public record DayFigures(LocalDate day, Figures figures) {}

    /**
     * One sample in a line.
     *
     * @param model number of the version that it was graded with; null for the formula
     */
    public record SampleLine(
            Instant time,
            String deviceId,
            String sampleId,
            @Nullable String lot,
            Grade grade,
            @Nullable Double score,
            @Nullable Double weightG,
            @Nullable Double volumeMm3,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            int defects,
            @Nullable Long model) {}

    /** Samples that were graded with a version's figures. */
    public record ModelGraded(ModelRef model, long samples) {}

    private static String counted(String column) {
        String what =
                switch (column) {
                    case "samples" -> "count(*)";
                    case "compliant" -> "count(*) FILTER (WHERE compliant)";
                    case "scored" -> "count(final_score)";
                    default ->
                        column.startsWith("grade_")
                                ? "count(*) FILTER (WHERE grade = '" + letter(column) + "')"
                                : "count(" + figure(column.substring(0, column.length() - "_n".length())) + ")";
                };
        return what + " AS " + column;
    }

    private static String letter(String column) {
        String name = column.substring("grade_".length());
        for (Grade grade : Grade.values()) {
            if (grade.name().equalsIgnoreCase(name)) {
                return grade.letter();
            }
        }
        throw new IllegalStateException("no grade counts in " + column);
    }

    private static String added(String column) {
        String figure = figure(column.replaceFirst("_sum(sq)?$", ""));
        String value = column.endsWith("sq") ? figure + " * " + figure : figure;
        return "coalesce(sum(" + value + "), 0) AS " + column;
    }

    private static String figure(String name) {
        return switch (name) {
            case "score" -> "final_score";
            case "volume" -> "volume_mm3";
            case "weight" -> "weight_g";
            default -> name;
        };
    }

    /** Rows of sums, one or two for each station and hour. */
    private static String source(PeriodScope scope) {
        String filters = filters(scope);
        if (scope.lot() != null) {
            return "(" + SAMPLES + "time >= :from AND time < :to" + filters + " GROUP BY 1, 2, 3) AS sums";
        }
        return "(" + HOURS + filters + " UNION ALL " + SAMPLES
                + "((time >= :from AND time < :first) OR (time >= :last AND time < :to))" + filters
                + " GROUP BY 1, 2, 3) AS sums";
    }

    private static String filters(PeriodScope scope) {
        return (scope.deviceIds().isEmpty() ? "" : " AND device_id = ANY (:devices)")
                + (scope.lot() == null ? "" : " AND lot = :lot");
    }

    private static Query bound(Handle handle, String sql, PeriodScope scope) {
        Query query = bindSamples(handle.createQuery(sql), scope);
        if (scope.lot() == null) {
            query.bind("first", scope.firstHour().atOffset(ZoneOffset.UTC))
                    .bind("last", scope.lastHour().atOffset(ZoneOffset.UTC));
        }
        return query;
    }

    /** All samples together. */
    public static Figures total(Handle handle, PeriodScope scope) {
        return bound(handle, "SELECT " + SUMMED + " FROM " + source(scope), scope)
                .map((row, context) -> Tally.figures(row))
                .one();
    }

    /** Each station's, by site and id. */
    public static void stations(Handle handle, PeriodScope scope, Consumer<StationFigures> each) {
        bound(
                        handle,
                        "SELECT device_id, site_code, " + SUMMED + " FROM " + source(scope)
                                + " GROUP BY device_id, site_code ORDER BY site_code, device_id",
                        scope)
                .map((row, context) ->
                        new StationFigures(row.getString("device_id"), row.getString("site_code"), Tally.figures(row)))
                .forEach(each);
    }

    /** Each hour's that has samples, oldest first. */
    public static void hours(Handle handle, PeriodScope scope, Consumer<HourFigures> each) {
        bound(handle, "SELECT bucket, " + SUMMED + " FROM " + source(scope) + " GROUP BY bucket ORDER BY bucket", scope)
                .map((row, context) -> new HourFigures(instant(row, "bucket"), Tally.figures(row)))
                .forEach(each);
    }

    /** Each calendar day's that has samples, oldest first; an hour counts to the day in which it begins. */
    public static void days(Handle handle, PeriodScope scope, ZoneId zone, Consumer<DayFigures> each) {
        bound(
                        handle,
                        "SELECT (bucket AT TIME ZONE :zone)::date AS day, " + SUMMED + " FROM " + source(scope)
                                + " GROUP BY day ORDER BY day",
                        scope)
                .bind("zone", zone.getId())
                .map((row, context) -> new DayFigures(row.getObject("day", LocalDate.class), Tally.figures(row)))
                .forEach(each);
    }

    /** When the newest sample of the period was measured; null where none is kept. */
    public static @Nullable Instant newest(Handle handle, PeriodScope scope) {
        return samplesQuery(handle, "SELECT max(time) AS newest", "", scope)
                .map((row, context) -> {
                    OffsetDateTime time = row.getObject("newest", OffsetDateTime.class);
                    return time == null ? Instant.MIN : time.toInstant();
                })
                .filter(time -> !time.equals(Instant.MIN))
                .findFirst()
                .orElse(null);
    }

    /**
     * Each sample that is kept, oldest first.
     *
     * @param handle asked for before each of many short queries: between them others have their turn
     * @param only those of this grade; null: all
     */
    public static void samples(
            Supplier<Handle> handle, PeriodScope scope, @Nullable Grade only, Consumer<SampleLine> each) {
        for (PeriodScope piece : scope.pieces()) {
            samples(handle.get(), piece, only, each);
        }
    }

    private static void samples(Handle handle, PeriodScope scope, @Nullable Grade only, Consumer<SampleLine> each) {
        Query query = samplesQuery(
                handle,
                "SELECT time, device_id, sample_id, lot, grade, final_score, weight_g, volume_mm3, freshness,"
                        + " fat_quality, oxidation, jsonb_array_length(defects) AS defects, " + ModelGradedRows.VERSION,
                (only == null ? "" : " AND grade = :grade") + " ORDER BY time, device_id, sample_id",
                scope);
        if (only != null) {
            query.bind("grade", only.letter());
        }
        query.map((row, context) -> line(row)).forEach(each);
    }

    /** With which versions samples were graded in the formula's place, those with most first. */
    public static List<ModelGraded> gradedWithModels(Handle handle, PeriodScope scope) {
        return samplesQuery(
                        handle,
                        "SELECT g.version_id, g.version_name, g.version_sha256, count(*) AS samples",
                        " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1",
                        scope,
                        "(SELECT x.time, x.device_id, x.lot, y.version_id, y.version_name, y.version_sha256"
                                + " FROM model_graded_samples y JOIN sensor_samples x ON x.device_id = y.device_id"
                                + " AND x.sample_id = y.sample_id AND x.time = y.time"
                                + " WHERE y.time >= :from AND y.time < :to) g")
                .map((row, context) -> new ModelGraded(
                        new ModelRef(row.getLong(1), row.getString(2), row.getString(3)), row.getLong(4)))
                .list();
    }

    static Query samplesQuery(Handle handle, String select, String end, PeriodScope scope) {
        return samplesQuery(handle, select, end, scope, "sensor_samples");
    }

    private static Query samplesQuery(Handle handle, String select, String end, PeriodScope scope, String from) {
        return bindSamples(
                handle.createQuery(
                        select + " FROM " + from + " WHERE time >= :from AND time < :to" + filters(scope) + end),
                scope);
    }

    static Query bindSamples(Query query, PeriodScope scope) {
        query.bind("from", scope.from().atOffset(ZoneOffset.UTC))
                .bind("to", scope.to().atOffset(ZoneOffset.UTC))
                .setFetchSize(PAGE);
        if (scope.lot() != null) {
            query.bind("lot", scope.lot());
        }
        if (!scope.deviceIds().isEmpty()) {
            query.bindArray("devices", String.class, scope.deviceIds());
        }
        return query;
    }

    private static SampleLine line(ResultSet row) throws SQLException {
        return new SampleLine(
                instant(row, "time"),
                row.getString("device_id"),
                row.getString("sample_id"),
                row.getString("lot"),
                Grade.parse(row.getString("grade")),
                figure(row, "final_score"),
                figure(row, "weight_g"),
                figure(row, "volume_mm3"),
                figure(row, "freshness"),
                figure(row, "fat_quality"),
                figure(row, "oxidation"),
                row.getInt("defects"),
                ModelGradedRows.version(row));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
