package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleQuery;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.SpectrumRaw;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads samples. */
public final class SampleQueries {
    private static final int DEFAULT_LIMIT = 50;

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
        if (cursor == null || !cursor.ahead()) {
            found.addAll(list(query, " AND time <= :horizon", end, cursor, limit + 1, beyond));
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
            Query select = handle.createQuery("SELECT time, sample_id, device_id, site_code, lot, grade, final_score,"
                            + " tof_score, spectral_score, weight_g, volume_mm3, freshness, fat_quality, oxidation,"
                            + " color_uniformity, jsonb_array_length(defects) AS defects, claimed_grade, claim_differs,"
                            + " clock_wrong, id_reused, seq, late,"
                            + " EXISTS (SELECT FROM sensor_samples WHERE time > :horizon) AS beyond FROM sensor_samples"
                            + where
                            + " ORDER BY time DESC, device_id DESC, sample_id DESC LIMIT :limit")
                    .bind("limit", limit)
                    .bind("horizon", at(horizon));
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
                        return summary(row);
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
            return select.map((row, context) -> sample(row)).findFirst();
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
                        .map((row, context) -> memory(row))
                        .list());
    }

    private static Memory memory(ResultSet row) throws SQLException {
        boolean compliant = row.getBoolean("compliant");
        Boolean known = row.wasNull() ? null : (Boolean) compliant;
        Array array = row.getArray("spectrum");
        double[] spectrum = null;
        if (array != null) {
            List<@Nullable Double> counts = numbers(array);
            spectrum = new double[counts.size()];
            for (int i = 0; i < spectrum.length; i++) {
                Double count = counts.get(i);
                spectrum[i] = count == null ? Double.NaN : count;
            }
        }
        return new Memory(
                figure(row, "final_score"),
                known,
                spectrum,
                row.getString("claimed_grade") == null ? null : (Boolean) row.getBoolean("claim_differs"),
                SampleColumn.doubles(row.getBytes("distance")),
                instant(row, "time"),
                instant(row, "received_at"),
                row.getLong("seq"),
                row.getBoolean("clock_wrong"));
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
                        .map((row, context) -> sample(row))
                        .findFirst());
    }

    /** Samples stored since an instant, by their receive time, counted per minute. */
    public Map<Instant, Long> countPerMinute(Instant since) {
        Map<Instant, Long> counts = new java.util.TreeMap<>();
        // A sample may be received long after it was measured, but seldom: two hours bound the scan.
        jdbi.useHandle(handle -> handle.createQuery("SELECT date_trunc('minute', received_at) AS m, count(*) AS n"
                        + " FROM sensor_samples WHERE time >= :bound AND received_at >= :since GROUP BY 1")
                .bind("bound", at(since.minusSeconds(7_200)))
                .bind("since", at(since))
                .map((row, context) -> counts.put(instant(row, "m"), row.getLong("n")))
                .list());
        return counts;
    }

    static final String SELECT_WHOLE = "SELECT s.*, d.location AS location"
            + " FROM sensor_samples s LEFT JOIN devices d ON d.device_id = s.device_id";

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

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }

    private static SampleSummary summary(ResultSet row) throws SQLException {
        return new SampleSummary(
                instant(row, "time"),
                row.getString("sample_id"),
                row.getString("device_id"),
                row.getString("site_code"),
                row.getString("lot"),
                Grade.parse(row.getString("grade")),
                figure(row, "final_score"),
                figure(row, "tof_score"),
                figure(row, "spectral_score"),
                figure(row, "weight_g"),
                figure(row, "volume_mm3"),
                figure(row, "freshness"),
                figure(row, "fat_quality"),
                figure(row, "oxidation"),
                figure(row, "color_uniformity"),
                row.getInt("defects"),
                Grade.parseOrNull(row.getString("claimed_grade")),
                row.getBoolean("claim_differs"),
                row.getBoolean("clock_wrong"),
                row.getBoolean("id_reused"),
                row.getLong("seq"),
                row.getBoolean("late"));
    }

    static Sample sample(ResultSet row) throws SQLException {
        Grade grade = Grade.parse(row.getString("grade"));
        String spectralGrade = row.getString("spectral_grade");
        return new Sample(
                instant(row, "time"),
                instant(row, "received_at"),
                row.getString("sample_id"),
                row.getString("device_id"),
                row.getString("site_code"),
                row.getString("location"),
                row.getString("lot"),
                row.getString("firmware_version"),
                figure(row, "temperature_c"),
                figure(row, "humidity_percent"),
                row.getBoolean("clock_wrong"),
                row.getBoolean("id_reused"),
                row.getLong("seq"),
                row.getBoolean("late"),
                tof(row),
                spectralGrade == null ? null : spectrum(row, Grade.parse(spectralGrade)),
                new Fusion(
                        figure(row, "final_score"),
                        grade,
                        grade.compliant(),
                        figure(row, "tof_score"),
                        figure(row, "spectral_score"),
                        Grade.parseOrNull(row.getString("claimed_grade")),
                        figure(row, "claimed_score"),
                        row.getBoolean("claim_differs")));
    }

    private static Tof tof(ResultSet row) throws SQLException {
        byte[] packedStatus = row.getBytes("status");
        int[] status = new int[packedStatus.length];
        Arrays.setAll(status, i -> packedStatus[i] & 0xFF);
        List<Defect> defects = Json.MAPPER.readValue(row.getString("defects"), new TypeReference<List<Defect>>() {});
        return new Tof(
                new TofRaw(
                        matrix(row, "distance"),
                        matrix(row, "reflectance"),
                        matrix(row, "amplitude"),
                        matrix(row, "ambient"),
                        SampleView.rows(status)),
                new TofAnalysis(
                        row.getInt("valid_zones"),
                        row.getInt("occupied_zones"),
                        figure(row, "floor_mm"),
                        figure(row, "volume_mm3"),
                        figure(row, "weight_g"),
                        figure(row, "max_height_mm"),
                        figure(row, "volume_score"),
                        figure(row, "reflectance_score"),
                        figure(row, "consistency_score"),
                        defects,
                        figure(row, "tof_score"),
                        Grade.parse(row.getString("tof_grade"))));
    }

    private static double[][] matrix(ResultSet row, String column) throws SQLException {
        return SampleView.rows(SampleColumn.doubles(row.getBytes(column)));
    }

    private static Spectrum spectrum(ResultSet row, Grade grade) throws SQLException {
        Map<SpectralRatio, Double> ratios = new EnumMap<>(SpectralRatio.class);
        List<@Nullable Double> values = numbers(row.getArray("ratios"));
        for (SpectralRatio ratio : SpectralRatio.values()) {
            Double value = values.size() > ratio.ordinal() ? values.get(ratio.ordinal()) : null;
            if (value != null) {
                ratios.put(ratio, value);
            }
        }
        Map<SpectralChannel, Double> channels = new EnumMap<>(SpectralChannel.class);
        List<@Nullable Double> counts = numbers(row.getArray("spectrum"));
        for (SpectralChannel channel : SpectralChannel.values()) {
            Double count = counts.size() > channel.ordinal() ? counts.get(channel.ordinal()) : null;
            if (count != null) {
                channels.put(channel, count);
            }
        }
        List<String> anomalies =
                List.of((String[]) row.getArray("spectral_anomalies").getArray());
        List<SpectralChannel> ignored = new ArrayList<>();
        for (String label : (String[]) row.getArray("ignored_channels").getArray()) {
            for (SpectralChannel channel : SpectralChannel.values()) {
                if (channel.label().equals(label)) {
                    ignored.add(channel);
                }
            }
        }
        return new Spectrum(
                new SpectrumRaw(channels, figure(row, "integration_time_ms"), figure(row, "gain")),
                new SpectrumAnalysis(
                        ratios,
                        figure(row, "freshness"),
                        figure(row, "fat_quality"),
                        figure(row, "oxidation"),
                        figure(row, "color_uniformity"),
                        anomalies,
                        ignored,
                        figure(row, "spectral_score"),
                        grade));
    }

    private static List<@Nullable Double> numbers(@Nullable Array array) throws SQLException {
        List<@Nullable Double> numbers = new ArrayList<>();
        if (array != null) {
            for (Object value : (Object[]) array.getArray()) {
                numbers.add(value == null ? null : (Double) ((Number) value).doubleValue());
            }
        }
        return numbers;
    }
}
