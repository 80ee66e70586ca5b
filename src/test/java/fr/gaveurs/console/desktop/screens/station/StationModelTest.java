package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.screens.station.StationModel.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Without a window: tasks for the FX thread run at once. */
class StationModelTest {
    private final FakeHall hall = new FakeHall();
    private Instant now = TestSamples.START;
    private final StationModel model = new StationModel(hall, hall, Runnable::run, () -> now);

    private static Sample sample(int number) {
        return TestSamples.sample(number, TestSamples.goodTof(number), TestSamples.spectrum(0), null);
    }

    private void store(int count) {
        for (int i = 0; i < count; i++) {
            hall.stored.add(sample(i));
        }
        hall.view = TestSamples.view(StationState.LIVE, sample(Math.max(0, count - 1)), 1.0);
    }

    private @Nullable String shown() {
        return model.sample().get() == null ? null : model.sample().get().sampleId();
    }

    @Test
    void showsTheNewestOfTheLastFifty() {
        store(60);
        model.open(TestSamples.DEVICE);
        assertThat(model.phase().get()).isEqualTo(Phase.READY);
        assertThat(model.rows()).hasSize(50);
        assertThat(shown()).isEqualTo(sample(59).sampleId());
        assertThat(model.indexOfSelected()).isZero();
        assertThat(model.station().get()).isEqualTo(hall.view);
    }

    @Test
    void followsWhatComes() {
        store(3);
        model.open(TestSamples.DEVICE);
        hall.push(sample(3));
        assertThat(shown()).isEqualTo(sample(3).sampleId());
        assertThat(model.rows()).hasSize(4);
        assertThat(model.newer().get()).isZero();
    }

    @Test
    void pausedItStaysAndCountsWhatIsNewer() {
        store(3);
        model.open(TestSamples.DEVICE);
        model.togglePause();
        hall.push(sample(3));
        hall.push(sample(4));
        hall.push(sample(4));
        assertThat(shown()).isEqualTo(sample(2).sampleId());
        assertThat(model.newer().get()).isEqualTo(2);
        model.togglePause();
        assertThat(shown()).isEqualTo(sample(4).sampleId());
        assertThat(model.newer().get()).isZero();
        assertThat(model.paused().get()).isFalse();
    }

    @Test
    void walkingPausesAndFetchesWhatIsNotHere() {
        store(5);
        model.open(TestSamples.DEVICE);
        model.showOlder();
        assertThat(model.paused().get()).isTrue();
        assertThat(shown()).isEqualTo(sample(3).sampleId());
        assertThat(model.newer().get()).isEqualTo(1);
        model.showOldest();
        assertThat(shown()).isEqualTo(sample(0).sampleId());
        model.showOlder();
        assertThat(shown()).isEqualTo(sample(0).sampleId());
        model.showNewer();
        assertThat(shown()).isEqualTo(sample(1).sampleId());
        assertThat(model.indexOfSelected()).isEqualTo(3);
    }

    @Test
    void choosingWhatIsShownAlreadyDoesNotPause() {
        store(2);
        model.open(TestSamples.DEVICE);
        model.select(model.rows().getFirst());
        assertThat(model.paused().get()).isFalse();
    }

    @Test
    void aSampleThatLeftTheListStaysShown() {
        store(50);
        model.open(TestSamples.DEVICE);
        model.showOldest();
        for (int i = 50; i < 60; i++) {
            hall.push(sample(i));
        }
        assertThat(shown()).isEqualTo(sample(0).sampleId());
        assertThat(model.indexOfSelected()).isEqualTo(-1);
        assertThat(model.newer().get()).isEqualTo(StationModel.KEPT);
        model.showNewer();
        assertThat(shown()).isEqualTo(sample(10).sampleId());
    }

    @Test
    void aStationWithoutSamplesIsEmptyUntilItsFirst() {
        hall.view = TestSamples.view(StationState.NEVER_SEEN, null, null);
        model.open(TestSamples.DEVICE);
        assertThat(model.phase().get()).isEqualTo(Phase.EMPTY);
        model.pause();
        assertThat(model.paused().get()).isFalse();
        hall.push(sample(0));
        assertThat(model.phase().get()).isEqualTo(Phase.READY);
        assertThat(shown()).isEqualTo(sample(0).sampleId());
    }

    @Test
    void onlyTheLastAnswerCounts() {
        store(5);
        model.open(TestSamples.DEVICE);
        hall.slow = true;
        model.showOlder();
        assertThat(shown()).isNull();
        model.showOlder();
        hall.waiting.get(1).run();
        assertThat(shown()).isEqualTo(sample(2).sampleId());
        hall.waiting.get(0).run();
        assertThat(shown()).isEqualTo(sample(2).sampleId());
        // The late answer was kept all the same.
        model.showNewer();
        assertThat(shown()).isEqualTo(sample(3).sampleId());
        assertThat(hall.waiting).hasSize(2);
    }

    @Test
    void answersToAClosedScreenAreDropped() {
        store(5);
        hall.slow = true;
        model.open(TestSamples.DEVICE);
        model.close();
        hall.waiting.forEach(Runnable::run);
        assertThat(model.rows()).isEmpty();
        assertThat(model.phase().get()).isEqualTo(Phase.LOADING);
        assertThat(hall.sampleListeners).isEmpty();
        assertThat(hall.stationListeners).isEmpty();
    }

