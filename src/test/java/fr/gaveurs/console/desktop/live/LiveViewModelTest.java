package fr.gaveurs.console.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Devices;
import fr.gaveurs.console.api.Devices.DeviceState;
import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.SpectralChannel;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.live.Badge.Kind;
import fr.gaveurs.console.desktop.live.Badge.Severity;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.Messages.Language;
import fr.gaveurs.console.desktop.screen.StationState;
import fr.gaveurs.console.desktop.screen.StationView;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveViewModelTest {
    private static final long SECOND = 1_000_000_000L;
    private final Messages messages = new Messages(Language.EN, ZoneOffset.UTC);
    private final LiveViewModel model = new LiveViewModel(messages);

    @Test
    void theWorstStandsFirst() {
        show(
                0,
                MadeUp.station("ESP32_LL_01").score(0.95),
                MadeUp.station("ESP32_LL_02").score(0.31),
                MadeUp.station("ESP32_LL_03").score(0.52),
                MadeUp.station("ESP32_LL_04").state(DeviceState.OFFLINE, 300),
                MadeUp.station("ESP32_LL_05").state(DeviceState.STALE, 9),
                MadeUp.station("ESP32_LL_06").neverSeen(),
                MadeUp.station("ESP32_LL_07").score(0.61));

        assertThat(ids()).containsExactly("02", "04", "03", "05", "07", "01", "06");
    }

    @Test
    void tilesDoNotJumpWithEachSample() {
        show(
                0,
                MadeUp.station("ESP32_LL_01").score(0.6),
                MadeUp.station("ESP32_LL_02").score(0.9));
        show(SECOND, MadeUp.station("ESP32_LL_02").score(0.2));
        assertThat(ids()).containsExactly("01", "02");
        assertThat(model.shown().get().get(1).letter()).isEqualTo("Reject");

        show(3 * SECOND, MadeUp.station("ESP32_LL_02").score(0.2));

        assertThat(ids()).containsExactly("02", "01");
    }

    @Test
    void tilesDoNotMoveUnderAPointer() {
        show(
                0,
                MadeUp.station("ESP32_LL_01").score(0.6),
                MadeUp.station("ESP32_LL_02").score(0.9));
        model.touched(3 * SECOND);
        show(4 * SECOND, MadeUp.station("ESP32_LL_02").score(0.2));
        assertThat(ids()).containsExactly("01", "02");

        show(12 * SECOND, MadeUp.station("ESP32_LL_02").score(0.2));

        assertThat(ids()).containsExactly("02", "01");
    }

    @Test
    void aNewStationGoesLastUntilTheNextSort() {
        show(0, MadeUp.station("ESP32_LL_02").score(0.9));
        show(SECOND, MadeUp.station("ESP32_LL_01").score(0.1));
        assertThat(ids()).containsExactly("02", "01");
        show(3 * SECOND, MadeUp.station("ESP32_LL_01").score(0.1));
        assertThat(ids()).containsExactly("01", "02");
    }

    @Test
    void byNameItStaysByName() {
        model.order(TileOrder.BY_NAME, 0);
        show(
                0,
                MadeUp.station("ESP32_LL_02").score(0.1),
                MadeUp.station("ESP32_LL_01").score(0.9));
        assertThat(ids()).containsExactly("01", "02");
    }

    @Test
    void oneSiteAlone() {
        show(0, MadeUp.station("ESP32_LL_01"), MadeUp.station("ESP32_MT_02"));
        assertThat(model.siteCodes().get()).containsExactly("LL", "MT");

        model.site("MT", SECOND);
        assertThat(ids()).containsExactly("02");
        model.stations(List.of(), Set.of("ESP32_MT_02"), MadeUp.NOW, 2 * SECOND);

        // The site is gone with its last station: a filter that hides everything would look like an empty hall.
        assertThat(model.site()).isNull();
        assertThat(ids()).containsExactly("01");
    }

    @Test
    void emptyMeansThatTheBackendSaidSo() {
        model.tick(false, 0);
        assertThat(model.empty().get()).isFalse();
        model.answered();
        assertThat(model.empty().get()).isTrue();
        show(0, MadeUp.station("ESP32_LL_01"));
        assertThat(model.empty().get()).isFalse();
    }

    @Test
    void figuresCountWhatIsLiveAndWhatNeedsSomebody() {
        show(
                0,
                MadeUp.station("ESP32_LL_01").score(0.95),
                MadeUp.station("ESP32_LL_02").score(0.31),
                MadeUp.station("ESP32_LL_03").state(DeviceState.STALE, 9),
                MadeUp.station("ESP32_LL_04").pending());

        assertThat(model.live().get()).isEqualTo(new LiveViewModel.Figure("2", "of 4", false, false));
        assertThat(model.attention().get()).isEqualTo(new LiveViewModel.Figure("2", "1 of them urgent", true, false));
    }

    @Test
    void figuresThatAreNotRenewedAreTakenAway() {
        model.overview(MadeUp.overview(12), 0);
        assertThat(model.perHour().get().value()).isEqualTo("41,236");
        assertThat(model.compliance().get().value()).isEqualTo("97.8%");
        assertThat(model.compliance().get().note()).isEqualTo("of 187,402");

        model.tick(false, 19 * SECOND);
        assertThat(model.perHour().get().old()).isFalse();
        model.tick(false, 21 * SECOND);

        assertThat(model.perHour().get()).isEqualTo(LiveViewModel.Figure.NONE);
        model.overview(MadeUp.overview(12), 22 * SECOND);
        model.tick(true, 23 * SECOND);
        assertThat(model.compliance().get()).isEqualTo(LiveViewModel.Figure.NONE);
    }

    @Test
    void whatWouldRaiseAnAlarmIsABadge() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01")
                .score(0.8)
                .stuck(SpectralChannel.NIR, SpectralChannel.CLEAR)
                .clockWrong()
                .limited()
                .oxidation(0.74)
                .freshness(0.41)
                .claims(Grade.A_PLUS, 0.34)
                .buffered(12));

        assertThat(tile.badges())
                .containsExactly(
                        new Badge(Kind.RATE_LIMITED, Severity.WARNING, "Rate limited"),
                        new Badge(Kind.CLOCK, Severity.WARNING, "Wrong clock"),
                        new Badge(Kind.STUCK, Severity.WARNING, "Stuck: NIR, Clear"),
                        new Badge(Kind.OXIDATION, Severity.WARNING, "Oxidation 0.74"),
                        new Badge(Kind.FRESHNESS, Severity.WARNING, "Freshness 0.41"),
                        new Badge(Kind.CLAIM, Severity.WARNING, "Claims A+, 34% differ"),
                        new Badge(Kind.BUFFERING, Severity.NOTE, "12 buffered"));
        assertThat(tile.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void anOccasionalOtherClaimIsANoteAndNoReasonToLook() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01").score(0.8).claims(Grade.B, 0.1));
        assertThat(tile.badges()).containsExactly(new Badge(Kind.CLAIM, Severity.NOTE, "Claims B"));
        assertThat(tile.severity()).isNull();
    }

    @Test
    void nobodyIsCalledToAnOldReject() {
        assertThat(tile(MadeUp.station("ESP32_LL_01").score(0.2)).severity()).isEqualTo(Severity.DANGER);
        assertThat(tile(MadeUp.station("ESP32_LL_01").score(0.2).state(DeviceState.STALE, 30))
                        .severity())
                .isNull();
    }

    @Test
    void whatItSaysToAScreenReaderIsTheWholeTile() {
        assertThat(tile(MadeUp.station("ESP32_LL_01").score(0.79).claims(Grade.B, 0.1))
                        .accessible(messages))
                .isEqualTo("ESP32_LL_01, grade A, score 0.79, 657 g, live, 0 s ago, Claims B");
    }

    @Test
    void anUngradedSampleHasNoScore() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01").score(null));
        assertThat(tile.letter()).isEqualTo("Ungraded");
        assertThat(tile.scoreText()).isEqualTo(Messages.NONE);
    }

    private TileData tile(MadeUp.Station station) {
        return TileData.of(view(station), MadeUp.NOW, messages);
    }

    private void show(long nanos, MadeUp.Station... stations) {
        model.stations(Arrays.stream(stations).map(LiveViewModelTest::view).toList(), Set.of(), MadeUp.NOW, nanos);
    }

    private static StationView view(MadeUp.Station station) {
        Devices.DeviceLive live = station.build();
        return new StationView(
                live.device(),
                live.latest(),
                live.recentScores(),
                StationState.valueOf(live.device().state().key().toUpperCase(Locale.ROOT)),
                live.device().ageSeconds());
    }

    private List<String> ids() {
        return model.shown().get().stream()
                .map(tile -> tile.deviceId().substring(9))
                .toList();
    }
}
