package fr.gaveurs.console.backend.features.models.drift;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.LabelErrors;
import fr.gaveurs.console.api.models.Performance.VersionPerformance;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.backend.features.models.registry.FormulaFigures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Errors of versions on labels that were said after they were made. */
public final class LabelledErrors {
    private static final String NOT_TRUSTED =
            "flags && ARRAY['far_from_training', 'channel_stuck', 'channel_saturated']";

    private final Jdbi reads;

    public LabelledErrors(Jdbi reads) {
        this.reads = reads;
    }

    private List<LabelErrors> of(long versionId, String week, String lately) {
        List<LabelErrors> errors = new ArrayList<>();
        for (Target target : Target.values()) {
            String figure = target.key();
            String sql = String.format(
                    Locale.ROOT,
                    "SELECT %2$s AS week, count(*) AS samples, avg(abs(p.%1$s - t.value)) AS mae,"
                            + " avg(abs(%3$s - t.value)) AS formula_mae, avg(CASE WHEN t.value BETWEEN p.%1$s_low AND"
                            + " p.%1$s_high THEN 1.0 ELSE 0.0 END) AS covered FROM predictions p JOIN model_versions v"
                            + " ON v.id = p.version_id JOIN truth_labels t ON t.device_id = p.device_id"
                            + " AND t.sample_id = p.sample_id AND t.time = p.time AND t.kind = '%1$s'"
                            + " AND t.replaced_at IS NULL AND t.said_at > v.made_at%4$s LEFT JOIN sensor_samples o"
                            + " ON o.device_id = p.device_id AND o.sample_id = p.sample_id AND o.time = p.time"
                            + FormulaFigures.JOIN
                            + " WHERE p.version_id = :version AND p.%1$s IS NOT NULL GROUP BY 1 ORDER BY 1",
                    figure,
                    week,
                    FormulaFigures.of(target),
                    lately);
            errors.addAll(reads.withHandle(handle -> handle.createQuery(sql)
                    .bind("version", versionId)
                    .map((row, context) -> new LabelErrors(
                            target,
                            row.getObject("week", OffsetDateTime.class).toInstant(),
                            row.getInt("samples"),
                            row.getDouble("mae"),
                            figure(row, "formula_mae"),
                            row.getDouble("covered")))
                    .list()));
        }
        return errors;
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }

    /** Of each target those of the labels of the last 30 days together. */
    public List<LabelErrors> lately(long versionId) {
        return of(versionId, "date_trunc('day', now())", " AND t.said_at > now() - interval '30 days'");
    }

    /** When the newest of those labels was said that {@link #lately} counts of a target; null where there is none. */
    public @Nullable Instant newest(long versionId, Target target) {
        return reads.withHandle(handle -> handle.createQuery("SELECT max(t.said_at) FROM predictions p"
                        + " JOIN model_versions v ON v.id = p.version_id JOIN truth_labels t"
                        + " ON t.device_id = p.device_id AND t.sample_id = p.sample_id AND t.time = p.time"
                        + " AND t.kind = :kind AND t.replaced_at IS NULL AND t.said_at > v.made_at"
                        + " AND t.said_at > now() - interval '30 days' WHERE p.version_id = :version")
                .bind("kind", target.key())
                .bind("version", versionId)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant)
                .orElse(null));
    }

    /** Week by week. */
    public List<LabelErrors> weekly(long versionId) {
        return of(versionId, "date_trunc('week', t.said_at, 'UTC')", "");
    }

    /** How versions do that have a role. */
    public List<VersionPerformance> performance(List<Version> versions) {
        List<VersionPerformance> all = new ArrayList<>();
        for (Version version : versions) {
            if (version.state() == VersionState.ACTIVE || version.state() == VersionState.SHADOW) {
                all.add(performance(version));
            }
        }
        return all;
    }

    private VersionPerformance performance(Version version) {
        return reads.withHandle(handle -> handle.createQuery("SELECT count(*), avg(CASE WHEN " + NOT_TRUSTED
                        + " THEN 1.0 ELSE 0.0 END) FROM predictions WHERE version_id = :version"
                        + " AND time > now() - interval '30 days'")
                .bind("version", version.id())
                .map((row, context) -> {
                    double share = row.getDouble(2);
                    boolean none = row.wasNull();
                    return new VersionPerformance(
                            version.id(),
                            version.name(),
                            version.state(),
                            row.getLong(1),
                            none ? null : (Double) share,
                            weekly(version.id()));
                })
                .one());
    }
}