    @Test
    void aFailureIsSaidAndRetried() {
        store(5);
        hall.failure = new IllegalStateException("no answer");
        model.open(TestSamples.DEVICE);
        assertThat(model.phase().get()).isEqualTo(Phase.FAILED);
        assertThat(model.problem().get()).hasMessage("no answer");
        model.retry();
        assertThat(model.phase().get()).isEqualTo(Phase.FAILED);
        hall.failure = null;
        model.retry();
        assertThat(model.problem().get()).isNull();
        assertThat(shown()).isEqualTo(sample(4).sampleId());
    }

    @Test
    void aBackendThatAnswersAgainIsAskedAgain() {
        store(5);
        hall.failure = new IllegalStateException("no answer");
        hall.view = TestSamples.view(StationState.UNKNOWN, null, null);
        model.open(TestSamples.DEVICE);
        hall.failure = null;
        hall.push(TestSamples.view(StationState.OFFLINE, sample(4), 900.0));
        assertThat(model.phase().get()).isEqualTo(Phase.READY);
        assertThat(model.problem().get()).isNull();
        assertThat(shown()).isEqualTo(sample(4).sampleId());
    }

    @Test
    void oneSampleThatCannotBeReadLeavesTheOthers() {
        store(5);
        model.open(TestSamples.DEVICE);
        hall.failure = new IllegalStateException("gone");
        model.showOlder();
        assertThat(model.problem().get()).hasMessage("gone");
        assertThat(model.phase().get()).isEqualTo(Phase.READY);
        hall.failure = null;
        model.showNewer();
        assertThat(model.problem().get()).isNull();
        assertThat(shown()).isEqualTo(sample(4).sampleId());
    }

    @Test
    void theListIsReadAgainAfterASilenceAndNowAndThen() {
        store(3);
        model.open(TestSamples.DEVICE);
        assertThat(hall.lists).isEqualTo(1);
        hall.push(sample(3));
        assertThat(hall.lists).isEqualTo(1);
        // A sample that the live side skipped.
        hall.stored.add(sample(4));
        now = now.plusSeconds(31);
        hall.push(sample(5));
        assertThat(hall.lists).isEqualTo(2);
        assertThat(model.rows()).hasSize(6);
        hall.push(TestSamples.view(StationState.OFFLINE, sample(5), 100.0));
        assertThat(hall.lists).isEqualTo(2);
        hall.push(TestSamples.view(StationState.LIVE, sample(5), 1.0));
        assertThat(hall.lists).isEqualTo(3);
    }

    @Test
    void samplesThatComeOutOfOrderFindTheirPlace() {
        store(3);
        model.open(TestSamples.DEVICE);
        hall.push(sample(9));
        hall.push(sample(5));
        assertThat(shown()).isEqualTo(sample(9).sampleId());
        assertThat(model.rows())
                .extracting(SampleRow::sampleId)
                .startsWith(
                        sample(9).sampleId(), sample(5).sampleId(), sample(2).sampleId());
    }

    @Test
    void anIdUsedTwiceIsTwoSamples() {
        Sample one = sample(0);
        Sample again = new Sample(
                one.timestamp().plusSeconds(5),
                one.receivedAt(),
                one.sampleId(),
                one.deviceId(),
                one.siteCode(),
                one.location(),
                one.lot(),
                one.firmwareVersion(),
                one.temperatureC(),
                one.humidityPercent(),
                one.clockWrong(),
                one.idReused(),
                one.sequence() + 1,
                one.late(),
                one.vl53l8ch(),
                one.as7341(),
                one.fusion(),
                null);
        hall.stored.addAll(List.of(one, again));
        model.open(TestSamples.DEVICE);
        assertThat(model.rows()).hasSize(2);
        model.showOlder();
        assertThat(model.sample().get()).isEqualTo(one);
    }

    @Test
    void aLiveSampleWithoutMatricesIsFetched() {
        store(2);
        model.open(TestSamples.DEVICE);
        Sample whole = sample(2);
        hall.stored.add(whole);
        Sample bare = new Sample(
                whole.timestamp(),
                whole.receivedAt(),
                whole.sampleId(),
                whole.deviceId(),
                whole.siteCode(),
                whole.location(),
                whole.lot(),
                whole.firmwareVersion(),
                whole.temperatureC(),
                whole.humidityPercent(),
                whole.clockWrong(),
                whole.idReused(),
                whole.sequence(),
                whole.late(),
                new Tof(null, whole.vl53l8ch().analysis()),
                whole.as7341(),
                whole.fusion(),
                null);
        hall.sampleListeners.forEach(listener -> listener.accept(bare));
        assertThat(model.sample().get()).isEqualTo(whole);
    }

    @Test
    void aSampleThatLeftTheListIsFoundAndStays() {
        store(60);
        model.open(TestSamples.DEVICE);
        model.find(sample(2).sampleId(), null);
        assertThat(shown()).isEqualTo(sample(2).sampleId());
        assertThat(model.paused().get()).isTrue();
        assertThat(model.indexOfSelected()).isEqualTo(-1);
        hall.push(sample(60));
        assertThat(shown()).isEqualTo(sample(2).sampleId());
        model.resume();
        assertThat(shown()).isEqualTo(sample(60).sampleId());
    }
}
