package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceDay;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.stations.StationsViewModel.Phase;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class StationsViewModelTest {
    private final StationsViewModel model = new StationsViewModel(new Messages(Language.EN, ZoneOffset.UTC));
    private final DeviceLive fine =
            MadeUp.station("ESP32_LL_02").named("Découpe 10", "Ligne A").build();
    private final DeviceLive other =
            MadeUp.station("ESP32_LL_01").named("Découpe 9", "Ligne A").build();
    private final DeviceLive stuck =
            MadeUp.station("ESP32_LS_01").stuck(SpectralChannel.NIR).build();
    private final DeviceLive offline =
            MadeUp.station("ESP32_MT_01").state(DeviceState.OFFLINE, 400).build();
    private final DeviceLive maintained = MadeUp.station("ESP32_MT_02")
            .state(DeviceState.OFFLINE, 400)
            .maintained("Nettoyage")
            .build();
    private final DeviceLive pending = MadeUp.station("ESP32_ZZ_01").pending().build();
    private final DeviceLive blocked = MadeUp.station("ESP32_AA_01").blocked().build();

    private static List<Device> devices(DeviceLive... all) {
        return List.of(all).stream().map(DeviceLive::device).toList();
    }

    private static List<StationView> views(DeviceLive... all) {
        return List.of(all).stream().map(MadeUp::view).toList();
    }

    private void show(DeviceLive... all) {
        model.known(devices(all));
        model.now(
                List.of(all).stream()
                        .filter(live -> !live.equals(blocked))
                        .map(MadeUp::view)
                        .toList(),
                false,
                false);
        model.arrange();
    }

    private List<String> names() {
        return model.rows().stream().map(StationRow::name).toList();
    }

    @Test
    void theWorstComeFirstBetweenThoseThatWaitAndThoseThatAreBlocked() {
        show(blocked, fine, other, stuck, offline, maintained, pending);
        assertThat(names())
                .containsExactly(
                        "ESP32_ZZ_01",
                        "ESP32_MT_01",
                        "ESP32_LS_01",
                        "Découpe 9",
                        "Découpe 10",
                        "ESP32_MT_02",
                        "ESP32_AA_01");
        assertThat(model.summary().get())
                .isEqualTo("7 stations · 1 awaiting approval · 1 offline · 3 live · 1 in maintenance · 1 blocked");
    }

    @Test
    void theFirstRowsComeAFewAtATimeInTheirOrder() {
        model.fewRows();
        show(blocked, fine, other, stuck, offline, maintained, pending);
        List<String> few = names();
        assertThat(few).hasSize(StationsViewModel.AT_ONCE);
        show(blocked, fine, other, stuck, offline, maintained, pending);
        assertThat(names()).as("heard of again").isEqualTo(few);
        assertThat(model.summary().get()).startsWith("7 stations");
        List<Boolean> replaced = new ArrayList<>();
        model.rows().addListener((ListChangeListener<StationRow>) change -> {
            change.next();
            replaced.add(change.wasReplaced());
        });
        assertThat(model.moreRows()).isTrue();
        assertThat(replaced).as("what is there is not drawn anew").containsExactly(false);
        assertThat(model.moreRows()).as("that was all").isFalse();
        assertThat(names()).startsWith(few.toArray(String[]::new)).hasSize(7).endsWith("ESP32_MT_02", "ESP32_AA_01");
    }

    @Test
    void byNameNumbersCount() {
        show(blocked, fine, other, offline, pending);
        model.order(StationsOrder.BY_NAME);
        assertThat(names()).containsExactly("ESP32_ZZ_01", "Découpe 9", "Découpe 10", "ESP32_MT_01", "ESP32_AA_01");
    }

    @Test
    void whoAsksStandsInItsRow() {
        show(pending);
        assertThat(model.rows().getFirst().note()).contains("without having said hello");
        DeviceLive rivals = MadeUp.station("ESP32_ZZ_02").disputed().pending().build();
        show(rivals);
        assertThat(model.rows().getFirst().note())
                .isEqualTo("2 boards ask to be let in, one of them MAC 24:6F:28:AA:10:01, from 192.168.100.101");
        // Which of the two is for a person to see.
        assertThat(model.rows().getFirst().claim()).isNull();
    }

    @Test
    void filtersNarrowByWordsSiteLineAndState() {
        show(blocked, fine, other, stuck, offline, maintained, pending);
        model.filter(StationsFilter.ALL.withWords("decoupe ll_02"));
        assertThat(names()).containsExactly("Découpe 10");
        model.filter(StationsFilter.ALL.withWords("24:6f:28"));
        assertThat(names()).hasSize(7);
        model.filter(StationsFilter.ALL.withLine("Ligne A"));
        assertThat(names()).containsExactly("Découpe 9", "Découpe 10");
        model.filter(StationsFilter.ALL.withSite("LS"));
        assertThat(model.summary().get()).as("of what is shown").matches("1 of \\d+ stations · .*");
        assertThat(names()).containsExactly("ESP32_LS_01");
        model.filter(StationsFilter.ALL.withStandings(Set.of(Standing.BLOCKED)));
        assertThat(names()).containsExactly("ESP32_AA_01");
        model.filter(StationsFilter.ALL.withStandings(Set.of(Standing.MAINTENANCE)));
        assertThat(names()).containsExactly("ESP32_MT_02");
        model.filter(StationsFilter.ALL.withWords("nothing says this"));
        assertThat(model.phase().get()).isEqualTo(Phase.NO_MATCH);
        assertThat(model.sites().get()).containsExactly("AA", "LL", "LS", "MT", "ZZ");
        assertThat(model.lines().get()).containsExactly("Ligne A");
    }

    @Test
    void rowsKeepTheirPlacesUntilTheyAreArranged() {
        show(fine, stuck);
        assertThat(names()).containsExactly("ESP32_LS_01", "Découpe 10");
        DeviceLive gone = MadeUp.station("ESP32_LL_02")
                .named("Découpe 10", "Ligne A")
                .state(DeviceState.OFFLINE, 300)
                .build();
        List<Boolean> replaced = new ArrayList<>();
        model.rows().addListener((ListChangeListener<StationRow>) change -> {
            while (change.next()) {
                replaced.add(change.getAddedSize() == 1);
            }
        });
        model.now(views(gone, stuck), false, false);
        assertThat(names()).containsExactly("ESP32_LS_01", "Découpe 10");
        assertThat(model.rows().getLast().standing()).isEqualTo(Standing.OFFLINE);
        assertThat(replaced).containsExactly(true);
        model.arrange();
        assertThat(names()).containsExactly("Découpe 10", "ESP32_LS_01");
    }

    @Test
    void whoIsNewOrGoneComesAndGoesAtOnce() {
        show(fine);
        model.now(views(fine, pending), false, false);
        assertThat(names()).containsExactly("ESP32_ZZ_01", "Découpe 10");
        model.known(devices(fine));
        model.now(views(fine), false, false);
        assertThat(names()).containsExactly("Découpe 10");
    }

    /** A press on the button of a row must not meet that of another one. */
    @Test
    void whileSomebodyReadsNoRowMovesWhoeverComesAndGoes() {
        show(fine, pending);
        assertThat(names()).containsExactly("ESP32_ZZ_01", "Découpe 10");
        DeviceLive before = MadeUp.station("ESP32_AA_02").pending().build();
        model.known(devices(before, fine, pending));
        model.now(views(before, fine, pending), false, true);
        assertThat(names()).containsExactly("ESP32_ZZ_01", "Découpe 10", "ESP32_AA_02");
        model.known(devices(before, fine));
        model.now(views(before, fine), false, true);
        assertThat(names()).containsExactly("ESP32_ZZ_01", "Découpe 10", "ESP32_AA_02");
        model.now(views(before, fine), false, false);
        assertThat(names()).containsExactly("ESP32_AA_02", "Découpe 10");
    }

    @Test
    void ofASilentBackendNothingIsKnown() {
        show(fine, pending, blocked);
        model.now(views(fine, pending), true, false);
        assertThat(model.rows().stream().map(StationRow::standing)).containsOnly(Standing.UNKNOWN, Standing.BLOCKED);
        assertThat(model.rows()).noneMatch(StationRow::current);
    }

    @Test
    void nothingAnsweredIsNotNothingThere() {
        assertThat(model.phase().get()).isEqualTo(Phase.ASKING);
        model.failed(new ApiException(new Problem("about:blank", "No", 503, "no answer", null, null)));
        assertThat(model.phase().get()).isEqualTo(Phase.FAILED);
        assertThat(model.failure().get()).contains("no answer");
        model.known(List.of());
        model.now(List.of(), false, false);
        assertThat(model.phase().get()).isEqualTo(Phase.EMPTY);
        assertThat(model.failure().get()).isEmpty();
    }

    @Test
    void whatCameTodayStandsInTheRowsAndADashWhereNobodyKnows() {
        DeviceLive live = MadeUp.station("ESP32_LL_01").build();
        model.known(List.of(live.device()));
        model.today(Map.of("ESP32_LL_01", new DeviceDay(8, 17)));
        model.now(List.of(), false, false);
        assertThat(model.rows().getFirst().today()).isEqualTo("8");
        assertThat(model.rows().getFirst().refused()).isEqualTo("17");

        model.today(null);
        model.now(List.of(), false, false);
        assertThat(model.rows().getFirst().today()).isEqualTo(Messages.NONE);
    }
}
