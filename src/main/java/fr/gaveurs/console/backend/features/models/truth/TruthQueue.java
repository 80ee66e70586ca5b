package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.models.Truth.AgreementReport;
import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.models.Truth.FigureAgreement;
import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.learning.Agreement;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.features.quality.RawSamples.Picture;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Which samples a person judges next: of the newest, in an order that nobody chooses and that is the same for everybody.
 * One of twenty is given to two people.
 */
public final class TruthQueue {
    /** Of so many one is judged by two. */
    private static final int TWICE = 20;

    private static final int NEWEST = 2_000;
    private static final Duration BACK = Duration.ofDays(7);
    private static final int DEFAULT_LIMIT = 10;

    private final TruthStore store;
    private final RawSamples samples;
    private final Clock clock;

    public TruthQueue(TruthStore store, RawSamples samples, Clock clock) {
        this.store = store;
        this.samples = samples;
        this.clock = clock;
    }

    /**
     * Samples that somebody has not judged, and that still need a judgement; none of what was concluded of them.
     *
     * @param who the person's name
     */
    public List<BlindSample> next(String who, int limit) {
        List<SampleKey> keys = new ArrayList<>(samples.newest(clock.instant().minus(BACK), NEWEST));
        Map<SampleKey, Set<String>> graders = new HashMap<>();
        for (Label label : store.inspected(keys)) {
            graders.computeIfAbsent(
                            new SampleKey(label.deviceId(), label.sampleId(), label.time()), key -> new HashSet<>())
                    .add(label.grader() == null ? "" : label.grader());
        }
        keys.removeIf(key -> {
            Set<String> by = graders.getOrDefault(key, Set.of());
            return by.contains(who) || by.size() >= (isTwice(key) ? 2 : 1);
        });
        // What waits for its second judge comes first, else it would never be compared.
        keys.sort(Comparator.comparing((SampleKey key) -> !graders.containsKey(key))
                .thenComparingLong(TruthQueue::chance));
        List<SampleKey> chosen = keys.subList(0, Math.min(limit, keys.size()));
        Map<SampleKey, Picture> pictures = new HashMap<>();
        samples.pictures(chosen)
                .forEach(picture -> pictures.put(picture.sample().key(), picture));
        List<BlindSample> next = new ArrayList<>();
        for (SampleKey key : chosen) {
            Picture picture = pictures.get(key);
            if (picture != null) {
                next.add(blind(picture, graders.containsKey(key)));
            }
        }
        return next;
    }

    public static int limit(@Nullable Integer asked) {
        return asked == null ? DEFAULT_LIMIT : asked;
    }

    static boolean isTwice(SampleKey key) {
        return chance(key) % TWICE == 0;
    }

    private static long chance(SampleKey key) {
        CRC32C sum = new CRC32C();
        sum.update((key.deviceId() + '\n' + key.sampleId() + '\n' + key.time()).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private static BlindSample blind(Picture picture, boolean second) {
        Map<SpectralChannel, Double> channels = new EnumMap<>(SpectralChannel.class);
        for (SpectralChannel channel : SpectralChannel.values()) {
            double count = picture.sample().counts()[channel.index()];
            if (!Double.isNaN(count)) {
                channels.put(channel, count);
            }
        }
        SampleKey key = picture.sample().key();
        return new BlindSample(
                key.deviceId(),
                key.sampleId(),
                key.time(),
                picture.sample().siteCode(),
                picture.sample().lot(),
                picture.distance(),
                picture.reflectance(),
                channels,
                second);
    }

    private record Judged(SampleKey key, LabelKind kind) {}

    /** How far two people agree. */
    public AgreementReport agreement() {
        Map<Judged, List<Label>> said = new HashMap<>();
        for (Label label : store.judgedTwice()) {
            said.computeIfAbsent(
                            new Judged(new SampleKey(label.deviceId(), label.sampleId(), label.time()), label.kind()),
                            key -> new ArrayList<>())
                    .add(label);
        }
        List<int[]> grades = new ArrayList<>();
        Map<LabelKind, List<Double>> differences = new EnumMap<>(LabelKind.class);
        said.forEach((judged, labels) -> {
            if (labels.size() < 2) {
                return; // the other one was beyond what is read
            }
            labels.sort(Comparator.comparingLong(Label::id));
            Label first = labels.get(0);
            Label second = labels.get(1);
            if (first.grade() != null && second.grade() != null) {
                grades.add(new int[] {NewLabel.place(first.grade()), NewLabel.place(second.grade())});
            } else if (first.value() != null && second.value() != null) {
                differences
                        .computeIfAbsent(judged.kind(), kind -> new ArrayList<>())
                        .add(Math.abs(first.value() - second.value()));
            }
        });
        double kappa = Agreement.kappa(grades, NewLabel.places());
        return new AgreementReport(
                grades.size(),
                Double.isNaN(kappa) ? null : (Double) kappa,
                differences.entrySet().stream()
                        .map(each -> new FigureAgreement(
                                each.getKey(),
                                each.getValue().size(),
                                each.getValue().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElse(0)))
                        .toList());
    }
}
