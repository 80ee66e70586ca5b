package fr.gaveurs.console.backend.features.models.drift;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.ComparisonQuery;
import fr.gaveurs.console.api.models.Performance.ComparisonReport;
import fr.gaveurs.console.api.models.Performance.ComparisonRow;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.backend.features.models.registry.FormulaFigures;
import fr.gaveurs.console.backend.features.models.registry.VersionStore;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Puts what two versions said of the same samples side by side, or a version and the formula. */
public final class Comparisons {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST = 20_000;

    private final Jdbi reads;
    private final VersionStore versions;
    private final ZoneId zone;
    private final Clock clock;

    public Comparisons(Jdbi reads, VersionStore versions, ZoneId zone, Clock clock) {
        this.reads = reads;
        this.versions = versions;
        this.zone = zone;
        this.clock = clock;
    }

    /** @throws ProblemException if a version is not known, or the period is too long or ends before it begins */
    public ComparisonReport report(ComparisonQuery query) {
        Instant to = Objects.requireNonNullElseGet(query.to(), clock::instant);
        Instant from = Objects.requireNonNullElseGet(query.from(), () -> to.minus(USUAL));
        if (!from.isBefore(to) || from.plus(LONGEST).isBefore(to)) {
            throw ProblemException.validation(
                    "this is no period that can be compared",
                    List.of(new FieldError("from", "must be before to, and by " + LONGEST.toDays() + " days at most")));
        }
        Long id = query.versionId() == null ? having(Role.SHADOW) : query.versionId();
        Long against = query.againstId() == null ? having(Role.ACTIVE) : query.againstId();
        if (against != null) {
            versions.need(against);
        }
        if (Objects.equals(id, against)) {
            against = null;
        }
        List<ComparisonRow> rows = new ArrayList<>();
        if (id != null) {
            Version version = versions.need(id);
            for (Target target : version.targets()) {
                rows.addAll(rows(version, against, target, from, to));
            }
        }
        return new ComparisonReport(id, against, from, to, rows);
    }

    private @Nullable Long having(Role role) {
        return reads.withHandle(handle -> VersionStore.having(handle, role));
    }

    private List<ComparisonRow> rows(Version version, @Nullable Long against, Target target, Instant from, Instant to) {
        String figure = target.key();
        String other = against == null ? FormulaFigures.of(target) : "o." + figure;
        String sql = String.format(
                Locale.ROOT,
                "SELECT p.device_id, (p.time AT TIME ZONE :zone)::date::text AS day, count(*) AS samples,"
                        + " avg(p.%1$s - %2$s) AS difference, avg(abs(p.%1$s - %2$s)) AS distance,"
                        + " avg(CASE WHEN %2$s BETWEEN p.%1$s_low AND p.%1$s_high THEN 1.0 ELSE 0.0 END) AS within,"
                        + " count(t.value) AS labels, avg(abs(p.%1$s - t.value)) AS mae,"
                        + " avg(abs(%2$s - t.value)) AS against_mae FROM predictions p JOIN %3$s o"
                        + " ON o.device_id = p.device_id AND o.sample_id = p.sample_id AND o.time = p.time%4$s"
                        + " LEFT JOIN (SELECT device_id, sample_id, time, avg(value) AS value FROM truth_labels"
                        + " WHERE kind = :kind AND replaced_at IS NULL AND said_at > :made AND time >= :from"
                        + " AND time < :to GROUP BY 1, 2, 3) t ON t.device_id = p.device_id"
                        + " AND t.sample_id = p.sample_id AND t.time = p.time"
                        + " WHERE p.version_id = :id AND p.time >= :from AND p.time < :to AND o.time >= :from"
                        + " AND o.time < :to AND p.%1$s IS NOT NULL AND %2$s IS NOT NULL"
                        + " GROUP BY 1, 2 ORDER BY 2 DESC, 1 LIMIT %5$d",
                figure,
                other,
                against == null ? "sensor_samples" : "predictions",
                against == null ? FormulaFigures.JOIN : " AND o.version_id = :against",
                MOST);
        return reads.withHandle(handle -> {
            Query select = handle.createQuery(sql)
                    .bind("zone", zone.getId())
                    .bind("kind", figure)
                    .bind("made", at(version.madeAt()))
                    .bind("from", at(from))
                    .bind("to", at(to))
                    .bind("id", version.id());
            if (against != null) {
                select.bind("against", against);
            }
            return select.map((row, context) -> row(target, row)).list();
        });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static ComparisonRow row(Target target, ResultSet row) throws SQLException {
        return new ComparisonRow(
                target,
                row.getString("device_id"),
                row.getString("day"),
                row.getInt("samples"),
                row.getDouble("difference"),
                row.getDouble("distance"),
                row.getDouble("within"),
                row.getInt("labels"),
                figure(row, "mae"),
                figure(row, "against_mae"));
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
