package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleQuery;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads samples. */
public final class SampleQueries {
    private static final int DEFAULT_LIMIT = 50;
    /** What is asked for most, the newest of all stations, nearly always lies within it: two parts of the table, not all. */
    private static final Duration RECENT = Duration.ofDays(1);

    private static final String UP_TO_HORIZON = " AND time <= :horizon";
    /**
     * The same within {@link #RECENT}. Rows are compared, and not times, since of a time between two parameters PostgreSQL
     * takes it that few rows have it: it would find its general plan too dear, and plan anew each time.
     */
    private static final String RECENT_UP_TO_HORIZON =
            " AND time >= :recent AND (time, device_id, sample_id) < (:after, '', '')";

    private final Jdbi jdbi;

    public SampleQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A page of samples, newest first by when they were measured. What lies beyond the horizon was stored while some
     * clock was ahead, and comes after everything else.
     *
     * @throws ProblemException for a cursor that is none
     */
    public Page<SampleSummary> list(SampleQuery query, Instant horizon) {
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        SampleCursor cursor = query.cursor() == null ? null : SampleCursor.decode(query.cursor());
        Instant end =
                cursor == null || cursor.horizon() == null ? horizon.truncatedTo(ChronoUnit.MICROS) : cursor.horizon();
        List<SampleSummary> found = new ArrayList<>();
        AtomicBoolean beyond = new AtomicBoolean(cursor == null || cursor.horizon() != null);
        if (isOfAll(query)) {
            found.addAll(list(query, RECENT_UP_TO_HORIZON, end, null, limit + 1, beyond));
        }
        if (found.size() <= limit && (cursor == null || !cursor.ahead())) {
            // Where the day holds less than a page it goes on behind it, and reads nothing twice.
            SampleCursor behind = found.isEmpty() ? cursor : SampleCursor.after(found.getLast(), null);
            found.addAll(list(query, UP_TO_HORIZON, end, behind, limit + 1 - found.size(), beyond));
        }
        if (found.size() <= limit && beyond.get()) {
            SampleCursor within = cursor != null && cursor.ahead() ? cursor : null;
            found.addAll(list(query, " AND time > :horizon", end, within, limit + 1 - found.size(), beyond));
        }
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<SampleSummary> items = found.subList(0, limit);
        return new Page<>(
                items,
                // Where nothing lies beyond it, a page says nothing of the clock that it was asked by.
                SampleCursor.after(items.getLast(), beyond.get() ? end : null).encode());
    }

    /** Whether the first page of all samples is asked for: of a station, or a grade, there may be few in a day. */
    private static boolean isOfAll(SampleQuery query) {
        return new SampleQuery(null, null, null, null, null, null, null, query.limit()).equals(query);
    }

    /** @param beyond is set, if there is any row, to whether anything at all lies beyond the horizon */
    private List<SampleSummary> list(
            SampleQuery query,
            String part,
            Instant horizon,
            @Nullable SampleCursor cursor,
            int limit,
            AtomicBoolean beyond) {
        StringBuilder where = new StringBuilder(" WHERE true").append(part);
        when(where, query.deviceId(), " AND device_id = :device");
        when(where, query.siteCode(), " AND site_code = :site");
        when(where, query.grade(), " AND grade = :grade");
        when(where, query.compliant(), " AND compliant = :compliant");
        when(where, query.from(), " AND time >= :from");
        when(where, query.to(), " AND time < :to");
        when(
                where,
                cursor,
                " AND time <= :time AND (time, device_id, sample_id) < (:time, :cursorDevice, :cursorSample)");
        return jdbi.withHandle(handle -> {
            // The limit is no parameter: of one PostgreSQL takes it that a tenth of all rows is wanted, finds its
            // general plan too dear, and plans the query over all parts of the table anew each time.
            Query select = handle.createQuery("SELECT time, sample_id, device_id, site_code, lot, grade, final_score,"
                            + " tof_score, spectral_score, weight_g, volume_mm3, freshness, fat_quality, oxidation,"
                            + " color_uniformity, jsonb_array_length(defects) AS defects, claimed_grade, claim_differs,"
                            + " clock_wrong, id_reused, seq, late, " + ModelGradedRows.VERSION + ","
                            + " EXISTS (SELECT FROM sensor_samples WHERE time > :horizon) AS beyond FROM sensor_samples"
                            + where
                            + " ORDER BY time DESC, device_id DESC, sample_id DESC LIMIT " + limit)
                    .bind("horizon", at(horizon));
            if (part.equals(RECENT_UP_TO_HORIZON)) {
                select.bind("recent", at(horizon.minus(RECENT)))
                        // Times have whole microseconds.
                        .bind("after", at(horizon.plus(1, ChronoUnit.MICROS)));
            }
            bind(select, "device", query.deviceId());
            bind(select, "site", query.siteCode());
            bind(select, "grade", query.grade() == null ? null : query.grade().letter());
            bind(select, "compliant", query.compliant());
            bind(select, "from", at(query.from()));
            bind(select, "to", at(query.to()));
            if (cursor != null) {
                select.bind("time", at(cursor.time()))
                        .bind("cursorDevice", cursor.deviceId())
                        .bind("cursorSample", cursor.sampleId());
            }
            return select.map((row, context) -> {
                        beyond.set(row.getBoolean("beyond"));
                        return SampleRows.summary(row);
                    })
                    .list();
        });
    }

