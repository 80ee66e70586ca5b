package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.desktop.kit.LiveModel;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Which of a station's last samples is shown, and what is known of it. Knows no control; for the FX thread alone.
 *
 * <p>It follows the newest sample until somebody pauses it or picks an older one; then what is shown stays, and only
 * the count of newer ones grows. Samples that left the list while paused stay shown.
 */
final class StationModel {
    /** How many samples the list holds. */
    static final int KEPT = 50;
    /**
     * The live model delivers the newest sample and may skip one; the list is read again at most this often to fill
     * such holes.
     */
    private static final Duration REREAD = Duration.ofSeconds(30);

    /** What there is to show. */
    enum Phase {
        /** Asked, no answer yet. */
        LOADING,
        /** The station never delivered a sample that is still kept. */
        EMPTY,
        /** There is a list. */
        READY,
        /** The backend did not answer and there is nothing to show. */
        FAILED
    }

    private final SampleSource source;
    private final LiveModel live;
    private final Answers answers;
    private final InstantSource clock;

    private final RecentSamples recent = new RecentSamples(KEPT);
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable StationView> station = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SampleRow> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sample> sample = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper newer = new ReadOnlyIntegerWrapper();

    private final SampleCache samples = new SampleCache(KEPT + 10);

    private @Nullable String deviceId;
    private Subscription watching = Subscription.EMPTY;
    private Instant readAt = Instant.EPOCH;

    /** @param fx runs its tasks on the FX thread */
    StationModel(SampleSource source, LiveModel live, Executor fx, InstantSource clock) {
        this.source = source;
        this.live = live;
        this.answers = new Answers(fx);
        this.clock = clock;
    }

    /** Starts to follow a station, from nothing. */
    void open(String id) {
        close();
        deviceId = id;
        station.set(live.station(id));
        read();
        watching = Subscription.combine(live.onStation(id, this::stationChanged), live.onSample(id, this::sampleCame));
    }

    /** Lets go of the station and of everything asked about it. */
    void close() {
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        answers.forget();
        deviceId = null;
        samples.clear();
        recent.clear();
        paused.set(false);
        newer.set(0);
        problem.set(null);
        selected.set(null);
        sample.set(null);
        station.set(null);
        phase.set(Phase.LOADING);
    }

    /** Keeps what is shown. */
    void pause() {
        if (selected.get() != null) {
            paused.set(true);
        }
    }

    /** Back to the newest sample, and on with it. */
    void resume() {
        paused.set(false);
        newer.set(0);
        if (!recent.isEmpty()) {
            show(recent.rows().getFirst());
        }
    }

    void togglePause() {
        if (paused.get()) {
            resume();
        } else {
            pause();
        }
    }

    /** Shows a sample of the list and stays on it. The newest one, while it is followed, is shown already. */
    void select(SampleRow row) {
        SampleRow now = selected.get();
        if (now != null && now.same(row)) {
            return;
        }
        paused.set(true);
        show(row);
    }

    /** Shows a sample by its id, also one that has left the list, and stays on it. */
    void find(String sampleId, @Nullable Instant timestamp) {
        String id = deviceId;
        if (id == null) {
            return;
        }
        answers.hand(
                source.find(id, sampleId, timestamp),
                came -> {
                    SampleRow row = SampleRow.of(came);
                    samples.put(row.sampleId(), row.timestamp(), came);
                    paused.set(true);
                    if (phase.get() != Phase.READY) {
                        phase.set(Phase.READY);
                    }
                    show(row);
                },
                problem::set);
    }

    /** One sample back in time, and stays there. */
    void showOlder() {
        SampleRow now = selected.get();
        if (now != null) {
            recent.before(now).ifPresent(this::select);
        }
    }

    /** The oldest of the list, and stays there. */
    void showOldest() {
        if (!recent.isEmpty()) {
            select(recent.rows().getLast());
        }
    }

    /** One sample forward in time, and stays there. */
    void showNewer() {
        SampleRow now = selected.get();
        if (now != null) {
            recent.after(now).ifPresent(this::select);
        }
    }

