package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The figures of samples that may be sold: of one, or of all of a lot. */
public final class LotSamples {
    private static final String COLUMNS = "SELECT time, sample_id, device_id, site_code, lot, grade,"
            + " final_score, tof_score, spectral_score, weight_g, volume_mm3, freshness, fat_quality, oxidation,"
            + " color_uniformity FROM sensor_samples";

    private final Jdbi jdbi;

    public LotSamples(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A sample's figures; each null where there is none.
     *
     * @param time when it was measured
     */
    public record Figures(
            Instant time,
            String sampleId,
            String deviceId,
            String siteCode,
            @Nullable String lot,
            Grade grade,
            @Nullable Double finalScore,
            @Nullable Double tofScore,
            @Nullable Double spectralScore,
            @Nullable Double weightG,
            @Nullable Double volumeMm3,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            @Nullable Double colorUniformity) {
        /** Whether it may be sold. */
        public boolean compliant() {
            return Boolean.TRUE.equals(grade.compliant());
        }
    }

    /**
     * One sample.
     *
     * @param time null for the newest, where the device used the id twice
     */
    public Optional<Figures> find(String deviceId, String sampleId, @Nullable Instant time) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(COLUMNS + " WHERE device_id = :device AND sample_id = :sample"
                            + (time == null ? "" : " AND time = :time") + " ORDER BY time DESC LIMIT 1")
                    .bind("device", deviceId)
                    .bind("sample", sampleId);
            if (time != null) {
                query.bind("time", SampleQueries.at(time));
            }
            return query.map((row, context) -> figures(row)).findFirst();
        });
    }

    /**
     * Samples of a lot in the order of their measurement, those that may not be sold too.
     *
     * @param site null for all
     * @param after the time and the id of the last one that is known; null for the first ones
     */
    public List<Figures> ofLot(String lot, @Nullable String site, @Nullable Figures after, int limit) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(COLUMNS + " WHERE lot = :lot"
                            + (site == null ? "" : " AND site_code = :site")
                            + (after == null
                                    ? ""
                                    : " AND time >= :time AND (time, device_id, sample_id) > (:time, :device, :sample)")
                            + " ORDER BY time, device_id, sample_id LIMIT :limit")
                    .bind("lot", lot)
                    .bind("limit", limit);
            if (site != null) {
                query.bind("site", site);
            }
            if (after != null) {
                query.bind("time", SampleQueries.at(after.time()))
                        .bind("device", after.deviceId())
                        .bind("sample", after.sampleId());
            }
            return query.map((row, context) -> figures(row)).list();
        });
    }

    /** Whether a sample of a lot is stored. */
    public boolean isAnyOf(String lot) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT EXISTS (SELECT FROM sensor_samples WHERE lot = :lot)")
                        .bind("lot", lot)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getObject("time", OffsetDateTime.class).toInstant(),
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
                figure(row, "color_uniformity"));
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