    /**
     * One sample with its matrices; the newest one where the id was used more than once, but none beyond the horizon if
     * there is another.
     */
    public Optional<Sample> find(String sampleId, @Nullable String deviceId, @Nullable Instant time, Instant horizon) {
        StringBuilder where = new StringBuilder(" WHERE s.sample_id = :sample");
        when(where, deviceId, " AND s.device_id = :device");
        when(where, time, " AND s.time = :time");
        return jdbi.withHandle(handle -> {
            Query select = handle.createQuery(SELECT_WHOLE + where + " ORDER BY s.time > :horizon, s.time DESC LIMIT 1")
                    .bind("sample", sampleId)
                    .bind("horizon", at(horizon));
            bind(select, "device", deviceId);
            bind(select, "time", at(time));
            return select.map((row, context) -> SampleRows.sample(row)).findFirst();
        });
    }

    /**
     * What a station remembers of one sample.
     *
     * @param spectrum ten counts in the order of {@link SpectralChannel}, NaN for a missing one; null for none
     * @param claimDiffers null if nothing was claimed
     * @param distance 64 mm
     * @param time when it was measured
     * @param sequence its place among the device's samples as they came; 0 where it was stored before there were any
     */
    public record Memory(
            @Nullable Double finalScore,
            @Nullable Boolean compliant,
            double @Nullable [] spectrum,
            @Nullable Boolean claimDiffers,
            double[] distance,
            Instant time,
            Instant receivedAt,
            long sequence,
            boolean clockWrong) {}

    /**
     * The last samples of a device up to its newest one, oldest first; none for null. Late ones were never the newest,
     * and are left out.
     */
    public List<Memory> memories(String deviceId, @Nullable Sample until, int limit) {
        if (until == null) {
            return List.of();
        }
        List<Memory> found = new ArrayList<>(memories(
                deviceId, " AND seq > 0 AND NOT late AND seq <= " + until.sequence() + " ORDER BY seq DESC", limit));
        if (found.size() < limit) { // stored before there were sequences
            found.addAll(memories(deviceId, " AND seq = 0 ORDER BY time DESC", limit - found.size()));
        }
        return found.reversed();
    }

    private List<Memory> memories(String deviceId, String which, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT final_score, compliant, spectrum, claimed_grade, claim_differs,"
                                + " distance, time, received_at, seq, clock_wrong FROM sensor_samples"
                                + " WHERE device_id = :device" + which + " LIMIT :limit")
                        .bind("device", deviceId)
                        .bind("limit", limit)
                        .map((row, context) -> SampleRows.memory(row))
                        .list());
    }

    /** The newest sample of a device, with its matrices: the last to come of those that did not come late. */
    public Optional<Sample> newest(String deviceId) {
        return newest(deviceId, " AND s.seq > 0 AND NOT s.late ORDER BY s.seq DESC")
                .or(() -> newest(deviceId, " ORDER BY s.time DESC"));
    }

    private Optional<Sample> newest(String deviceId, String which) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT_WHOLE + " WHERE s.device_id = :device" + which + " LIMIT 1")
                        .bind("device", deviceId)
                        .map((row, context) -> SampleRows.sample(row))
                        .findFirst());
    }

    /** Samples measured since an instant, counted by the minute. */
    public Map<Instant, Long> countPerMinute(Instant since) {
        Map<Instant, Long> counts = new java.util.TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT date_trunc('minute', time) AS m, count(*) AS n"
                        + " FROM sensor_samples WHERE time >= :since GROUP BY 1")
                .bind("since", at(since))
                .map((row, context) -> counts.put(SampleRows.instant(row, "m"), row.getLong("n")))
                .list());
        return counts;
    }

    static final String SELECT_WHOLE = "SELECT s.*, d.location AS location" + ModelGradedRows.COLUMNS
            + " FROM sensor_samples s LEFT JOIN devices d ON d.device_id = s.device_id" + ModelGradedRows.JOIN;

    private static void when(StringBuilder where, @Nullable Object value, String condition) {
        if (value != null) {
            where.append(condition);
        }
    }

    private static void bind(Query query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
