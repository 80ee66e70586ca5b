package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.live.Badge.Kind;
import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveViewModelTest {
    private static final long SECOND = 1_000_000_000L;
    private final Messages messages = new Messages(Language.EN, ZoneOffset.UTC);
    private final LiveViewModel model = new LiveViewModel(messages);

    @Test
    void theWorstStandsFirstAndOneBadLiverMakesNoWorst() {
        model.order(TileOrder.WORST_FIRST, 0);
        show(
                0,
                MadeUp.station("ESP32_LL_01").score(0.95),
                MadeUp.station("ESP32_LL_02").score(0.31),
                MadeUp.station("ESP32_LL_03").score(0.52),
                MadeUp.station("ESP32_LL_04").state(DeviceState.OFFLINE, 300),
                MadeUp.station("ESP32_LL_05").state(DeviceState.STALE, 9),
                MadeUp.station("ESP32_LL_06").neverSeen(),
                MadeUp.station("ESP32_LL_07").stuck(SpectralChannel.NIR));

        assertThat(ids()).containsExactly("04", "07", "01", "02", "03", "05", "06");
    }

    @Test
    void beforeTheBackendAnsweredNoStationIsNotZeroStations() {
        model.stations(List.of(), Set.of(), 0);
        assertThat(model.figures().live().get()).isEqualTo(HallFigures.Figure.NONE);
        assertThat(model.figures().attention().get()).isEqualTo(HallFigures.Figure.NONE);

        model.answered();
        assertThat(model.figures().live().get().value()).isEqualTo("0");
        assertThat(model.figures().attention().get().value()).isEqualTo("0");
    }

    @Test
    void oneThatNeedsSomebodyMovesUpAtOnceAndBackLater() {
        model.order(TileOrder.WORST_FIRST, 0);
        three(0);
        three(29);
        show(31 * SECOND, MadeUp.station("ESP32_LL_03").stuck(SpectralChannel.NIR));
        assertThat(ids()).containsExactly("03", "02", "01");
        show(32 * SECOND, MadeUp.station("ESP32_LL_03"));
        assertThat(ids()).containsExactly("03", "02", "01");
        three(60);
        // Among equals nobody moves.
        assertThat(ids()).containsExactly("03", "02", "01");
    }

    @Test
    void tilesDoNotMoveUnderAPointerAndItSaysHowManyWait() {
        model.order(TileOrder.WORST_FIRST, 0);
        three(0);
        model.presence().pointer(true, 10 * SECOND);
        show(11 * SECOND, MadeUp.station("ESP32_LL_03").stuck(SpectralChannel.NIR));
        assertThat(ids()).containsExactly("01", "02", "03");
        assertThat(model.heldBack().get()).startsWith("Places held: 2 tiles");
        three(90);
        show(91 * SECOND, MadeUp.station("ESP32_LL_03").stuck(SpectralChannel.NIR));
        assertThat(ids()).containsExactly("01", "02", "03");

        model.presence().pointer(false, 92 * SECOND);
        show(92 * SECOND, MadeUp.station("ESP32_LL_03").stuck(SpectralChannel.NIR));

        assertThat(ids()).containsExactly("03", "02", "01");
        assertThat(model.heldBack().get()).isEmpty();
    }

    @Test
    void withoutBeingAskedTheyStandBySiteAndName() {
        show(
                0,
                MadeUp.station("ESP32_MT_2").state(DeviceState.OFFLINE, 300),
                MadeUp.station("ESP32_LL_10"),
                MadeUp.station("ESP32_LL_9"));
        assertThat(ids()).containsExactly("9", "10", "2");
    }

    @Test
    void aTileSaysItsPlaceWhereItsNameDoesNot() {
        assertThat(tile(MadeUp.station("ESP32_LL_01")).place()).isEmpty();
        assertThat(tile(MadeUp.station("ESP32_LL_01").site("MT")).place()).isEqualTo("MT");
        assertThat(tile(MadeUp.station("ESP32_LL_01").site("MT")).accessible(messages))
                .startsWith("ESP32_LL_01 MT, ");
    }

    @Test
    void aPictureOfTheSameTilesIsNoNewOne() {
        three(0);
        List<TileData> before = model.shown().get();
        three(1);
        assertThat(model.shown().get()).isSameAs(before);
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
        model.stations(List.of(), Set.of("ESP32_MT_02"), 2 * SECOND);

        // The site is gone with its last station: a filter that hides everything would look like an empty hall.
        assertThat(model.site()).isNull();
        assertThat(ids()).containsExactly("01");
    }

    @Test
    void oneThatGoesWhileSomebodyIsThereKeepsItsPlaceAndCountsNoMore() {
        three(0);
        model.presence().pointer(true, 10 * SECOND);
        model.stations(List.of(), Set.of("ESP32_LL_02"), 11 * SECOND);
        assertThat(ids()).containsExactly("01", "02", "03");
        assertThat(model.shown().get().get(1).stateText()).isEqualTo("Removed");
        assertThat(model.figures().live().get().note()).isEqualTo("of 2");
        model.presence().pointer(false, 12 * SECOND);
        model.stations(List.of(), Set.of(), 13 * SECOND);
        assertThat(ids()).containsExactly("01", "03");
    }

    @Test
    void blockedStationsAreFoundAndCountNowhere() {
        three(0);
        model.known(List.of(
                MadeUp.station("ESP32_LL_10").blocked().build().device(),
                MadeUp.station("ESP32_LL_9").blocked().build().device(),
                MadeUp.station("ESP32_LL_01").build().device()));
        assertThat(model.blocked().get())
                .extracting(Devices.Device::deviceId)
                .containsExactly("ESP32_LL_9", "ESP32_LL_10");
        assertThat(model.figures().live().get().note()).isEqualTo("of 3");
    }

    @Test
    void emptyMeansThatTheBackendSaidSo() {
        model.figures().tick(false, 0);
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
                MadeUp.station("ESP32_LL_02").state(DeviceState.OFFLINE, 300),
                MadeUp.station("ESP32_LL_03").state(DeviceState.STALE, 9),
                MadeUp.station("ESP32_LL_04").pending());

        assertThat(model.figures().live().get()).isEqualTo(new HallFigures.Figure("1", "of 4", "of 4", false, false));
        assertThat(model.figures().attention().get())
                .isEqualTo(new HallFigures.Figure("2", "1 of them urgent", "1 urgent", true, false));
    }

    @Test
    void aSingleRejectDoesNotChangeWhatNeedsSomebody() {
        three(0);
        HallFigures.Figure before = model.figures().attention().get();
        show(SECOND, MadeUp.station("ESP32_LL_02").score(0.2).oxidation(0.9));
        assertThat(model.figures().attention().get()).isEqualTo(before);
        assertThat(before).isEqualTo(new HallFigures.Figure("0", "", "", false, false));
    }

    @Test
    void figuresThatAreNotRenewedAreTakenAway() {
        model.figures().overview(MadeUp.overview(12), 0);
        assertThat(model.figures().perHour().get().value()).isEqualTo("41,236");
        assertThat(model.figures().compliance().get().value()).isEqualTo("97.8%");
        assertThat(model.figures().compliance().get().note()).isEqualTo("of 187,402");

        model.figures().tick(false, 19 * SECOND);
        assertThat(model.figures().perHour().get().old()).isFalse();
        model.figures().tick(false, 21 * SECOND);

        assertThat(model.figures().perHour().get()).isEqualTo(HallFigures.Figure.NONE);
        model.figures().overview(MadeUp.overview(12), 22 * SECOND);
        model.figures().tick(true, 23 * SECOND);
        assertThat(model.figures().compliance().get()).isEqualTo(HallFigures.Figure.NONE);
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
                        new Badge(Kind.REFUSED, Severity.WARNING, "Rate limited", "Rate", true),
                        new Badge(Kind.CLOCK, Severity.WARNING, "Wrong clock", "Clock", true),
                        new Badge(Kind.STUCK, Severity.WARNING, "Stuck: Clear, NIR", "2 stuck", true),
                        new Badge(Kind.OXIDATION, Severity.WARNING, "Oxidation 0.74", "Oxidized", false),
                        new Badge(Kind.FRESHNESS, Severity.WARNING, "Freshness 0.41", "Freshness", false),
                        new Badge(Kind.CLAIM, Severity.WARNING, "Says A+, 34% differ", "34% differ", true),
                        new Badge(Kind.BUFFERING, Severity.NOTE, "12 held", "12 held", true));
        assertThat(tile.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void aClockOfTheYear9999IsNotToldInYears() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01").refusedAhead(8_000 * 365.25 * 86_400));

        assertThat(tile.badges()).extracting(Badge::text).containsExactly("Refused: clock over a year ahead");
    }

    @Test
    void aStationThatIsRefusedForItsTimeSaysSoThoughItWasNeverSeen() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01").neverSeen().refusedAhead(600));

        assertThat(tile.badges())
                .extracting(Badge::kind, Badge::severity)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.CLOCK, Severity.WARNING));
        assertThat(tile.badges().toString()).contains("Refused: clock").contains("10");
    }

    @Test
    void whereSeveralBoardsWaitUnderOneIdApprovalAsksWhich() {
        assertThat(tile(MadeUp.station("ESP32_LL_01").pending()).boards())
                .as("one")
                .isEmpty();
        TileData tile = tile(MadeUp.station("ESP32_LL_01").pending().disputed());
        assertThat(tile.boards())
                .extracting(TileData.BoardChoice::text)
                .last()
                .asString()
                .contains("A0:B7:65:0C:11:22", "192.168.100.102");
        assertThat(tile.boards().getLast().claim()).isEqualTo("0123abcd");
    }

    @Test
    void anOccasionalOtherClaimIsANoteAndNoReasonToLook() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01").score(0.8).claims(Grade.B, 0.1));
        assertThat(tile.badges()).containsExactly(new Badge(Kind.CLAIM, Severity.NOTE, "Says B", "Says B", false));
        assertThat(tile.severity()).isNull();
    }

    private TileData with(MadeUp.Station station, Condition... wrong) {
        StationView view = view(station).with(List.of(wrong));
        return TileData.of(view, Attention.standing(view, messages), messages);
    }

    private static Condition wrong(String kind, boolean easing, Map<String, String> details) {
        return MadeUp.condition(MadeUp.condition("ESP32_LL_01", kind, details), details, easing);
    }

    private static Condition counted(String kind, int count, boolean easing) {
        return wrong(kind, easing, Map.of("count", Integer.toString(count), "of", "20"));
    }

    @Test
    void rejectsThatLastAreSaidAndCounted() {
        TileData tile = with(
                MadeUp.station("ESP32_LL_01"),
                counted("reject_rate_critical", 11, false),
                counted("reject_rate_high", 11, false));
        assertThat(tile.badges())
                .containsExactly(new Badge(Kind.REJECTS, Severity.DANGER, "11 of 20 rejected", "11 rejects", true));
        assertThat(tile.severity()).isEqualTo(Severity.DANGER);
    }

    private Badge held(Condition... conditions) {
        return with(MadeUp.station("ESP32_LL_01"), conditions).badges().getFirst();
    }

    @Test
    void whileItIsGettingBetterTheBadgeSaysSo() {
        assertThat(held(counted("reject_rate_high", 0, true)).text()).isEqualTo("Better: 0 of 20 rejected");
        assertThat(held(counted("reject_rate_high", 1, true)).brief()).isEqualTo("Better 1/20");
        assertThat(held(counted("reject_rate_high", 5, false)).text()).isEqualTo("5 of 20 rejected");
        assertThat(held(counted("reject_rate_critical", 7, true), counted("reject_rate_high", 7, false))
                        .text())
                .isEqualTo("Better: 7 of 20 rejected");
        assertThat(held(counted("low_grades", 7, true)).text()).isEqualTo("Better: 7 of 20 below B");
        assertThat(held(counted("low_grades", 12, false)).text()).isEqualTo("12 of 20 below B");
        assertThat(held(counted("oxidation_high", 1, true)).text()).isEqualTo("Better: oxidation 0.31");
        assertThat(held(counted("freshness_low", 1, true)).text()).isEqualTo("Better: freshness 0.82");
        assertThat(held(wrong("station_clock_wrong", true, Map.of())).text()).isEqualTo("Clock right again");
        assertThat(held(wrong("stuck_channel", true, Map.of("channels", "NIR"))).text())
                .isEqualTo("No longer stuck: NIR");
        assertThat(held(wrong("stuck_distance", true, Map.of())).text()).isEqualTo("No longer stuck: distances");
        assertThat(held(wrong("station_offline", true, Map.of())).text()).isEqualTo("Was offline");
        assertThat(held(wrong("station_late", true, Map.of())).text()).isEqualTo("Was late");
    }

    @Test
    void howUrgentItIsTheBackendSays() {
        MadeUp.Station reject = MadeUp.station("ESP32_LL_01").score(0.2).oxidation(0.9);
        assertThat(with(reject).severity()).as("one sample").isNull();
        assertThat(with(reject, wrong("samples_held", false, Map.of("count", "7")))
                        .severity())
                .as("a note calls for nobody")
                .isNull();
        assertThat(with(reject, wrong("of_a_newer_console", false, Map.of())).severity())
                .isEqualTo(Severity.WARNING);
        assertThat(with(reject, wrong("of_a_newer_console", false, Map.of())).badges())
                .last()
                .isEqualTo(new Badge(Kind.OTHER, Severity.WARNING, "Problem", "Problem", true));
        assertThat(with(MadeUp.station("ESP32_LL_01").maintained("cleaning"), wrong("station_offline", false, Map.of()))
                        .severity())
                .as("somebody is at it")
                .isNull();
    }

    @Test
    void whyWhatItSendsIsRefusedStandsOnTheTile() {
        assertThat(held(wrong("samples_refused", false, Map.of("reason", "invalid")))
                        .text())
                .isEqualTo("Invalid messages");
        assertThat(held(wrong("samples_refused", false, Map.of("reason", "token")))
                        .text())
                .isEqualTo("Token missing");
        assertThat(held(wrong("samples_refused", false, Map.of("reason", "of_a_newer_console")))
                        .text())
                .isEqualTo("Messages refused");
        TileData ahead = with(
                MadeUp.station("ESP32_LL_01"),
                wrong("samples_refused", false, Map.of("reason", "clock_ahead")),
                wrong("station_clock_wrong", false, Map.of("ahead_seconds", "600")));
        assertThat(ahead.badges()).extracting(Badge::text).containsExactly("Refused: clock 10 min ahead");
    }

    @Test
    void pluralsAreRightInFrench() {
        Messages french = new Messages(Language.FR, ZoneOffset.UTC);
        assertThat(french.count("live.badge.rejects", 1, "20")).isEqualTo("1 rejet sur 20");
        assertThat(french.count("live.badge.rejects", 5, "20")).isEqualTo("5 rejets sur 20");
        assertThat(french.count("live.badge.rejects.better", 0, "20")).isEqualTo("Mieux : 0 rejet sur 20");
        assertThat(french.count("live.badge.rejects.brief", 1)).isEqualTo("1 rejet");
        assertThat(french.count("station.ungraded.zones", 1, 32)).isEqualTo("Non noté : 1 zone valide, il en faut 32.");
    }

    @Test
    void aHallThatIsLateForAMinuteIsToBeLookedAt() {
        MadeUp.Station[] hall = new MadeUp.Station[24];
        Arrays.setAll(hall, i -> MadeUp.station("ESP32_LL_" + i).state(DeviceState.STALE, 60));
        show(0, hall);
        assertThat(model.figures().attention().get().value()).isEqualTo("24");
        assertThat(model.figures().attention().get().brief()).isEqualTo("24 urgent");
    }

    @Test
    void whatItSaysToAScreenReaderIsTheWholeTile() {
        assertThat(tile(MadeUp.station("ESP32_LL_01").score(0.79).claims(Grade.B, 0.1))
                        .accessible(messages))
                .isEqualTo("ESP32_LL_01, grade A, score 0.79, 657 g, live, 0 s ago, Says B");
    }

    @Test
    void anUngradedSampleHasNoScore() {
        TileData tile = tile(MadeUp.station("ESP32_LL_01").score(null));
        assertThat(tile.letter()).isEqualTo("Ungraded");
        assertThat(tile.scoreText()).isEqualTo(Messages.NONE);
    }

    private TileData tile(MadeUp.Station station) {
        StationView view = view(station);
        return TileData.of(view, Attention.standing(view, messages), messages);
    }

    /** Three that are well. */
    private void three(int second) {
        show(
                second * SECOND,
                MadeUp.station("ESP32_LL_01"),
                MadeUp.station("ESP32_LL_02"),
                MadeUp.station("ESP32_LL_03"));
    }

    private void show(long nanos, MadeUp.Station... stations) {
        model.stations(Arrays.stream(stations).map(LiveViewModelTest::view).toList(), Set.of(), nanos);
    }

    private static StationView view(MadeUp.Station station) {
        return MadeUp.view(station.build());
    }

    private List<String> ids() {
        return model.shown().get().stream()
                .map(tile -> tile.deviceId().substring(9))
                .toList();
    }
}
