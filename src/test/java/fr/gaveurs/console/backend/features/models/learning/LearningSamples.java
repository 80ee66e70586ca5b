package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.truth.RecordedTruth;
import fr.gaveurs.console.backend.features.quality.Recordings;
import fr.gaveurs.console.simulator.LiverModel;
import fr.gaveurs.console.simulator.Specimen;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Samples with a known truth. */
public final class LearningSamples {
    private static final double[] BASE = {7.2, 7.6, 7.5, 9.0, 8.2, 7.8, 8.3, 7.8};
    private static final double[][] SLOPES = {
        {0.9, 0.7, 0.4, 0.1, -0.2, -0.4, -0.6, -0.5},
        {-0.1, 0.2, 0.5, 0.7, 0.3, -0.2, -0.3, -0.4},
        {0.3, -0.3, 0.2, -0.4, 0.5, 0.4, -0.2, 0.6}
    };

    private LearningSamples() {}

    /**
     * Livers whose channels' logarithms follow their freshness, fat and oxidation in straight lines, with noise, each
     * station's channels a little off by an amount of its own.
     */
    public static List<Example> straight(int stations, int days, int ofEachDay, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int station = 0; station < stations; station++) {
            double[] off = new double[BASE.length];
            for (int i = 0; i < off.length; i++) {
                off[i] = 0.002 * random.nextGaussian();
            }
            for (int day = 0; day < days; day++) {
                for (int i = 0; i < ofEachDay; i++) {
                    examples.add(straight(station, day, i, off, random));
                }
            }
        }
        return examples;
    }

    private static Example straight(int station, int day, int number, double[] off, Random random) {
        double[] truth = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        double light = 0.2 * random.nextGaussian();
        double[] counts = new double[SpectralChannel.values().length];
        for (int i = 0; i < BASE.length; i++) {
            double log = BASE[i] + off[i] + light + 0.002 * random.nextGaussian();
            for (int k = 0; k < truth.length; k++) {
                log += SLOPES[k][i] * truth[k];
            }
            counts[i] = Math.exp(log);
        }
        counts[SpectralChannel.CLEAR.index()] = 5_000;
        counts[SpectralChannel.NIR.index()] = 800;
        return new Example(
                "ESP32_LL_" + (station + 1),
                "S-" + station + "-" + day + "-" + number,
                Instant.parse("2026-11-02T06:00:00Z").plusSeconds(day * 86_400L + number * 30L),
                "LOT-" + day,
                "2026-11-" + (day + 2 < 10 ? "0" : "") + (day + 2),
                ModelInput.ofSpectrum(counts, 8, 100),
                Map.of(Target.FRESHNESS, truth[0], Target.FAT_QUALITY, truth[1], Target.OXIDATION, truth[2]));
    }

    /** Livers of the simulator, whose truth follows from their ratios as the grade does. */
    public static List<Example> simulated(int stations, int days, int ofEachDay, long seed) {
        List<Example> examples = new ArrayList<>();
        for (int station = 0; station < stations; station++) {
            LiverModel model = new LiverModel(seed + station);
            for (int day = 0; day < days; day++) {
                for (int i = 0; i < ofEachDay; i++) {
                    Specimen specimen = model.next();
                    double[] counts = new double[SpectralChannel.values().length];
                    for (int c = 0; c < counts.length; c++) {
                        counts[c] = specimen.sensed().counts()[c];
                    }
                    examples.add(new Example(
                            "ESP32_LL_" + (station + 1),
                            "S-" + station + "-" + day + "-" + i,
                            Instant.parse("2026-11-02T06:00:00Z").plusSeconds(day * 86_400L + i * 30L),
                            "LOT-" + day,
                            "2026-11-" + (day + 2 < 10 ? "0" : "") + (day + 2),
                            ModelInput.ofSpectrum(counts, 8, 100),
                            Map.of(
                                    Target.FRESHNESS, specimen.truth().freshness(),
                                    Target.FAT_QUALITY, specimen.truth().fatQuality(),
                                    Target.OXIDATION, specimen.truth().oxidation())));
                }
            }
        }
        return examples;
    }

    /** The recordings, with the truth that stands in them. */
    public static List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String name : List.of(Recordings.COMPACT, Recordings.FULL)) {
            RecordedTruth.read(
                    Files.readAllBytes(Recordings.file(name)),
                    each -> examples.add(new Example(
                            each.deviceId(),
                            each.sampleId(),
                            each.time(),
                            each.sampleId().substring(0, 14),
                            each.time().toString().substring(0, 10),
                            ModelInput.ofSpectrum(each.counts(), each.gain(), each.integrationTimeMs()),
                            each.truth())));
        }
        return examples;
    }

    /** The same samples measured otherwise. */
    public static List<Example> measured(List<Example> examples, UnaryOperator<double[]> otherwise) {
        return examples.stream()
                .map(each -> new Example(
                        each.deviceId(),
                        each.sampleId(),
                        each.time(),
                        each.lot(),
                        each.day(),
                        ModelInput.ofSpectrum(
                                otherwise.apply(each.input().counts()),
                                each.input().gain(),
                                each.input().integrationTimeMs()),
                        each.truth()))
                .toList();
    }

    /** All channels by the same factor, as a lamp dims. */
    public static double[] dimmed(double[] counts, double factor) {
        double[] dimmed = counts.clone();
        for (int i = 0; i < dimmed.length; i++) {
            dimmed[i] *= factor;
        }
        return dimmed;
    }

    /** Each channel by a factor of its own, at most {@code share} off. */
    public static double[] noisy(double[] counts, double share, Random random) {
        double[] noisy = counts.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] *= 1 + share * (2 * random.nextDouble() - 1);
        }
        return noisy;
    }

    /** Mean absolute error of a model on samples. */
    public static double mae(Predictor predictor, List<Example> examples, Target target) {
        return examples.stream()
                .filter(each -> each.truth().containsKey(target))
                .mapToDouble(each -> Math.abs(
                        predictor.predict(each.input(), Set.of()).get(target).value()
                                - each.truth().get(target)))
                .average()
                .orElseThrow();
    }
}
