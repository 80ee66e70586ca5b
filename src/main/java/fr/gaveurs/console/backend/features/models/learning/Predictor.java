package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Golden;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies a model to samples. Thread-safe. */
public final class Predictor {
    /** What a golden row may be off: own models are equal to the bit, and a file keeps every digit. */
    private static final double NOTHING = 1e-12;

    private static final SpectralChannel[] CHANNELS = SpectralChannel.values();

    private final ModelFile model;

    public Predictor(ModelFile model) {
        this.model = model;
    }

    /**
     * What a model says of a target.
     *
     * @param value in the target's unit; it lies between {@code low} and {@code high} with the interval's level
     * @param distance from the samples that were learnt from
     */
    public record Figure(double value, double low, double high, double distance, Set<Flag> flags) {
        public Figure {
            flags = Set.copyOf(flags);
        }
    }

    /**
     * The model's figures of a sample.
     *
     * @param stuck channels that have said the same in the station's last samples
     * @return without a target that cannot be told, since a channel that it needs is missing or dark
     */
    public Map<Target, Figure> predict(ModelInput input, Set<SpectralChannel> stuck) {
        Map<Target, Figure> figures = new EnumMap<>(Target.class);
        for (Head head : model.heads()) {
            Figure figure = predict(head, input, stuck);
            if (figure != null) {
                figures.put(head.target(), figure);
            }
        }
        return figures;
    }

    private static @Nullable Figure predict(Head head, ModelInput input, Set<SpectralChannel> stuck) {
        double[] features = Feature.of(input, head.features());
        if (!TargetData.isFinite(features)) {
            return null;
        }
        double formula =
                switch (head.regression()) {
                    case Regression.AsFormula any -> Formula.of(input, head.target());
                    case Regression.Recalibrated any -> Formula.of(input, head.target());
                    default -> Double.NaN;
                };
        double[] scaled = head.scaling().apply(features);
        double value = head.target().within(head.regression().predict(formula, scaled));
        if (Double.isNaN(value)) {
            return null;
        }
        double distance = head.distance().of(scaled);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (distance > head.distance().limit()) {
            flags.add(Flag.FAR_FROM_TRAINING);
        }
        for (SpectralChannel channel : CHANNELS) {
            boolean isStuck = stuck.contains(channel);
            boolean saturated = input.counts()[channel.index()] >= GradingRules.SATURATED;
            if ((isStuck || saturated) && head.features().stream().anyMatch(each -> each.needs(channel))) {
                flags.add(isStuck ? Flag.CHANNEL_STUCK : Flag.CHANNEL_SATURATED);
            }
        }
        if (!head.interval().assured()) {
            flags.add(Flag.INTERVAL_NOT_ASSURED);
        }
        double radius = head.interval().radius();
        return new Figure(
                value, head.target().within(value - radius), head.target().within(value + radius), distance, flags);
    }

    /** What is wrong with what it says of its golden rows, such as after a file was damaged; null: nothing. */
    public @Nullable String goldenFault() {
        int row = 0;
        for (Golden golden : model.golden()) {
            row++;
            Map<Target, Figure> said = predict(golden.input(), Set.of());
            for (Map.Entry<Target, Double> wanted : golden.values().entrySet()) {
                Figure figure = said.get(wanted.getKey());
                if (figure == null || !(Math.abs(figure.value() - wanted.getValue()) <= NOTHING)) {
                    return "golden row " + row + ": " + wanted.getKey().key() + " should be " + wanted.getValue()
                            + " and is " + (figure == null ? "none" : figure.value());
                }
            }
        }
        return null;
    }

    public ModelFile model() {
        return model;
    }
}
