package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the sum that makes a score.
 *
 * @param key of its name
 * @param value the figure; null where it could not be found
 * @param weight how much it counts, 0–1; null for what is no summand
 * @param grade the letter of a whole, null for a part
 * @param kind how the value acts
 */
record ScoreLine(
        String key,
        @Nullable Double value,
        @Nullable Double weight,
        @Nullable Grade grade,
        Kind kind) {
    /** Every key there is, from top to bottom, and how its value acts. */
    static final SequencedMap<String, Kind> KEYS = keys();
    /** Those of them that are sums of the lines below. */
    static final Set<String> WHOLES = Set.of("station.score.final", "station.score.tof", "station.score.spectrum");

    private static final double[] SPECTRUM_WEIGHTS = {
        GradingRules.FRESHNESS_WEIGHT,
        GradingRules.FAT_QUALITY_WEIGHT,
        GradingRules.COLOR_UNIFORMITY_WEIGHT,
        GradingRules.OXIDATION_WEIGHT
    };

    /** How a value acts on its sum. */
    enum Kind {
        /** 0–1, more is better. */
        SCORE,
        /** 0–1, less is better: its complement goes into the sum. */
        INVERSE,
        /** Multiplies the sum. */
        FACTOR,
        /** Is taken off the sum. */
        PENALTY
    }

    private static SequencedMap<String, Kind> keys() {
        SequencedMap<String, Kind> keys = new LinkedHashMap<>();
        for (String key : List.of("final", "tof", "volume", "reflectance", "consistency")) {
            keys.put("station.score." + key, Kind.SCORE);
        }
        keys.put("station.score.defects", Kind.FACTOR);
        for (String key : List.of("spectrum", "freshness", "fat", "color")) {
            keys.put("station.score." + key, Kind.SCORE);
        }
        keys.put("station.score.oxidation", Kind.INVERSE);
        keys.put("station.score.anomalies", Kind.PENALTY);
        return Collections.unmodifiableSequencedMap(keys);
    }

    /** The lines of a sample from the fused score down; without a spectrum, those of the time of flight alone. */
    static List<ScoreLine> of(Sample sample) {
        List<ScoreLine> lines = new ArrayList<>();
        SpectrumAnalysis spectrum =
                sample.as7341() == null ? null : sample.as7341().analysis();
        TofAnalysis tof = sample.vl53l8ch().analysis();
        boolean fused = spectrum != null && spectrum.score() != null;
        lines.add(whole(
                "station.score.final",
                sample.fusion().finalScore(),
                null,
                sample.fusion().finalGrade()));
        lines.add(whole("station.score.tof", tof.score(), fused ? GradingRules.TOF_WEIGHT : 1, tof.grade()));
        lines.add(part("station.score.volume", tof.volumeScore(), 1.0 / 3));
        lines.add(part("station.score.reflectance", tof.reflectanceScore(), 1.0 / 3));
        lines.add(part("station.score.consistency", tof.consistencyScore(), 1.0 / 3));
        if (tof.score() != null) {
            double severity = tof.defects().stream()
                    .mapToDouble(Defect::severity)
                    .average()
                    .orElse(0);
            lines.add(new ScoreLine(
                    "station.score.defects", 1 - GradingRules.DEFECT_SHARE * severity, null, null, Kind.FACTOR));
        }
        if (spectrum != null) {
            lines.add(whole(
                    "station.score.spectrum",
                    spectrum.score(),
                    fused ? GradingRules.SPECTRUM_WEIGHT : null,
                    spectrum.grade()));
            spectrum(lines, spectrum);
        }
        return lines;
    }

    private static void spectrum(List<ScoreLine> lines, SpectrumAnalysis spectrum) {
        @Nullable
        Double[] values = {spectrum.freshness(), spectrum.fatQuality(), spectrum.colorUniformity(), spectrum.oxidation()
        };
        double sum = 0;
        for (int i = 0; i < SPECTRUM_WEIGHTS.length; i++) {
            sum += values[i] == null ? 0 : SPECTRUM_WEIGHTS[i];
        }
        String[] keys = {
            "station.score.freshness", "station.score.fat", "station.score.color", "station.score.oxidation"
        };
        for (int i = 0; i < SPECTRUM_WEIGHTS.length; i++) {
            Double value = values[i];
            // What could not be measured leaves its weight to the others.
            Double weight = value == null ? null : SPECTRUM_WEIGHTS[i] / sum;
            lines.add(new ScoreLine(keys[i], value, weight, null, i == 3 ? Kind.INVERSE : Kind.SCORE));
        }
        double penalty = Math.min(
                GradingRules.MAX_ANOMALY_PENALTY,
                GradingRules.ANOMALY_PENALTY * spectrum.anomalies().size());
        lines.add(new ScoreLine("station.score.anomalies", penalty, null, null, Kind.PENALTY));
    }

    private static ScoreLine whole(String key, @Nullable Double value, @Nullable Double weight, Grade grade) {
        return new ScoreLine(key, value, weight, grade, Kind.SCORE);
    }

    private static ScoreLine part(String key, @Nullable Double value, double weight) {
        return new ScoreLine(key, value, weight, null, Kind.SCORE);
    }
}
