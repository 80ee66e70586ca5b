package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Draws livers and measures them. The same seed gives the same livers and the same noise. Not thread-safe: a station
 * has one of its own.
 */
public final class LiverModel {
    /** What a liver went through. */
    public enum Condition {
        /** Nearly every ratio optimal. */
        SOUND,
        /** Some ratios at the edge, a few beyond. */
        TIRED,
        /** The fat has turned: both of its ratios far too high. */
        OXIDISED
    }

    private enum Zone {
        OPTIMAL,
        ACCEPTABLE,
        OUTSIDE
    }

    /** The corners: far enough from any liver for a bump there never to touch it. */
    private static final List<int[]> CORNERS =
            List.of(new int[] {0, 0}, new int[] {0, 7}, new int[] {7, 0}, new int[] {7, 7});

    private static final double DISTANCE_NOISE_MM = 0.3;
    private static final double COUNT_NOISE = 0.002;
    private static final int DARKEST = 100;
    private static final int BRIGHTEST = 60_000;
    private static final int ATTEMPTS = 1_000;

    private final Random random;
    private final double noise;

    /** Livers with the noise of real sensors. */
    public LiverModel(long seed) {
        this(seed, 1);
    }

    /**
     * Livers with another noise.
     *
     * @param noise 0 for perfect sensors, 1 for real ones
     */
    public LiverModel(long seed, double noise) {
        this.random = new Random(seed);
        this.noise = noise;
    }

    /** The next liver of a day's mix: three of four are sound, one of twenty has something beside it. */
    public Specimen next() {
        double luck = random.nextDouble();
        Condition condition = luck < 0.76 ? Condition.SOUND : luck < 0.94 ? Condition.TIRED : Condition.OXIDISED;
        int bodies = random.nextInt(30) == 0 ? 1 : 0;
        int dents = random.nextInt(20) == 0 ? 1 : 0;
        return specimen(condition, bodies, dents);
    }

    /**
     * The next liver of a kind.
     *
     * @param foreignBodies bumps beside it, {@code dents} dents; at most four together
     */
    public Specimen specimen(Condition condition, int foreignBodies, int dents) {
        if (foreignBodies < 0 || dents < 0 || foreignBodies + dents > CORNERS.size()) {
            throw new IllegalArgumentException("a tray has room for 0 to 4 bumps and dents beside the liver");
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            Truth truth = draw(condition, foreignBodies, dents);
            double[] counts = counts(truth.ratios());
            if (Arrays.stream(counts).allMatch(c -> c >= DARKEST && c <= BRIGHTEST)) {
                return new Specimen(truth, sense(truth, counts));
            }
        }
        throw new IllegalStateException("no spectrum has the ratios of a liver that is " + condition);
    }

    private Truth draw(Condition condition, int foreignBodies, int dents) {
        double size = 1 + 0.06 * gauss(2);
        List<int[]> corners = new ArrayList<>(CORNERS);
        Collections.shuffle(corners, random);
        List<Truth.Spot> bodies = new ArrayList<>();
        for (int[] corner : corners.subList(0, foreignBodies)) {
            // Never near 17.5 mm, where one more or less rejects: the truth would not tell the grade.
            double height = random.nextBoolean() ? between(7, 15) : between(20, 32);
            bodies.add(new Truth.Spot(corner[0], corner[1], height));
        }
        List<Truth.Spot> hollows = new ArrayList<>();
        for (int[] corner : corners.subList(foreignBodies, foreignBodies + dents)) {
            hollows.add(new Truth.Spot(corner[0], corner[1], between(4.5, 12)));
        }
        return new Truth(
                92 * size * between(0.97, 1.03),
                46 * size * between(0.97, 1.03),
                Math.min(85, 74 * size * between(0.97, 1.03)),
                between(-4, 4),
                between(-3, 3),
                ratios(condition),
                bodies,
                hollows);
    }

    private Map<SpectralRatio, Double> ratios(Condition condition) {
        Map<SpectralRatio, Double> ratios = new EnumMap<>(SpectralRatio.class);
        for (SpectralRatio ratio : SpectralRatio.values()) {
            ratios.put(ratio, value(ratio, zone(condition, ratio)));
        }
        return ratios;
    }

    private Zone zone(Condition condition, SpectralRatio ratio) {
        double luck = random.nextDouble();
        boolean fat = ratio == SpectralRatio.LIPID_OXIDATION || ratio == SpectralRatio.OIL_OXIDATION;
        return switch (condition) {
            case SOUND -> luck < 0.9 ? Zone.OPTIMAL : Zone.ACCEPTABLE;
            case TIRED -> luck < 0.5 ? Zone.OPTIMAL : luck < 0.92 ? Zone.ACCEPTABLE : Zone.OUTSIDE;
            case OXIDISED -> fat ? Zone.OUTSIDE : luck < 0.5 ? Zone.OPTIMAL : Zone.ACCEPTABLE;
        };
    }

