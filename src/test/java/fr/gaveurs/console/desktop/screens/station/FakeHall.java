package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.desktop.kit.LiveModel;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A hall of one station: stored samples to ask for, and a live side to push through. */
final class FakeHall implements SampleSource, LiveModel {
    final List<Sample> stored = new ArrayList<>();
    final List<Consumer<Sample>> sampleListeners = new ArrayList<>();
    final List<Consumer<StationView>> stationListeners = new ArrayList<>();

    @Nullable
    RuntimeException failure;

    @Nullable
    StationView view;
    /** While set, answers wait in {@link #waiting}. */
    boolean slow;

    final List<Runnable> waiting = new ArrayList<>();
    /** What models said of stored samples. */
    final List<StoredPrediction> said = new ArrayList<>();

    int predictionsAsked;
    int lists;

    void push(Sample sample) {
        stored.add(sample);
        List.copyOf(sampleListeners).forEach(listener -> listener.accept(sample));
    }

    void push(StationView now) {
        view = now;
        List.copyOf(stationListeners).forEach(listener -> listener.accept(now));
    }

    @Override
    public CompletionStage<List<SampleSummary>> recent(String deviceId, int limit) {
        lists++;
        List<SampleSummary> newest = stored.reversed().stream()
                .limit(limit)
                .map(TestSamples::summary)
                .toList();
        return answer(newest);
    }

    @Override
    public CompletionStage<Sample> sample(String deviceId, SampleRow row) {
        Sample found = stored.stream()
                .filter(s ->
                        s.sampleId().equals(row.sampleId()) && s.timestamp().equals(row.timestamp()))
                .findFirst()
                .orElseThrow();
        return answer(found);
    }

    @Override
    public CompletionStage<Sample> find(String deviceId, String sampleId, @Nullable Instant timestamp) {
        Sample found = stored.reversed().stream()
                .filter(s -> s.sampleId().equals(sampleId)
                        && (timestamp == null || s.timestamp().equals(timestamp)))
                .findFirst()
                .orElseThrow();
        return answer(found);
    }

    @Override
    public CompletionStage<Device> known(String deviceId) {
        CompletableFuture<Device> unknown = new CompletableFuture<>();
        unknown.completeExceptionally(new IllegalStateException("nobody knows it"));
        return view == null ? unknown : answer(view.device());
    }

    @Override
    public CompletionStage<List<AuditEntry>> blockings(String deviceId) {
        return answer(List.of());
    }

    @Override
    public CompletionStage<List<StoredPrediction>> predictions(String deviceId, String sampleId) {
        predictionsAsked++;
        return answer(
                said.stream().filter(each -> each.sampleId().equals(sampleId)).toList());
    }

    private <T> CompletionStage<T> answer(T value) {
        CompletableFuture<T> future = new CompletableFuture<>();
        RuntimeException fault = failure;
        Runnable finish = () -> {
            if (fault != null) {
                future.completeExceptionally(fault);
            } else {
                future.complete(value);
            }
        };
        if (slow) {
            waiting.add(finish);
        } else {
            finish.run();
        }
        return future;
    }

    @Override
    public Collection<StationView> stations() {
        return view == null ? List.of() : List.of(view);
    }

    @Override
    public @Nullable StationView station(String deviceId) {
        return view;
    }

    @Override
    public Subscription onSample(String deviceId, Consumer<Sample> listener) {
        sampleListeners.add(listener);
        return () -> sampleListeners.remove(listener);
    }

    @Override
    public Subscription onStation(String deviceId, Consumer<StationView> listener) {
        stationListeners.add(listener);
        if (view != null) {
            listener.accept(view);
        }
        return () -> stationListeners.remove(listener);
    }
}
