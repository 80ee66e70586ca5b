package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What process capability is made of: figures of samples in the order in which each station measured them. Moving ranges
 * lie between two samples of one station, never between two stations.
 */
public final class CapabilityQueries {
    private CapabilityQueries() {}

    /**
     * A series of values.
     *
     * @param deviceId the station; null: all of them together
     * @param values how many
     * @param mean in the figure's unit; null where there is no value
     * @param deviation of all values; null under two
     * @param movingRange mean distance of neighbours; null under two
     * @param low its 0.135th percentile
     * @param median its 50th
     * @param high its 99.865th
     * @param skewness 0 where it is symmetric; null under three, or where all are equal
     * @param neighbours correlation of each value with the one before; null where it has none
     */
    public record Series(
            @Nullable String deviceId,
            long values,
            @Nullable Double mean,
            @Nullable Double deviation,
            @Nullable Double movingRange,
            @Nullable Double low,
            @Nullable Double median,
            @Nullable Double high,
            @Nullable Double skewness,
            @Nullable Double neighbours) {}

    /** Neighbouring values in one point of a chart: as many as fit, with the least, the mean and the greatest. */
    public record Point(double least, double mean, double greatest) {}

    /** One value, of one sample. */
    public record Value(Instant time, String deviceId, String sampleId, double value) {}

    /**
     * Each value, in the order of {@link #points}.
     *
     * @param handle asked for before each of many short queries
     */
    public static void values(
            Supplier<Handle> handle, PeriodScope scope, CapabilityFigure figure, Consumer<Value> each) {
        for (PeriodScope piece : scope.pieces()) {
            values(handle.get(), piece, figure, each);
        }
    }

    private static void values(Handle handle, PeriodScope scope, CapabilityFigure figure, Consumer<Value> each) {
        String column = column(figure);
        PeriodQueries.samplesQuery(
                        handle,
                        "SELECT time, device_id, sample_id, " + column + " AS v",
                        " AND " + column + " IS NOT NULL ORDER BY time, device_id, sample_id",
                        scope)
                .map((row, context) -> new Value(
                        row.getObject("time", OffsetDateTime.class).toInstant(),
                        row.getString("device_id"),
                        row.getString("sample_id"),
                        row.getDouble("v")))
                .forEach(each);
    }

    private static String column(CapabilityFigure figure) {
        return switch (figure) {
            case WEIGHT -> "weight_g";
            case VOLUME -> "volume_mm3";
        };
    }

    private static String lines(PeriodScope scope, CapabilityFigure figure) {
        String column = column(figure);
        return "WITH lines AS MATERIALIZED (SELECT device_id, time, sample_id, " + column + " AS v, lag(" + column
                + ") OVER (PARTITION BY device_id ORDER BY time, sample_id) AS before FROM sensor_samples"
                + " WHERE time >= :from AND time < :to AND " + column + " IS NOT NULL"
                + (scope.deviceIds().isEmpty() ? "" : " AND device_id = ANY (:devices)")
                + (scope.lot() == null ? "" : " AND lot = :lot") + ") ";
    }

    private static Query bound(Handle handle, String sql, PeriodScope scope) {
        return PeriodQueries.bindSamples(handle.createQuery(sql), scope);
    }

    /** All stations together, then each station, by its id. */
    public static List<Series> series(Handle handle, PeriodScope scope, CapabilityFigure figure) {
        String sql = lines(scope, figure)
                + ", centres AS (SELECT device_id, avg(v) AS centre FROM lines GROUP BY GROUPING SETS ((), (device_id)))"
                + " SELECT l.device_id, count(*) AS n, avg(v) AS mean, stddev_samp(v) AS deviation,"
                + " avg(abs(v - before)) AS moving_range,"
                + " percentile_cont(0.00135) WITHIN GROUP (ORDER BY v) AS low,"
                + " percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS median,"
                + " percentile_cont(0.99865) WITHIN GROUP (ORDER BY v) AS high,"
                + " corr(v, before) AS neighbours,"
                // In units of the whole, so that powers of cubic millimetres do not lose figures.
                + " avg((v - c.centre) ^ 3) / nullif(stddev_pop(v) ^ 3, 0) AS skewness"
                + " FROM (SELECT NULL::text AS device_id, v, before FROM lines"
                + " UNION ALL SELECT device_id, v, before FROM lines) AS l"
                + " JOIN centres c ON c.device_id IS NOT DISTINCT FROM l.device_id"
                + " GROUP BY l.device_id ORDER BY l.device_id NULLS FIRST";
        return bound(handle, sql, scope)
                .map((row, context) -> {
                    long n = row.getLong("n");
                    return new Series(
                            row.getString("device_id"),
                            n,
                            PeriodQueries.figure(row, "mean"),
                            PeriodQueries.figure(row, "deviation"),
                            PeriodQueries.figure(row, "moving_range"),
                            PeriodQueries.figure(row, "low"),
                            PeriodQueries.figure(row, "median"),
                            PeriodQueries.figure(row, "high"),
                            n < 3 ? null : PeriodQueries.figure(row, "skewness"),
                            PeriodQueries.figure(row, "neighbours"));
                })
                .list();
    }

    /** The values in their order, gathered into at most {@code most} points. */
    public static List<Point> points(Handle handle, PeriodScope scope, CapabilityFigure figure, int most) {
        String sql = lines(scope, figure)
                + "SELECT min(v) AS least, avg(v) AS mean, max(v) AS greatest FROM (SELECT v,"
                + " (row_number() OVER (ORDER BY time, device_id, sample_id) - 1) * :most"
                + " / greatest(count(*) OVER (), :most) AS point FROM lines) AS numbered GROUP BY point ORDER BY point";
        return new ArrayList<>(bound(handle, sql, scope)
                .bind("most", most)
                .map((row, context) ->
                        new Point(row.getDouble("least"), row.getDouble("mean"), row.getDouble("greatest")))
                .list());
    }

    /** How many values lie below and above limits; either may be null. */
    public static long outside(
            Handle handle, PeriodScope scope, CapabilityFigure figure, @Nullable Double lower, @Nullable Double upper) {
        String column = column(figure);
        return PeriodQueries.samplesQuery(
                        handle,
                        "SELECT count(*) AS n",
                        " AND (" + column + " < :lower OR " + column + " > :upper)",
                        scope)
                .bind("lower", lower == null ? Double.NEGATIVE_INFINITY : lower)
                .bind("upper", upper == null ? Double.POSITIVE_INFINITY : upper)
                .mapTo(Long.class)
                .one();
    }
}
