package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.ModelFault.Code;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Golden;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies a model to samples. Thread-safe. */
public final class Predictor {
    /** What a golden row may be off: own models are equal to the bit, and a file keeps every digit. */
    private static final double NOTHING = 1e-12;

    private static final SpectralChannel[] CHANNELS = SpectralChannel.values();

    private final ModelFile model;
    private final @Nullable ExternalModel external;

    public Predictor(ModelFile model) {
        this(model, null);
    }

    /** @param external what says the figures of a model that runs outside of this JVM */
    public Predictor(ModelFile model, @Nullable ExternalModel external) {
        this.model = model;
        this.external = external;
    }

    /** A sample of which something is to be said, and the channels of its station that are stuck. */
    public record Asked(ModelInput input, Set<SpectralChannel> stuck) {}

    /** Whether it runs outside of this JVM: whoever must not wait does not ask it. */
    public boolean isExternal() {
        return external != null;
    }

    /** Why it can say nothing at present; null: nothing is wrong. */
    public @Nullable ModelFault fault() {
        return external == null ? null : external.fault();
    }

    /**
     * What a model says of a target.
     *
     * @param value in the target's unit; it lies between {@code low} and {@code high} with the interval's level
     * @param distance from the samples that were learnt from; not a number where nobody knows them
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
     * @throws ModelUnavailableException if it runs outside of this JVM and does not answer
     */
    public Map<Target, Figure> predict(ModelInput input, Set<SpectralChannel> stuck) {
        return predict(List.of(new Asked(input, stuck))).getFirst();
    }

    /** As {@link #predict(ModelInput, Set)}, of several samples, in their order. */
    public List<Map<Target, Figure>> predict(List<Asked> asked) {
        double[] @Nullable [] outside = external == null ? null : outside(external, asked);
        List<Map<Target, Figure>> all = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Map<Target, Figure> figures = new EnumMap<>(Target.class);
            for (Head head : model.heads()) {
                Figure figure = predict(head, asked.get(i), outside == null ? null : outside[i]);
                if (figure != null) {
                    figures.put(head.target(), figure);
                }
            }
            all.add(figures);
        }
        return all;
    }

    /** What the model outside says of those whose features are all known; NaN of the others. */
    private double[][] outside(ExternalModel external, List<Asked> asked) {
        List<Feature> features = model.heads().getFirst().features();
        List<double[]> rows = new ArrayList<>();
        int[] row = new int[asked.size()];
        for (int i = 0; i < row.length; i++) {
            double[] figures = Feature.of(asked.get(i).input(), features);
            row[i] = TargetData.isFinite(figures) ? rows.size() : -1;
            if (row[i] >= 0) {
                rows.add(figures);
            }
        }
        double[][] said = rows.isEmpty() ? new double[0][] : external.run(rows.toArray(double[][]::new));
        double[][] outside = new double[row.length][];
        for (int i = 0; i < row.length; i++) {
            outside[i] = row[i] < 0 ? new double[0] : said[row[i]];
        }
        return outside;
    }

    private static @Nullable Figure predict(Head head, Asked asked, double @Nullable [] outside) {
        double[] features = Feature.of(asked.input(), head.features());
        if (!TargetData.isFinite(features)) {
            return null;
        }
        double[] scaled = head.scaling().apply(features);
        double[] said = said(head, asked.input(), scaled, outside);
        if (said.length == 0 || !TargetData.isFinite(said)) {
            return null;
        }
        double distance = head.distance().of(scaled);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (!head.distance().isKnown()) {
            flags.add(Flag.TRAINING_UNKNOWN);
        } else if (distance > head.distance().limit()) {
            flags.add(Flag.FAR_FROM_TRAINING);
        }
        for (SpectralChannel channel : CHANNELS) {
            boolean isStuck = asked.stuck().contains(channel);
            boolean saturated = asked.input().counts()[channel.index()] >= GradingRules.SATURATED;
            if ((isStuck || saturated) && head.features().stream().anyMatch(each -> each.needs(channel))) {
                flags.add(isStuck ? Flag.CHANNEL_STUCK : Flag.CHANNEL_SATURATED);
            }
        }
        boolean calibrated = head.interval().groups() > 0;
        if (!calibrated && said.length == 1) {
            flags.add(Flag.NO_INTERVAL);
            return new Figure(
                    head.target().within(said[0]),
                    head.target().least(),
                    head.target().most(),
                    distance,
                    flags);
        }
        if (!head.interval().assured()) {
            flags.add(Flag.INTERVAL_NOT_ASSURED);
        }
        double value = head.target().within(said[0]);
        double radius = head.interval().radius();
        double low = Math.min(value, (said.length == 1 ? value : said[1]) - radius);
        double high = Math.max(value, (said.length == 1 ? value : said[2]) + radius);
        return new Figure(value, head.target().within(low), head.target().within(high), distance, flags);
    }

    /** The figure, or the figure and its bounds where the model says them itself. */
    private static double[] said(Head head, ModelInput input, double[] scaled, double @Nullable [] outside) {
        return switch (head.regression()) {
            case Regression.External columns ->
                outside == null || outside.length == 0 ? new double[0] : columns.of(outside);
            case Regression.AsFormula any -> new double[] {Formula.of(input, head.target())};
            case Regression.Recalibrated line -> new double[] {line.predict(Formula.of(input, head.target()), scaled)};
            default -> new double[] {head.regression().predict(Double.NaN, scaled)};
        };
    }

    /**
     * What is wrong with what it says of its golden rows, such as after a file was damaged; null: nothing.
     *
     * @throws ModelUnavailableException if it runs outside of this JVM and does not answer
     */
    public @Nullable ModelFault goldenFault() {
        if (external != null) {
            return external.goldenFault();
        }
        int row = 0;
        for (Golden golden : model.golden()) {
            row++;
            Map<Target, Figure> said = predict(golden.input(), Set.of());
            for (Map.Entry<Target, Double> wanted : golden.values().entrySet()) {
                Figure figure = said.get(wanted.getKey());
                if (figure == null || !(Math.abs(figure.value() - wanted.getValue()) <= NOTHING)) {
                    return ModelFault.of(
                            Code.GOLDEN_ROW,
                            row,
                            wanted.getKey().key(),
                            wanted.getValue(),
                            figure == null ? "none" : figure.value());
                }
            }
        }
        return null;
    }

    public ModelFile model() {
        return model;
    }
}
