package fr.gaveurs.console.desktop.kit.pump;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void ageGoesOnFromWhatTheBackendSaidWhateverThisMachinesClockSays() {
        Slot slot =
                slot(MadeUp.station("ESP32_LL_01").state(DeviceState.LIVE, 1.5).build());

        StationView now = slot.view(0, false);
        StationView later = slot.view(3 * SECOND, false);

        assertThat(now.ageSeconds()).isEqualTo(1.5);
        assertThat(later.ageSeconds()).isEqualTo(4.5);
    }

    @Test
    void aStationThatFallsSilentTurnsStaleByItself() {
        Slot slot =
                slot(MadeUp.station("ESP32_LL_01").state(DeviceState.LIVE, 0).build());

        assertThat(slot.view(4 * SECOND, false).state()).isEqualTo(StationState.LIVE);
        assertThat(slot.view(6 * SECOND, false).state()).isEqualTo(StationState.STALE);
        // Connected, so that only the backend knows whether its heartbeats still come.
        assertThat(slot.view(100 * SECOND, false).state()).isEqualTo(StationState.STALE);
    }

    @Test
    void aStationWithoutASocketTurnsOfflineAfterNinetySeconds() {
        Slot slot =
                slot(MadeUp.station("ESP32_LL_01").state(DeviceState.STALE, 10).build());

        assertThat(slot.view(70 * SECOND, false).state()).isEqualTo(StationState.STALE);
        assertThat(slot.view(85 * SECOND, false).state()).isEqualTo(StationState.OFFLINE);
    }

    @Test
    void aSampleMakesItLiveAgainAndJoinsTheTrend() {
        Slot slot = slot(
                MadeUp.station("ESP32_LL_01").state(DeviceState.OFFLINE, 400).build());

        slot.sample(sample(0, 0.42), 0, 0);

        StationView view = slot.view(SECOND, false);
        assertThat(view.state()).isEqualTo(StationState.LIVE);
        assertThat(view.ageSeconds()).isEqualTo(1);
        assertThat(view.recentScores()).hasSize(50);
        assertThat(view.recentScores().getLast()).isEqualTo(0.42);
    }

    @Test
    void aSampleThatWasLongOnItsWayIsThatOld() {
        Slot slot = slot(MadeUp.station("ESP32_LL_01").build());

        slot.sample(sample(1, 0.8), 7, 0);

        assertThat(slot.view(0, false).ageSeconds()).isEqualTo(7);
        assertThat(slot.view(0, false).state()).isEqualTo(StationState.STALE);
    }

    @Test
    void aSampleThatCameTwiceCountsOnceAndAnOlderOneNotAtAll() {
        Slot slot = slot(MadeUp.station("ESP32_LL_01").history(3).build());
        Samples.Sample sample = sample(2, 0.7);

        slot.sample(sample, 0, 0);
        slot.sample(sample, 0, 0);
        slot.sample(sample(1, 0.2), 0, 0);

        assertThat(slot.view(0, false).recentScores()).hasSize(4);
        assertThat(slot.view(0, false).latest()).isEqualTo(sample);
    }

    @Test
    void whileTheBackendIsSilentNobodyKnows() {
        Slot slot = slot(MadeUp.station("ESP32_LL_01").build());
        assertThat(slot.view(0, true).state()).isEqualTo(StationState.UNKNOWN);
    }

    @Test
    void aStationThatNeverSentIsNeverSeenAndHasNoAge() {
        StationView view =
                slot(MadeUp.station("ESP32_LL_01").neverSeen().build()).view(99 * SECOND, false);
        assertThat(view.state()).isEqualTo(StationState.NEVER_SEEN);
        assertThat(view.ageSeconds()).isNull();
    }

    @Test
    void aSampleMayComeBeforeItsStationWasAnnounced() {
        Samples.Sample sample = sample(0, 0.9);
        Slot slot = new Slot(Slot.unannounced(sample));

        slot.sample(sample, 0, 0);

        assertThat(slot.view(0, false).state()).isEqualTo(StationState.LIVE);
    }

    private static Slot slot(Devices.DeviceLive live) {
        Slot slot = new Slot(live.device());
        slot.snapshot(live, MadeUp.NOW, 0);
        return slot;
    }

    private static Samples.Sample sample(int seconds, double score) {
        return MadeUp.sample("ESP32_LL_01", "LL", MadeUp.NOW.plusSeconds(seconds), score, null, null, 0.8, 0.2, false);
    }
}
