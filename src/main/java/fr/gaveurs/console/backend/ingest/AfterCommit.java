package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleView;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.realtime.Hub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What follows a commit: the station's figures, the meters, the hub. */
public final class AfterCommit implements Ingest.Committed {
    private static final int GRADES = Grade.values().length;

    private final DeviceRegistry registry;
    private final Hub hub;
    private final Throughput throughput;
    private final Clock clock;
    private final Metrics metrics;
    private final DistributionSummary scores;
    private final Counter[] defects = new Counter[DefectType.values().length];
    /** Of each station its counters by grade, as they come; on the writer's thread alone. */
    private final Map<Station, @Nullable Counter[]> analyzed = new WeakHashMap<>();

    private volatile Consumer<GradedSample> listener = sample -> {};

    public AfterCommit(DeviceRegistry registry, Hub hub, Throughput throughput, Clock clock, Metrics metrics) {
        this.clock = clock;
        this.registry = registry;
        this.hub = hub;
        this.throughput = throughput;
        this.metrics = metrics;
        this.scores = metrics.summary(
                "sample.quality.score", "Final scores of stored samples, 0 to 1", null, 0.4, 0.45, 0.6, 0.75, 0.85);
        for (DefectType type : DefectType.values()) {
            defects[type.ordinal()] =
                    metrics.counter("defects.detected", "Defects found in stored samples", "defect_type", type.key());
        }
    }

    /** Sets who hears of each sample that was committed; must return at once. */
    void onStored(Consumer<GradedSample> told) {
        listener = told;
    }

    @Override
    public void recovered(List<GradedSample> saved) {
        for (GradedSample graded : registry.notForgotten(saved)) {
            // It was let in when its sample was taken, but its row may never have reached the database.
            Station station = registry.meet(
                    graded.measurement().deviceId(), graded.measurement().siteCode(), null);
            if (station == null) {
                continue;
            }
            Sample sample = SampleView.of(graded);
            count(station, sample);
            // The monotonic clock of the run that took it says nothing here.
            double waited = Math.max(
                    0, Duration.between(graded.receivedAt(), clock.instant()).toMillis());
            show(station, graded, sample, registry.nanos() - (long) (waited * 1e6));
        }
    }

    @Override
    public void committed(List<GradedSample> kept) {
        for (GradedSample graded : kept) {
            Station station = registry.find(graded.measurement().deviceId());
            if (station == null) {
                continue; // stations are never forgotten while the program runs
            }
            Sample sample = SampleView.of(graded);
            count(station, sample);
            show(station, graded, sample, graded.measuredNanos());
        }
    }

    /** @param measured when it was measured, by the monotonic clock */
    private void show(Station station, GradedSample graded, Sample sample, long measured) {
        station.grading().stored(graded);
        listener.accept(graded);
        throughput.add(graded.receivedAt(), graded.time(), 1);
        if (station.stored(sample, measured)) {
            hub.publish(sample, station.ageSeconds());
        }
    }

    private void count(Station station, Sample sample) {
        analyzed(station, sample.fusion().finalGrade()).increment();
        Double score = sample.fusion().finalScore();
        if (score != null) {
            scores.record(score);
        }
        for (Defect defect : sample.vl53l8ch().analysis().defects()) {
            defects[defect.type().ordinal()].increment();
        }
    }

    private Counter analyzed(Station station, Grade grade) {
        @Nullable Counter[] counters = analyzed.computeIfAbsent(station, s -> new @Nullable Counter[GRADES]);
        Counter known = counters[grade.ordinal()];
        if (known == null) {
            known = metrics.counter(
                    "samples.analyzed",
                    "Samples kept: committed, or flushed to the spool",
                    "device_id",
                    station.deviceId(),
                    "grade",
                    grade.letter());
            counters[grade.ordinal()] = known;
        }
        return known;
    }
}