    /** Asks again for what could not be read. */
    void retry() {
        problem.set(null);
        if (phase.get() == Phase.FAILED) {
            phase.set(Phase.LOADING);
        }
        read();
        SampleRow now = selected.get();
        if (now != null) {
            show(now);
        }
    }

    /** Newest first. */
    ObservableList<SampleRow> rows() {
        return recent.rows();
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** The station as it is now, whatever sample is shown; null if the backend knows none of that id. */
    ReadOnlyObjectProperty<@Nullable StationView> station() {
        return station.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable SampleRow> selected() {
        return selected.getReadOnlyProperty();
    }

    /** The selected sample in full, null until it is here. */
    ReadOnlyObjectProperty<@Nullable Sample> sample() {
        return sample.getReadOnlyProperty();
    }

    /** Why the last request brought nothing, null if it did not fail. */
    ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /** The station and the sample shown, for a bug report. */
    ReportContext context() {
        StationView now = station.get();
        SampleRow row = selected.get();
        return new ReportContext(
                deviceId,
                now == null ? null : now.device().firmwareVersion(),
                row == null ? null : row.sampleId(),
                row == null ? null : row.timestamp(),
                null,
                null);
    }

    ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    /** Samples in the list that are newer than the one shown, while paused; {@link #KEPT} stands for that or more. */
    ReadOnlyIntegerProperty newer() {
        return newer.getReadOnlyProperty();
    }

    /** Place of the shown sample in the list, 0 the newest; −1 once it has left the list. */
    int indexOfSelected() {
        SampleRow now = selected.get();
        return now == null ? -1 : recent.indexOf(now);
    }

    private void stationChanged(StationView now) {
        StationView before = station.get();
        station.set(now);
        if (before == null || before.state() == now.state()) {
            return;
        }
        boolean answersAgain = before.state() == StationState.UNKNOWN;
        if (problem.get() != null && answersAgain) {
            retry();
        } else if (answersAgain || now.state() == StationState.LIVE) {
            // After a silence there may be more than the newest sample.
            read();
        }
    }

    private void sampleCame(Sample came) {
        if (came.vl53l8ch().raw() != null) {
            samples.put(came.sampleId(), came.timestamp(), came);
        }
        SampleRow row = SampleRow.of(came);
        if (recent.add(row) && Duration.between(readAt, clock.instant()).compareTo(REREAD) >= 0) {
            read();
        }
        settle();
    }

    private void read() {
        readAt = clock.instant();
        String id = deviceId;
        if (id != null) {
            answers.hand(source.recent(id, KEPT), this::listCame, failure -> {
                // With rows to show, the next reading fills the holes.
                if (recent.isEmpty()) {
                    problem.set(failure);
                    phase.set(Phase.FAILED);
                }
            });
        }
    }

    private void listCame(List<SampleSummary> list) {
        list.stream().map(SampleRow::of).forEach(recent::add);
        if (phase.get() == Phase.FAILED) {
            problem.set(null);
        }
        if (recent.isEmpty()) {
            phase.set(Phase.EMPTY);
        } else {
            settle();
        }
    }

    /** After the list grew: follows it, or counts what is newer. */
    private void settle() {
        phase.set(Phase.READY);
        SampleRow now = selected.get();
        if (now == null || !paused.get()) {
            show(recent.rows().getFirst());
        } else {
            newer.set(recent.newerThan(now));
        }
    }

    private void show(SampleRow row) {
        selected.set(row);
        newer.set(paused.get() ? recent.newerThan(row) : 0);
        Sample here = samples.get(row.sampleId(), row.timestamp());
        String id = deviceId;
        if (here != null) {
            problem.set(null);
            sample.set(here);
        } else if (id != null) {
            sample.set(null);
            answers.hand(
                    source.sample(id, row),
                    came -> {
                        samples.put(row.sampleId(), row.timestamp(), came);
                        if (isSelected(row)) {
                            problem.set(null);
                            sample.set(came);
                        }
                    },
                    failure -> {
                        if (isSelected(row)) {
                            problem.set(failure);
                        }
                    });
        }
    }

    private boolean isSelected(SampleRow row) {
        SampleRow now = selected.get();
        return now != null && now.same(row);
    }
}
