package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.SpectralChannel;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What the sensors gave of stored samples, for whoever learns from them; nothing that was concluded from it. */
public final class RawSamples {
    /** Keys that are asked for at once. */
    private static final int PIECE = 1_000;

    private static final int MOST_REPLAYED = 100_000;

    private static final int CHANNELS = SpectralChannel.values().length;
    private static final String COLUMNS = "s.device_id, s.sample_id, s.time, s.site_code, s.lot, s.spectrum, s.gain,"
            + " s.integration_time_ms, s.volume_mm3, s.max_height_mm, s.occupied_zones, s.ignored_channels";

    private static final String KEYS = "(SELECT n.device_id, n.sample_id, "
            + String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.micros")
            + " AS time FROM unnest(:devices, :samples, :micros) AS n (device_id, sample_id, micros)) k";
    private static final String IDS = "(SELECT DISTINCT n.device_id, n.sample_id"
            + " FROM unnest(:devices, :samples, :micros) AS n (device_id, sample_id, micros)) k";

    private final Jdbi jdbi;

    public RawSamples(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Names a stored sample. */
    public record SampleKey(String deviceId, String sampleId, Instant time) {}

    /**
     * Raw figures.
     *
     * @param counts ten counts, NaN for a missing one; all NaN where there is no spectrum
     * @param gain NaN where it is not known; the other figures likewise
     * @param stuck channels that were stuck then
     */
    public record RawSample(
            SampleKey key,
            String siteCode,
            @Nullable String lot,
            double[] counts,
            double gain,
            double integrationTimeMs,
            double volumeMm3,
            double maxHeightMm,
            int occupiedZones,
            Set<SpectralChannel> stuck) {
        public RawSample {
            stuck = Set.copyOf(stuck);
        }
    }

    /** Matrices of a sample that somebody is to judge: 8 rows of 8. */
    public record Picture(RawSample sample, double[][] distance, double[][] reflectance) {}

    /** Those of the keys that are stored. */
    public List<RawSample> of(List<SampleKey> keys) {
        return pieces(
                keys,
                "SELECT " + COLUMNS + " FROM " + KEYS + " JOIN sensor_samples s ON s.device_id = k.device_id"
                        + " AND s.sample_id = k.sample_id AND s.time = k.time");
    }

    /** Those with the ids of the keys, whenever they were measured. */
    public List<RawSample> ofAnyTime(List<SampleKey> keys) {
        return pieces(
                keys,
                "SELECT " + COLUMNS + " FROM " + IDS
                        + " JOIN sensor_samples s ON s.device_id = k.device_id AND s.sample_id = k.sample_id");
    }

    /**
     * Those that a replay stored of recorded samples, on whatever station: their ids are the recorded one, a tilde, and
     * what tells the replay.
     *
     * @param ids recorded ones
     * @param from measured from then on
     */
    public List<RawSample> replays(List<String> ids, Instant from) {
        List<SampleKey> keys = jdbi.withHandle(handle -> handle.createQuery("SELECT device_id, sample_id, time"
                        + " FROM sensor_samples WHERE time >= :from AND strpos(sample_id, '~') > 0"
                        + " AND left(sample_id, -strpos(reverse(sample_id), '~')) = ANY(:ids)"
                        + " ORDER BY time DESC LIMIT " + MOST_REPLAYED)
                .bind("from", SampleQueries.at(from))
                .bindArray("ids", String.class, ids)
                .map((row, context) -> key(row))
                .list());
        return of(keys);
    }

    private List<RawSample> pieces(List<SampleKey> keys, String sql) {
        List<RawSample> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += PIECE) {
            List<SampleKey> piece = keys.subList(from, Math.min(keys.size(), from + PIECE));
            found.addAll(jdbi.withHandle(handle -> keyed(handle.createQuery(sql), piece)
                    .map((row, context) -> raw(row))
                    .list()));
        }
        return found;
    }

    private static Query keyed(Query query, List<SampleKey> keys) {
        return query.bindArray(
                        "devices",
                        String.class,
                        keys.stream().map(SampleKey::deviceId).toList())
                .bindArray(
                        "samples",
                        String.class,
                        keys.stream().map(SampleKey::sampleId).toList())
                .bindArray(
                        "micros",
                        Long.class,
                        keys.stream()
                                .map(key -> SampleColumn.micros(key.time()))
                                .toList());
    }

    /** Keys of the newest graded samples that have a spectrum, newest first. */
    public List<SampleKey> newest(Instant from, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT device_id, sample_id, time FROM sensor_samples"
                        + " WHERE time >= :from AND spectrum IS NOT NULL AND volume_mm3 IS NOT NULL"
                        + " ORDER BY time DESC LIMIT :limit")
                .bind("from", SampleQueries.at(from))
                .bind("limit", limit)
                .map((row, context) -> key(row))
                .list());
    }

    /** Raw figures of a period, at most {@code limit} of each station, the newest. */
    public List<RawSample> during(Instant from, Instant to, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM (SELECT " + COLUMNS + ", row_number() OVER"
                        + " (PARTITION BY s.device_id ORDER BY s.time DESC) AS place FROM sensor_samples s"
                        + " WHERE s.time >= :from AND s.time < :to AND s.spectrum IS NOT NULL) s"
                        + " WHERE place <= :limit ORDER BY device_id, time")
                .bind("from", SampleQueries.at(from))
                .bind("to", SampleQueries.at(to))
                .bind("limit", limit)
                .map((row, context) -> raw(row))
                .list());
    }

    /** Those of the keys that are stored, with what a person needs to judge them. */
    public List<Picture> pictures(List<SampleKey> keys) {
        return jdbi.withHandle(handle -> keyed(
                        handle.createQuery("SELECT " + COLUMNS + ", s.distance, s.reflectance FROM " + KEYS
                                + " JOIN sensor_samples s ON s.device_id = k.device_id AND s.sample_id = k.sample_id"
                                + " AND s.time = k.time"),
                        keys)
                .map((row, context) -> new Picture(
                        raw(row),
                        SampleView.rows(SampleColumn.doubles(row.getBytes("distance"))),
                        SampleView.rows(SampleColumn.doubles(row.getBytes("reflectance")))))
                .list());
    }

    private static SampleKey key(ResultSet row) throws SQLException {
        return new SampleKey(row.getString("device_id"), row.getString("sample_id"), SampleRows.instant(row, "time"));
    }

    private static RawSample raw(ResultSet row) throws SQLException {
        Set<SpectralChannel> stuck = EnumSet.noneOf(SpectralChannel.class);
        for (String label : (String[]) row.getArray("ignored_channels").getArray()) {
            for (SpectralChannel channel : SpectralChannel.values()) {
                if (channel.label().equals(label)) {
                    stuck.add(channel);
                }
            }
        }
        return new RawSample(
                key(row),
                row.getString("site_code"),
                row.getString("lot"),
                counts(row.getArray("spectrum")),
                figure(row, "gain"),
                figure(row, "integration_time_ms"),
                figure(row, "volume_mm3"),
                figure(row, "max_height_mm"),
                row.getInt("occupied_zones"),
                stuck);
    }

    private static double[] counts(@Nullable Array array) throws SQLException {
        double[] counts = new double[CHANNELS];
        Object[] stored = array == null ? new Object[0] : (Object[]) array.getArray();
        for (int i = 0; i < CHANNELS; i++) {
            counts[i] = i < stored.length && stored[i] instanceof Number count ? count.doubleValue() : Double.NaN;
        }
        return counts;
    }

    private static double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
