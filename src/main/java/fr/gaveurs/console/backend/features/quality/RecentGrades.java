package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import org.jspecify.annotations.Nullable;

/** What the last samples of one device came to. Not thread-safe: a device's samples come one after another. */
public final class RecentGrades {
    /** Samples whose letters it looks back on, and samples whose spectra. */
    public static final int GRADES = 20;

    public static final int SPECTRA = 5;

    /** One bit a sample, the newest the lowest: whether it was so. */
    private int rejected;

    private int low;
    private int graded;
    private int spectra;
    private int oxidized;
    private int stale;

    /**
     * How many of the last samples were so.
     *
     * @param of how many it looks back on, at most {@link #GRADES}
     * @param rejects REJECT
     * @param low C or REJECT
     * @param ofSpectra on the spectra of how many, at most {@link #SPECTRA}: those from before a start are not remembered
     * @param oxidized of those with a high oxidation
     * @param stale of those with a low freshness
     */
    public record Counts(int of, int rejects, int low, int ofSpectra, int oxidized, int stale) {
        /** Nothing came. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /** Takes the next sample in; one that came late is none. */
    public void observe(Grade grade, @Nullable SpectrumAnalysis spectrum) {
        observe(grade);
        spectra = Math.min(SPECTRA, spectra + 1);
        oxidized =
                next(oxidized, spectrum != null && above(spectrum.oxidation(), GradingRules.OXIDATION_HIGH), SPECTRA);
        stale = next(stale, spectrum != null && below(spectrum.freshness(), GradingRules.FRESHNESS_LOW), SPECTRA);
    }

    /** Takes one in of which nothing but its letter is remembered. */
    void observe(Grade grade) {
        rejected = next(rejected, grade == Grade.REJECT, GRADES);
        low = next(low, grade == Grade.REJECT || grade == Grade.C, GRADES);
        graded = Math.min(GRADES, graded + 1);
    }

    private static int next(int bits, boolean so, int length) {
        return (bits << 1 | (so ? 1 : 0)) & ((1 << length) - 1);
    }

    private static boolean above(@Nullable Double figure, double limit) {
        return figure != null && figure > limit;
    }

    private static boolean below(@Nullable Double figure, double limit) {
        return figure != null && figure < limit;
    }

    public Counts counts() {
        return new Counts(
                graded,
                Integer.bitCount(rejected),
                Integer.bitCount(low),
                spectra,
                Integer.bitCount(oxidized),
                Integer.bitCount(stale));
    }
}
