package fr.gaveurs.console.backend.features.firmware.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Judges by a station's samples whether its new firmware works: 30 of them, or ten minutes at four fifths of its usual
 * rate, that are no worse than those of the day before.
 */
public final class Proof {
    static final int ENOUGH = 30;
    static final long ENOUGH_MS = 600_000;
    /** Samples or refusals before something can be found bad. */
    private static final int FEW = 10;

    private static final double USUAL_RATE = 0.8;
    /** A share may be so much larger than on the day before. */
    private static final double TOLERANCE = 0.1;
    /** What is less likely than this is no chance. */
    private static final double CHANCE = 1e-4;
    /** Of a station of which nothing is known one in ten is taken for usual. */
    private static final double PRIOR = 10;

    private Proof() {}

    /** What was found. */
    public enum Verdict {
        GOOD,
        BAD,
        OPEN
    }

    /** @param reason of a bad one, a word such as {@code refused_samples} */
    public record Finding(Verdict verdict, @Nullable String reason) {
        static final Finding OPEN = new Finding(Verdict.OPEN, null);
        static final Finding GOOD = new Finding(Verdict.GOOD, null);
    }

    /**
     * Whether a share is larger than before by more than a tenth, and by more than chance: it is asked after each sample, of
     * each station of a fleet, and one that is sent back for nothing stops the rollout of all.
     */
    private static boolean worse(long partBefore, long before, long part, long whole) {
        if (whole < FEW) {
            return false;
        }
        double bad = partBefore + 1.0;
        double good = before - partBefore + PRIOR - 1;
        return (double) part / whole > bad / (bad + good) + TOLERANCE && tail(bad, good, part, whole) < CHANCE;
    }

    /**
     * How likely so many of {@code whole}, or more, are where before {@code bad} were of {@code bad + good}: of a
     * beta-binomial distribution, since a day of few samples tells the usual share only roughly.
     */
    private static double tail(double bad, double good, long part, long whole) {
        double log = 0;
        for (long i = 0; i < whole; i++) {
            log += Math.log((good + i) / (bad + good + i));
        }
        double sum = part == 0 ? Math.exp(log) : 0;
        for (long i = 0; i < whole; i++) {
            log += Math.log((whole - i) * (bad + i) / ((i + 1) * (good + whole - i - 1)));
            sum += i + 1 >= part ? Math.exp(log) : 0;
        }
        return sum;
    }

    /**
     * @param day the day before
     * @param since what came since it first ran the image
     * @param provingMs for how long it does
     * @param intervalSeconds its usual time between two samples; null where that is not known
     */
    public static Finding judge(Evidence day, Evidence since, long provingMs, @Nullable Double intervalSeconds) {
        if (worse(day.refused(), day.samples() + day.refused(), since.refused(), since.samples() + since.refused())) {
            return new Finding(Verdict.BAD, "refused_samples");
        }
        if (worse(day.ungraded(), day.samples(), since.ungraded(), since.samples())) {
            return new Finding(Verdict.BAD, "ungraded_samples");
        }
        if (worse(day.differing(), day.samples(), since.differing(), since.samples())) {
            return new Finding(Verdict.BAD, "differing_claims");
        }
        boolean enough = since.samples() >= ENOUGH;
        if (!enough && provingMs >= ENOUGH_MS && intervalSeconds != null && intervalSeconds > 0) {
            enough = since.samples() >= Math.max(1, USUAL_RATE * provingMs / 1e3 / intervalSeconds);
        }
        return enough ? Finding.GOOD : Finding.OPEN;
    }
}
