package fr.gaveurs.console.backend.features.models.registry;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Versions;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.backend.features.models.learning.PairedBootstrap;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version may become active without a reason: seen enough as a shadow, and of less error than what is shown now,
 * on samples of that time. Samples of before, which it may have learnt from and which are caught up with for a day back,
 * count for nothing.
 */
public final class Gate {
    private static final long SAMPLES = Versions.GATE_SAMPLES;
    private static final int DAYS = Versions.GATE_DAYS;
    private static final int STATIONS = Versions.GATE_STATIONS;
    private static final long SEED = 1;
    /** Of predictions {@code p}: of samples that were measured, and told, while the version was the shadow. */
    private static final String SHADOWED = "p.role = 'shadow' AND EXISTS (SELECT FROM (SELECT a.version_id, a.at,"
            + " lead(a.at) OVER (ORDER BY a.id) AS until FROM model_assignments a WHERE a.role = 'shadow') s"
            + " WHERE s.version_id = p.version_id AND p.time >= s.at AND p.made_at >= s.at"
            + " AND (s.until IS NULL OR p.time < s.until))";

    private final Jdbi reads;
    private final ZoneId zone;

    /** @param zone in which days are counted: the hall's, as in comparisons */
    public Gate(Jdbi reads, ZoneId zone) {
        this.reads = reads;
        this.zone = zone;
    }

    private record Seen(long samples, int days, int stations) {}

    private record Difference(Target target, double mean) {}

    /** Looks at what is known of a version. */
    public GateReport report(Version version) {
        Seen seen = reads.withHandle(handle -> handle.createQuery("SELECT count(*), count(DISTINCT"
                        + " (time AT TIME ZONE :zone)::date), count(DISTINCT device_id) FROM predictions"
                        + " p WHERE p.version_id = :id AND " + SHADOWED)
                .bind("zone", zone.getId())
                .bind("id", version.id())
                .map((row, context) -> new Seen(row.getLong(1), row.getInt(2), row.getInt(3)))
                .one());
        Map<Target, Comparison> comparisons = comparisons(version);
        List<String> missing = new ArrayList<>();
        if (version.state() == VersionState.DRAFT) {
            missing.add("it is a draft: it does not beat the formula, as far as is known");
        }
        if (seen.samples() < SAMPLES || seen.days() < DAYS || seen.stations() < STATIONS) {
            missing.add("as a shadow it has seen " + counted(seen.samples(), "sample") + " on "
                    + counted(seen.days(), "day") + " of " + counted(seen.stations(), "station") + ", and needs "
                    + SAMPLES + ", " + DAYS + " and " + STATIONS);
        }
        if (comparisons.isEmpty()) {
            missing.add("of no sample that it saw somebody said since how it really was");
        }
        comparisons.forEach((target, comparison) -> {
            if (comparison.groups() < STATIONS || !(comparison.high() < 0)) {
                missing.add("its error of the " + target.key()
                        + " is not surely less than what is shown now (95 % bound "
                        + Math.round(comparison.high() * 1e4) / 1e4 + " on " + counted(comparison.groups(), "station")
                        + ")");
            }
        });
        return new GateReport(missing.isEmpty(), missing, seen.samples(), seen.days(), seen.stations(), comparisons);
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Against the active version where there is one, else against the formula. */
    private Map<Target, Comparison> comparisons(Version version) {
        Long active = reads.withHandle(handle -> VersionStore.having(handle, Role.ACTIVE));
        Map<Target, List<Double>> means = new EnumMap<>(Target.class);
        for (Target target : version.targets()) {
            differences(version, target, active).forEach(each -> means.computeIfAbsent(target, any -> new ArrayList<>())
                    .add(each.mean()));
        }
        Map<Target, Comparison> comparisons = new EnumMap<>(Target.class);
        means.forEach((target, each) -> comparisons.put(
                target,
                PairedBootstrap.compare(
                        each.stream().mapToDouble(Double::doubleValue).toArray(), SEED)));
        return comparisons;
    }

    /** Of each station the mean of the version's error less that of what is shown now. */
    private List<Difference> differences(Version version, Target target, @Nullable Long active) {
        String figure = target.key();
        String shown = active == null ? FormulaFigures.of(target) : "o." + figure;
        String sql = String.format(
                Locale.ROOT,
                "SELECT avg(abs(p.%1$s - t.value) - abs(%2$s - t.value)) FROM predictions p JOIN truth_labels t"
                        + " ON t.device_id = p.device_id AND t.sample_id = p.sample_id AND t.time = p.time"
                        + " AND t.kind = :kind AND t.replaced_at IS NULL AND t.said_at > :made JOIN %3$s o"
                        + " ON o.device_id = p.device_id AND o.sample_id = p.sample_id AND o.time = p.time%4$s"
                        + " WHERE p.version_id = :id AND " + SHADOWED
                        + " AND p.%1$s IS NOT NULL AND %2$s IS NOT NULL GROUP BY p.device_id"
                        + " ORDER BY p.device_id",
                figure,
                shown,
                active == null ? "sensor_samples" : "predictions",
                active == null ? FormulaFigures.JOIN : " AND o.version_id = " + active);
        return reads.withHandle(handle -> handle.createQuery(sql)
                .bind("kind", figure)
                .bind("made", version.madeAt().atOffset(ZoneOffset.UTC))
                .bind("id", version.id())
                .map((row, context) -> new Difference(target, row.getDouble(1)))
                .list());
    }
}
