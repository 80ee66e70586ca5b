package fr.gaveurs.console.backend.features.models.data;

import fr.gaveurs.console.api.models.Datasets;
import fr.gaveurs.console.api.models.Datasets.Contents;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.Datasets.Range;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.ModelInput;
import fr.gaveurs.console.backend.features.models.truth.TruthStore;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.features.quality.RawSamples.RawSample;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts labels and raw figures together; where labels differ {@link LabelChoice} says what is taken. */
public final class DatasetBuilder {
    /** Labels that are read: four figures of each sample, by two people. */
    private static final int MOST_LABELS = 8 * Datasets.MAX_SAMPLES;

    private static final int MOST_NAMED = 50;

    private final TruthStore truth;
    private final RawSamples samples;
    private final ZoneId zone;

    public DatasetBuilder(TruthStore truth, RawSamples samples, ZoneId zone) {
        this.truth = truth;
        this.samples = samples;
        this.zone = zone;
    }

    /**
     * Samples with their truths.
     *
     * @param differing keys of those of which labels said different things
     */
    public record Labelled(List<Example> examples, Set<SampleKey> differing) {
        /** What is in it. */
        Contents contents() {
            long those = examples.stream()
                    .filter(each -> differing.contains(new SampleKey(each.deviceId(), each.sampleId(), each.time())))
                    .count();
            return DatasetBuilder.contents(examples, (int) those);
        }
    }

    /** Labelled samples of a query that are still stored, at most {@link Datasets#MAX_SAMPLES}, the newest. */
    public Labelled examples(NewDataset query) {
        List<String> devices = Objects.requireNonNullElse(query.deviceIds(), List.of());
        List<Label> labels = truth
                .holding(query.from(), query.to(), Objects.requireNonNullElse(query.sources(), List.of()), MOST_LABELS)
                .stream()
                .filter(label -> label.kind() != LabelKind.GRADE)
                .filter(label -> devices.isEmpty() || devices.contains(label.deviceId()))
                .toList();
        List<String> lots = Objects.requireNonNullElse(query.lots(), List.of());
        Labelled found = examples(labels);
        return lots.isEmpty()
                ? found
                : new Labelled(
                        found.examples().stream()
                                .filter(each -> lots.contains(each.lot()))
                                .toList(),
                        found.differing());
    }

    private Labelled examples(List<Label> labels) {
        Map<SampleKey, Map<Target, List<Label>>> said = new LinkedHashMap<>();
        for (Label label : labels) {
            if (label.value() != null) {
                said.computeIfAbsent(
                                new SampleKey(label.deviceId(), label.sampleId(), label.time()),
                                key -> new EnumMap<>(Target.class))
                        .computeIfAbsent(Target.valueOf(label.kind().name()), target -> new ArrayList<>())
                        .add(label);
            }
        }
        List<SampleKey> keys = new ArrayList<>(said.keySet());
        if (keys.size() > Datasets.MAX_SAMPLES) {
            keys.sort(Comparator.comparing(SampleKey::time));
            keys = keys.subList(keys.size() - Datasets.MAX_SAMPLES, keys.size());
        }
        List<Example> examples = new ArrayList<>();
        Set<SampleKey> differing = new HashSet<>();
        for (RawSample raw : samples.of(keys)) {
            Map<Target, List<Label>> own = said.getOrDefault(raw.key(), Map.of());
            examples.add(example(raw, own));
            if (own.values().stream().anyMatch(LabelChoice::differ)) {
                differing.add(raw.key());
            }
        }
        examples.sort(Example.ORDER);
        return new Labelled(examples, differing);
    }

    private Example example(RawSample raw, Map<Target, List<Label>> said) {
        Map<Target, Double> truths = new EnumMap<>(Target.class);
        said.forEach((target, labels) -> truths.put(target, LabelChoice.truth(labels)));
        Instant time = raw.key().time();
        return new Example(
                raw.key().deviceId(),
                raw.key().sampleId(),
                time,
                raw.lot() == null ? "" : raw.lot(),
                time.atZone(zone).toLocalDate().toString(),
                input(raw),
                truths);
    }

    /** What a model is told of a stored sample. */
    public static ModelInput input(RawSample raw) {
        return new ModelInput(
                raw.counts(),
                raw.gain(),
                raw.integrationTimeMs(),
                raw.volumeMm3(),
                raw.maxHeightMm(),
                raw.occupiedZones());
    }

    /** What is in a data set. */
    public static Contents contents(List<Example> examples, int differing) {
        List<Range> ranges = new ArrayList<>();
        for (Target target : Target.values()) {
            double[] truths = examples.stream()
                    .filter(each -> each.truth().containsKey(target))
                    .mapToDouble(each -> each.truth().getOrDefault(target, 0.0))
                    .sorted()
                    .toArray();
            if (truths.length > 0) {
                double sum = 0;
                for (double value : truths) {
                    sum += value;
                }
                ranges.add(new Range(target, truths.length, truths[0], sum / truths.length, truths[truths.length - 1]));
            }
        }
        return new Contents(
                counted(examples, Example::deviceId),
                counted(examples, Example::lot),
                counted(examples, Example::day),
                ranges,
                different(examples, Example::deviceId),
                different(examples, Example::lot),
                different(examples, Example::day),
                differing);
    }

    private static int different(List<Example> examples, Function<Example, String> by) {
        return (int) examples.stream().map(by).distinct().count();
    }

    /** The most frequent ones, in the order of their names. */
    private static Map<String, Integer> counted(List<Example> examples, Function<Example, String> by) {
        Map<String, Integer> counts = new TreeMap<>();
        examples.forEach(each -> counts.merge(by.apply(each), 1, Integer::sum));
        if (counts.size() > MOST_NAMED) {
            List<String> names = new ArrayList<>(counts.keySet());
            names.sort(Comparator.comparing(counts::get, Collections.reverseOrder()));
            names.subList(MOST_NAMED, names.size()).forEach(counts::remove);
        }
        return counts;
    }
}