    /**
     * A value well within a zone, so that noise does not carry it into the next one. What ages a liver lowers the two
     * ratios of freshness and raises the others.
     */
    private double value(SpectralRatio ratio, Zone zone) {
        boolean down = ratio == SpectralRatio.VIOLET_ORANGE || ratio == SpectralRatio.FRESHNESS_MEAT;
        return switch (zone) {
            case OPTIMAL -> mix(ratio.optimalLow(), ratio.optimalHigh(), between(0.1, 0.9));
            case ACCEPTABLE ->
                down
                        ? mix(ratio.acceptableLow(), ratio.optimalLow(), between(0.15, 0.9))
                        : mix(ratio.acceptableHigh(), ratio.optimalHigh(), between(0.15, 0.9));
            case OUTSIDE ->
                down ? ratio.acceptableLow() * between(0.75, 0.92) : ratio.acceptableHigh() * between(1.08, 1.25);
        };
    }

    private static double of(Map<SpectralRatio, Double> ratios, SpectralRatio ratio) {
        return Objects.requireNonNull(ratios.get(ratio), ratio::name);
    }

    /** Ten counts that have the ratios: F7 is chosen, F8 a share of it, the others follow. May be negative. */
    private double[] counts(Map<SpectralRatio, Double> ratios) {
        double f7 = between(2800, 4200);
        double f8 = f7 * between(0.58, 0.72);
        double f1 = of(ratios, SpectralRatio.VIOLET_ORANGE) * f7;
        double violets = of(ratios, SpectralRatio.FRESHNESS_MEAT) * (f7 + f8);
        double greens = of(ratios, SpectralRatio.DISCOLORATION) * violets;
        double f4 = (f7 + f8) / of(ratios, SpectralRatio.LIPID_OXIDATION);
        double f5 = 0.6 * greens;
        double f3 = of(ratios, SpectralRatio.OIL_OXIDATION) * greens - f1;
        double[] counts = new double[SpectralChannel.values().length];
        counts[SpectralChannel.F1.index()] = f1;
        counts[SpectralChannel.F2.index()] = violets - f1;
        counts[SpectralChannel.F3.index()] = f3;
        counts[SpectralChannel.F4.index()] = f4;
        counts[SpectralChannel.F5.index()] = f5;
        counts[SpectralChannel.F6.index()] = greens - f5;
        counts[SpectralChannel.F7.index()] = f7;
        counts[SpectralChannel.F8.index()] = f8;
        counts[SpectralChannel.CLEAR.index()] = 1.1 * (violets + f3 + f4 + greens + f7 + f8);
        counts[SpectralChannel.NIR.index()] = of(ratios, SpectralRatio.NIR_VIOLET) * f1;
        return counts;
    }

    private Sensed sense(Truth truth, double[] counts) {
        double[] heights = TrayGrid.heights(truth);
        int zones = heights.length;
        double[] distance = new double[zones];
        double[] reflectance = new double[zones];
        double[] amplitude = new double[zones];
        double[] ambient = new double[zones];
        int[] status = new int[zones];
        for (int i = 0; i < zones; i++) {
            boolean tray = heights[i] < 1;
            distance[i] = rounded(TrayGrid.FLOOR_MM - heights[i] + noise * DISTANCE_NOISE_MM * gauss(3));
            reflectance[i] = rounded((tray ? 70 : 58) + noise * 4 * gauss(2));
            // Each zone of a sensor has a gain of its own; merely random noise would look like outliers among so few.
            amplitude[i] = rounded(40 + noise * (i * 7 % 16 / 2.0 - 4 + 0.3 * gauss(2)));
            ambient[i] = rounded(120 + noise * 15 * gauss(3));
            status[i] = 5;
        }
        int[] noisy = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            noisy[i] = (int) Math.round(counts[i] * (1 + noise * COUNT_NOISE * gauss(2)));
        }
        return new Sensed(distance, reflectance, amplitude, ambient, status, noisy);
    }

    /** To a thousandth, as fine as a sensor resolves. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private double between(double low, double high) {
        return mix(low, high, random.nextDouble());
    }

    private static double mix(double from, double to, double share) {
        return from + share * (to - from);
    }

    /** A normal deviate that stays within so many sigma: a sensor has no tails without end. */
    private double gauss(double sigmas) {
        return Math.clamp(random.nextGaussian(), -sigmas, sigmas);
    }
}
