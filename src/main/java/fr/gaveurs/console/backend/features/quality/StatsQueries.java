package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Statistics.DailyFigures;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.api.quality.Statistics.GradeDistribution;
import fr.gaveurs.console.api.quality.Statistics.HourlyFigures;
import fr.gaveurs.console.api.quality.Statistics.SiteFigures;
import fr.gaveurs.console.api.quality.Statistics.StatsQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Reads the statistics that {@link StatsWriter} keeps. */
public final class StatsQueries {
    private static final int DEFAULT_LIMIT = 1_000;
    /** More stations than any console knows. */
    private static final int MOST_DEVICES = 100_000;

    private static final String SUMMED = Stream.concat(Tally.COUNTS.stream(), Tally.SUMS.stream())
                    .map(c -> "coalesce(sum(" + c + "), 0) AS " + c)
                    .collect(Collectors.joining(", "))
            + ", min(score_min) AS score_min, max(score_max) AS score_max";

    private final Jdbi jdbi;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone zone of the calendar days */
    public StatsQueries(Jdbi jdbi, Clock clock, ZoneId zone) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * The query with everything said that it left open, its range moved to whole hours: queries that become equal have
     * the same answer.
     */
    public StatsQuery settledHours(StatsQuery query) {
        Instant to = query.to() == null ? clock.instant().plusSeconds(1) : query.to();
        Instant from = query.from() == null ? to.minus(Duration.ofHours(24)) : query.from();
        return settled(query, nextHour(from), nextHour(to));
    }

    /** As {@link #settledHours}, with the range moved to whole calendar days. */
    public StatsQuery settledDays(StatsQuery query) {
        return settled(query, midnight(firstDay(query)), midnight(lastDay(query).plusDays(1)));
    }

    /** The query that all stations' figures of the present day answer. */
    public StatsQuery settledToday() {
        Instant now = clock.instant();
        return settledDays(new StatsQuery(null, null, now, now.plusNanos(1), null));
    }

    /** As {@link #settledToday()}, of one station. */
    public StatsQuery settledToday(String deviceId) {
        Instant now = clock.instant();
        return settledDays(new StatsQuery(deviceId, null, now, now.plusNanos(1), null));
    }

    private static StatsQuery settled(StatsQuery query, Instant from, Instant to) {
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        return new StatsQuery(query.deviceId(), query.siteCode(), from, to, limit);
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Hours begin at whole hours: a range that begins within one begins with the next. */
    private static Instant nextHour(Instant instant) {
        Instant hour = instant.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(instant) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /** Hours, newest first; the last 24 if no range is given. */
    public List<HourlyFigures> hourly(StatsQuery asked) {
        StatsQuery query = settledHours(asked);
        Instant to = Objects.requireNonNull(query.to());
        Instant from = Objects.requireNonNull(query.from());
        return jdbi.withHandle(handle -> filtered(
                        handle.createQuery("SELECT * FROM stats_hourly WHERE bucket >= :from AND bucket < :to"
                                + conditions(query) + " ORDER BY bucket DESC, device_id LIMIT :limit"),
                        query)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new HourlyFigures(
                        row.getObject("bucket", OffsetDateTime.class).toInstant(),
                        row.getString("device_id"),
                        row.getString("site_code"),
                        Tally.figures(row)))
                .list());
    }

    /** Calendar days, newest first; the last 30 if no range is given. */
    public List<DailyFigures> daily(StatsQuery query) {
        return jdbi.withHandle(handle -> filtered(
                        handle.createQuery("SELECT * FROM stats_daily WHERE bucket BETWEEN :from AND :to"
                                + conditions(query) + " ORDER BY bucket DESC, device_id LIMIT :limit"),
                        query)
                .bind("from", firstDay(query))
                .bind("to", lastDay(query))
                .map((row, context) -> new DailyFigures(
                        row.getObject("bucket", LocalDate.class),
                        row.getString("device_id"),
                        row.getString("site_code"),
                        row.getString("zone"),
                        Tally.figures(row)))
                .list());
    }

    /** Each site over the days asked for. */
    public List<SiteFigures> sites(StatsQuery query) {
        return jdbi.withHandle(handle -> filtered(
                        // Not count(DISTINCT), for which all rows would be sorted.
                        handle.createQuery("SELECT site_code, count(*) AS devices, " + SUMMED
                                + " FROM (SELECT site_code, device_id, " + SUMMED
                                + " FROM stats_daily WHERE bucket BETWEEN :from AND :to" + conditions(query)
                                + " GROUP BY site_code, device_id) AS each"
                                + " GROUP BY site_code ORDER BY site_code LIMIT :limit"),
                        query)
                .bind("from", firstDay(query))
                .bind("to", lastDay(query))
                .map((row, context) ->
                        new SiteFigures(row.getString("site_code"), row.getLong("devices"), Tally.figures(row)))
                .list());
    }

    /** How many samples of the days asked for carry each letter. */
    public GradeDistribution grades(StatsQuery query) {
        Figures figures = total(query);
        Map<Grade, Double> percent = new EnumMap<>(Grade.class);
        figures.grades()
                .forEach((grade, count) ->
                        percent.put(grade, figures.samples() == 0 ? 0.0 : 100.0 * count / figures.samples()));
        return new GradeDistribution(figures.samples(), figures.grades(), percent);
    }

    /** All samples of the days asked for together. */
    public Figures total(StatsQuery query) {
        return jdbi.withHandle(handle -> filtered(
                        handle.createQuery("SELECT " + SUMMED + " FROM stats_daily WHERE bucket BETWEEN :from AND :to"
                                + conditions(query) + " LIMIT :limit"),
                        query)
                .bind("from", firstDay(query))
                .bind("to", lastDay(query))
                .map((row, context) -> Tally.figures(row))
                .one());
    }

    /** How many samples of the days asked for are each station's, of all sites; nothing of one that has none. */
    public Map<String, Long> samplesByDevice(StatsQuery query) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT device_id, sum(samples) AS samples FROM stats_daily"
                        + " WHERE bucket BETWEEN :from AND :to GROUP BY device_id LIMIT :limit")
                .bind("from", firstDay(query))
                .bind("to", lastDay(query))
                .bind("limit", MOST_DEVICES)
                .map((row, context) -> Map.entry(row.getString("device_id"), row.getLong("samples")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private LocalDate lastDay(StatsQuery query) {
        return LocalDate.ofInstant(
                query.to() == null ? clock.instant() : query.to().minusNanos(1), zone);
    }

    private LocalDate firstDay(StatsQuery query) {
        return query.from() == null ? lastDay(query).minusDays(29) : LocalDate.ofInstant(query.from(), zone);
    }

    private static String conditions(StatsQuery query) {
        return (query.deviceId() == null ? "" : " AND device_id = :device")
                + (query.siteCode() == null ? "" : " AND site_code = :site");
    }

    private static Query filtered(Query select, StatsQuery query) {
        if (query.deviceId() != null) {
            select.bind("device", query.deviceId());
        }
        if (query.siteCode() != null) {
            select.bind("site", query.siteCode());
        }
        return select.bind("limit", query.limit() == null ? DEFAULT_LIMIT : query.limit());
    }
}
