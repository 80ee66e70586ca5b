package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.backend.features.quality.RecentGrades.Counts;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.conditions.Observation.Inactive;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What can be wrong with the livers of a station, by its last samples. Details of each: {@code count} of {@code of}
 * samples.
 */
public final class GradeConditions {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * A quarter of the last 20, until a tenth. Where one liver in thirty is rejected, four of twenty come about by chance
     * every few minutes in a hall of sixty stations.
     */
    public static final ConditionKind REJECT_RATE_HIGH =
            ConditionKind.ofStation("reject_rate_high", Severity.WARNING, AT_ONCE, MINUTE);

    private static final int REJECTS = 5;
    private static final int REJECTS_OVER = 2;

    /** Half of the last 20, until a quarter; beside {@link #REJECT_RATE_HIGH}. */
    public static final ConditionKind REJECT_RATE_CRITICAL =
            ConditionKind.ofStation("reject_rate_critical", Severity.CRITICAL, AT_ONCE, MINUTE);

    private static final int MANY_REJECTS = 10;
    private static final int MANY_REJECTS_OVER = 5;

    /** 12 of the last 20 are C or REJECT, until 8 are. */
    public static final ConditionKind LOW_GRADES =
            ConditionKind.ofStation("low_grades", Severity.WARNING, Duration.ofSeconds(10), MINUTE);

    private static final int LOW = 12;
    private static final int LOW_OVER = 8;

    /** 3 of the last 5, until none is. */
    public static final ConditionKind OXIDATION_HIGH =
            ConditionKind.ofStation("oxidation_high", Severity.WARNING, AT_ONCE, Duration.ofSeconds(30));

    /** As {@link #OXIDATION_HIGH}. */
    public static final ConditionKind FRESHNESS_LOW =
            ConditionKind.ofStation("freshness_low", Severity.WARNING, AT_ONCE, Duration.ofSeconds(30));

    private static final int SPECTRA_ODD = 3;

    public static final List<ConditionKind> ALL =
            List.of(REJECT_RATE_HIGH, REJECT_RATE_CRITICAL, LOW_GRADES, OXIDATION_HIGH, FRESHNESS_LOW);

    private GradeConditions() {}

    /** Says what is wrong with the livers of a station that is live; of another one nobody knows. */
    public static void say(ConditionBoard board, String deviceId, Counts counts) {
        boolean letters = counts.of() == RecentGrades.GRADES;
        Active rejects = rejects(counts);
        board.observe(
                REJECT_RATE_HIGH,
                deviceId,
                known(letters, Observation.of(counts.rejects(), REJECTS, REJECTS_OVER, rejects)));
        board.observe(
                REJECT_RATE_CRITICAL,
                deviceId,
                known(letters, Observation.of(counts.rejects(), MANY_REJECTS, MANY_REJECTS_OVER, rejects)));
        Active low = words(
                counts.low() + " of the last " + counts.of() + " samples " + (counts.low() == 1 ? "is" : "are")
                        + " C or REJECT",
                "look at the livers of this lot; if they are good, clean the sensors and calibrate the station",
                counts.low(),
                counts.of());
        board.observe(LOW_GRADES, deviceId, known(letters, Observation.of(counts.low(), LOW, LOW_OVER, low)));
        board.observe(
                OXIDATION_HIGH,
                deviceId,
                spectra(counts, counts.oxidized(), "an oxidation above " + limit(GradingRules.OXIDATION_HIGH)));
        board.observe(
                FRESHNESS_LOW,
                deviceId,
                spectra(counts, counts.stale(), "a freshness below " + limit(GradingRules.FRESHNESS_LOW)));
    }

    /** That it is well is known as soon as all are there that are looked back on: what was open before a start stays so. */
    private static Observation known(boolean all, Observation said) {
        return all || !(said instanceof Inactive) ? said : Observation.UNKNOWN;
    }

    /** Says that nothing is known of it. */
    public static void unknown(ConditionBoard board, String deviceId) {
        ALL.forEach(kind -> board.observe(kind, deviceId, Observation.UNKNOWN));
    }

    private static Active rejects(Counts counts) {
        return words(
                counts.rejects() + " of the last " + counts.of() + " samples "
                        + (counts.rejects() == 1 ? "is a reject" : "are rejects"),
                "look at the livers; the same defect on each of them is the sensor, which then wants cleaning",
                counts.rejects(),
                counts.of());
    }

    private static Observation spectra(Counts counts, int count, String what) {
        Active words = words(
                count + " of the last " + RecentGrades.SPECTRA + " samples " + (count == 1 ? "has " : "have ") + what,
                "look at the livers of this lot; if they are good, clean the spectral sensor",
                count,
                RecentGrades.SPECTRA);
        return known(counts.ofSpectra() == RecentGrades.SPECTRA, Observation.of(count, SPECTRA_ODD, 0, words));
    }

    private static String limit(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private static Active words(String text, String remedy, int count, int of) {
        return new Active(text, remedy, Map.of("count", Integer.toString(count), "of", Integer.toString(of)));
    }
}
