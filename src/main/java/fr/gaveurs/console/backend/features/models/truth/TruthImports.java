package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.LabelFault.Code;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.api.models.Truth.Inspection;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.features.models.truth.LabelCsv.Line;
import fr.gaveurs.console.backend.features.models.truth.LabelCsv.Lines;
import fr.gaveurs.console.backend.features.models.truth.TruthStore.Saved;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.features.quality.RawSamples.RawSample;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes labels in from people, files and recordings, for samples that are stored here. */
public final class TruthImports {
    private static final int MOST_NAMED = 100;
    private static final AuditObject TRUTH = new AuditObject("truth", null);

    /** How long ago a replay may have been. */
    private static final Duration REPLAYED = Duration.ofDays(30);

    private final TruthStore store;
    private final RawSamples samples;
    private final Clock clock;

    public TruthImports(TruthStore store, RawSamples samples, Clock clock) {
        this.store = store;
        this.samples = samples;
        this.clock = clock;
    }

    /** Ids of a sample, whenever it was measured. */
    private record Ids(String deviceId, String sampleId) {
        static Ids of(SampleKey key) {
            return new Ids(key.deviceId(), key.sampleId());
        }
    }

    /** What a person says of one sample. */
    public ImportResult inspection(Inspection said, Act act) {
        SampleKey key = new SampleKey(said.deviceId(), said.sampleId(), said.time());
        Map<LabelKind, @Nullable Double> values = new EnumMap<>(LabelKind.class);
        values.put(LabelKind.FRESHNESS, said.freshness());
        values.put(LabelKind.FAT_QUALITY, said.fatQuality());
        values.put(LabelKind.OXIDATION, said.oxidation());
        values.put(LabelKind.WEIGHT, said.weightG());
        String grader = Objects.requireNonNullElse(act.actor().name(), "");
        List<NewLabel> labels = new ArrayList<>();
        List<FieldError> faults = new ArrayList<>();
        values.forEach((kind, value) -> {
            if (value != null) {
                NewLabel.fault(kind, value)
                        .ifPresent(fault -> faults.add(new FieldError(
                                kind == LabelKind.WEIGHT ? "weight_g" : kind.key(),
                                "is " + fault.details().get(1) + ", and must lie between 0 and "
                                        + fault.details().get(2))));
                labels.add(new NewLabel(key, kind, value, null, grader));
            }
        });
        Grade grade = said.grade();
        if (grade == Grade.UNGRADED) {
            faults.add(new FieldError("grade", "must be A+, A, B, C or REJECT"));
        } else if (grade != null) {
            labels.add(new NewLabel(key, LabelKind.GRADE, null, grade, grader));
        }
        if (labels.isEmpty()) {
            faults.add(new FieldError("freshness", "must be said, or another thing of the sample"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.validation("the label cannot be taken", faults);
        }
        if (samples.of(List.of(key)).isEmpty()) {
            throw ProblemException.notFound("no sample " + said.sampleId() + " of " + said.deviceId() + " measured at "
                    + said.time() + " is stored here");
        }
        Saved saved = store.save(
                labels, LabelSource.INSPECTOR, act, AuditObject.of("truth", said.deviceId() + " " + said.sampleId()));
        return result(saved, Set.of(), List.of(), 0);
    }

    /** A file as a whole is not taken. */
    static ProblemException refused(String why) {
        return ProblemException.refusedFile("labels-file", why);
    }

    /** Labels of a CSV file. */
    public ImportResult csv(byte[] file, Act act) {
        Lines read = LabelCsv.read(file);
        Map<Ids, List<SampleKey>> stored = new HashMap<>();
        for (RawSample sample : samples.ofAnyTime(read.lines().stream()
                .map(line -> new SampleKey(line.deviceId(), line.sampleId(), Instant.EPOCH))
                .distinct()
                .toList())) {
            stored.computeIfAbsent(Ids.of(sample.key()), ids -> new ArrayList<>())
                    .add(sample.key());
        }
        SaidOnce said = new SaidOnce();
        Set<String> unknown = new LinkedHashSet<>();
        List<LabelFault> faults = new ArrayList<>(read.faults());
        for (Line line : read.lines()) {
            List<SampleKey> of = stored.getOrDefault(new Ids(line.deviceId(), line.sampleId()), List.of()).stream()
                    .filter(key -> line.time() == null || key.time().equals(line.time()))
                    .toList();
            if (of.isEmpty()) {
                unknown.add(line.deviceId() + " " + line.sampleId());
            } else if (of.size() > 1) {
                faults.add(LabelFault.of(Code.SAMPLE_TWICE, line.deviceId(), line.sampleId(), of.size())
                        .onLine(line.number()));
            } else {
                SampleKey key = of.getFirst();
                line.values()
                        .forEach((kind, value) ->
                                said.add(line.number(), new NewLabel(key, kind, value, null, line.grader())));
                if (line.grade() != null) {
                    said.add(line.number(), new NewLabel(key, LabelKind.GRADE, null, line.grade(), line.grader()));
                }
            }
        }
        faults.addAll(said.contradictions());
        return result(store.save(said.labels(), LabelSource.CSV, act, TRUTH), unknown, faults, 0);
    }

    /** What a recording says of samples that are stored here, from itself or from a replay of it. */
    public ImportResult recording(byte[] file, Act act) {
        List<RecordedTruth> recorded = new ArrayList<>();
        int without;
        try {
            without = RecordedTruth.read(file, recorded::add);
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        if (recorded.isEmpty()) {
            throw refused("the recording says of none of its samples how it really was (as7341.meta.input_params)");
        }
        List<SampleKey> keys = recorded.stream()
                .map(each -> new SampleKey(each.deviceId(), each.sampleId(), each.time()))
                .toList();
        Map<Ids, List<RawSample>> stored = new HashMap<>();
        for (RawSample sample : samples.ofAnyTime(keys)) {
            stored.computeIfAbsent(Ids.of(sample.key()), ids -> new ArrayList<>())
                    .add(sample);
        }
        Map<String, List<RawSample>> replayed = new HashMap<>();
        List<String> recordedIds =
                keys.stream().map(SampleKey::sampleId).distinct().toList();
        for (RawSample sample : samples.replays(recordedIds, clock.instant().minus(REPLAYED))) {
            String id = sample.key().sampleId();
            replayed.computeIfAbsent(id.substring(0, id.lastIndexOf('~')), any -> new ArrayList<>())
                    .add(sample);
        }
        List<NewLabel> labels = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        List<LabelFault> faults = new ArrayList<>();
        for (RecordedTruth each : recorded) {
            each.faults().forEach(fault -> faults.add(fault.ofSample(each.deviceId(), each.sampleId())));
            // An id that was used twice, and a replay under the same ids: the counts tell whose truth it is.
            List<RawSample> same = Stream.concat(
                            stored.getOrDefault(new Ids(each.deviceId(), each.sampleId()), List.of()).stream(),
                            replayed.getOrDefault(each.sampleId(), List.of()).stream())
                    .filter(sample -> Arrays.equals(sample.counts(), each.counts()))
                    .toList();
            if (same.isEmpty()) {
                unknown.add(each.deviceId() + " " + each.sampleId());
            }
            for (RawSample sample : same) {
                each.truth()
                        .forEach((target, value) ->
                                labels.add(new NewLabel(sample.key(), kind(target), value, null, "")));
            }
        }
        return result(store.save(labels, LabelSource.RECORDING, act, TRUTH), unknown, faults, without);
    }

    private static LabelKind kind(Target target) {
        return LabelKind.valueOf(target.name());
    }

    private static ImportResult result(Saved saved, Set<String> unknown, List<LabelFault> faults, int without) {
        List<LabelFault> named = named(faults);
        return new ImportResult(
                saved.added(),
                saved.corrected(),
                saved.unchanged(),
                unknown.stream().limit(MOST_NAMED).toList(),
                unknown.size(),
                named.stream().map(LabelFault::text).toList(),
                named,
                without);
    }

    /** All, or as many as are told and how many more there are. */
    private static List<LabelFault> named(List<LabelFault> faults) {
        if (faults.size() <= MOST_NAMED) {
            return List.copyOf(faults);
        }
        List<LabelFault> named = new ArrayList<>(faults.subList(0, MOST_NAMED - 1));
        named.add(LabelFault.of(Code.MORE, faults.size() - named.size()));
        return named;
    }
}
