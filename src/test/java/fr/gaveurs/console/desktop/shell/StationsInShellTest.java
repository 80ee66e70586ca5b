package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpDetails;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the list of stations to a station's management and back, over the wire, by keyboard, in the program's own window. */
@Timeout(120)
class StationsInShellTest {
    private static final String ID = "ESP32_LL_01";

    @TempDir
    Path folder;

    private static TestBackend backend(List<DeviceLive> hall, Device... blocked) {
        List<Device> known =
                new ArrayList<>(hall.stream().map(DeviceLive::device).toList());
        known.addAll(List.of(blocked));
        TestBackend backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(hall.size()))
                .answer("/api/sqal/devices", 200, MadeUpDetails.list(known))
                .answer("/api/bugs", 200, new Bugs.BugPage(List.of(), null, 0))
                .answer(
                        "/api/sqal/device-addresses",
                        200,
                        new Addresses(List.of("ws://10.20.30.40:8000/ws/sensors/"), true, "Gaveurs hall"))
                .greeting(MadeUp.snapshot(hall), MadeUp.pulse(hall))
                .pulse(MadeUp.pulse(hall));
        hall.forEach(live -> backend.answer(
                "/api/sqal/devices/" + live.device().deviceId() + "/details", 200, MadeUpDetails.of(live.device())));
        return backend;
    }

    private OpenWindow open(TestBackend backend) {
        OpenWindow open = new OpenWindow(folder).connect(backend);
        await().until(() -> Fx.call(() -> open.frame.workbench() != null));
        open.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        await().until(() -> Screens.STATIONS.equals(open.chosen()));
        return open;
    }

    @Test
    void enterOpensAStationToBeManagedAndEscapeLeadsBackToItsRow() {
        List<DeviceLive> hall = List.of(
                MadeUp.station(ID).named("Poste 1", null).build(),
                MadeUp.station("ESP32_LL_02").build());
        try (TestBackend backend = backend(hall);
                OpenWindow open = open(backend)) {
            await().until(() -> "stationList".equals(focusedId(open)));
            assertThat(Fx.call(() -> list(open).getSelectionModel().getSelectedIndex()))
                    .isZero();
            await().until(() -> Fx.call(() -> PicturesTest.texts(open)).stream()
                    .anyMatch(words -> words.contains("refusées : 17")));
            open.press(KeyCode.DOWN);
            open.press(KeyCode.ENTER);
            await().until(() -> usable(open, "#act-rename"));
            await().until(() -> "act-rename".equals(focusedId(open)));
            assertThat(text(open, ".station-title")).isEqualTo("Poste 1");
            fire(open, "#act-rename");
            assertThat(focusedId(open)).isEqualTo("actName");
            // First out of the question, then out of the station.
            open.press(KeyCode.ESCAPE);
            assertThat(shown(open, "#actName")).isFalse();
            assertThat(Fx.call(() -> open.workbench().openStation()))
                    .as("still the same page")
                    .isEqualTo(ID);
            open.press(KeyCode.ESCAPE);
            await().until(() -> "stationList".equals(focusedId(open)));
            assertThat(Fx.call(() -> list(open).getSelectionModel().getSelectedIndex()))
                    .isEqualTo(1);
        }
    }

    @Test
    void enterWithoutAReasonSaysSoAndWithOneLeadsToTheButtonThatIsThenSeen() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(List.of(station));
                OpenWindow open = open(backend)) {
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-block"));
            fire(open, "#act-block");
            assertThat(focusedId(open)).isEqualTo("actReason");
            open.press(KeyCode.ENTER);
            assertThat(focusedId(open)).as("what is typed goes on here").isEqualTo("actReason");
            Node hint = find(open, ".reason-hint");
            assertThat(Fx.call(() -> hint.getPseudoClassStates().stream()
                            .anyMatch(state -> "wrong".equals(state.getPseudoClassName()))))
                    .isTrue();
            open.write("Vitre");
            open.press(KeyCode.ENTER);
            assertThat(focusedId(open)).isEqualTo("actConfirm");
            assertThat(Fx.call(() -> find(open, "#actConfirm").isFocusVisible()))
                    .isTrue();
            assertThat(backend.asked).noneMatch(asked -> asked.pathAndQuery().endsWith("/block"));
        }
    }

    /** By habit: other lists open what is pressed twice. */
    @Test
    void theSecondPressOfADoubleClickPressesNothingOnThePageThatTheFirstOneOpened() {
        List<DeviceLive> hall = IntStream.rangeClosed(10, 29)
                .mapToObj(i -> MadeUp.station("ESP32_LL_" + i).build())
                .toList();
        try (TestBackend backend = backend(hall);
                OpenWindow open = open(backend)) {
            Fx.run(() -> open.workbench().manageStation("ESP32_LL_10"));
            await().until(() -> usable(open, "#act-block"));
            open.press(KeyCode.ESCAPE);
            await().until(() -> shown(open, "#stationList"));

            Fx.run(() -> press(find(open, "#stationList .list-cell"), 1));
            await().until(() -> usable(open, "#act-block"));
            Fx.run(() -> press(find(open, "#act-block"), 2));
            assertThat(shown(open, "#actReason")).isFalse();
            Fx.run(() -> press(find(open, "#act-block"), 1));
            await().until(() -> shown(open, "#actReason"));
        }
    }

    private static void press(Node node, int count) {
        for (EventType<MouseEvent> type :
                List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
            boolean down = type == MouseEvent.MOUSE_PRESSED;
            Event.fireEvent(
                    node,
                    new MouseEvent(
                            type,
                            5,
                            5,
                            5,
                            5,
                            MouseButton.PRIMARY,
                            count,
                            false,
                            false,
                            false,
                            false,
                            down,
                            false,
                            false,
                            true,
                            false,
                            true,
                            null));
        }
    }

    /** All within one task of the FX thread, as where a frame takes long. */
    @Test
    void whatIsTypedBeforeTheNextFrameCounts() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(List.of(station));
                OpenWindow open = open(backend)) {
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> shown(open, "#act-block"));
            Fx.run(() -> {
                ((Button) find(open, "#act-block")).fire();
                Node field = find(open, "#actReason");
                key(field, KeyEvent.KEY_PRESSED, KeyCode.ENTER, "");
                assertThat(find(open, ".reason-hint").getPseudoClassStates())
                        .anyMatch(state -> "wrong".equals(state.getPseudoClassName()));
                ((Button) find(open, "#act-rename")).fire();
                key(find(open, "#actName"), KeyEvent.KEY_PRESSED, KeyCode.P, "");
                key(find(open, "#actName"), KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, "p");
                assertThat(((TextField) find(open, "#actName")).getText()).isEqualTo("p");
            });
        }
    }

    private static void key(Node node, EventType<KeyEvent> type, KeyCode code, String text) {
        Event.fireEvent(node, new KeyEvent(type, text, text, code, false, false, false, false));
    }

    @Test
    void whatWasTypedIsThereAgainAfterALookAtAnotherScreen() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(List.of(station));
                OpenWindow open = open(backend)) {
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-rename"));
            fire(open, "#act-rename");
            open.write("poste 7");
            open.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            assertThat(Fx.call(() -> open.workbench().openStation())).isNull();
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> shown(open, "#actName"));
            assertThat(Fx.call(() -> ((TextField) find(open, "#actName")).getText()))
                    .isEqualTo("poste 7");
        }
    }

    @Test
    void actsGoOverTheWireWithWhatWasTyped() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(List.of(station));
                OpenWindow open = open(backend)) {
            backend.answer("/api/sqal/devices/" + ID + "/block", 200, station.device());
            backend.answer("/api/sqal/devices/" + ID, 200, station.device());
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-maintenance"));
            OnOff maintenance = (OnOff) find(open, "#act-maintenance");
            Fx.run(maintenance::fire);
            assertThat(Fx.call(maintenance::isSelected))
                    .as("on, while the question is not answered")
                    .isTrue();
            fire(open, "#actCancel");
            assertThat(Fx.call(maintenance::isSelected)).isFalse();
            Fx.run(maintenance::fire);
            fire(open, "#actConfirm");
            assertThat(backend.sent).as("without a reason nothing is sent").isEmpty();
            Fx.run(() -> ((TextField) find(open, "#actReason")).setText("Nettoyage"));
            fire(open, "#actConfirm");
            await().until(() -> backend.sent.stream()
                    .anyMatch(sent -> sent.method().equals("PATCH")
                            && sent.text().contains("\"maintenance\":true")
                            && sent.text().contains("Nettoyage")));
            await().until(() -> !shown(open, "#actReason"));

            fire(open, "#act-block");
            assertThat(backend.sent).noneMatch(sent -> sent.pathAndQuery().endsWith("/block"));
            assertThat(Fx.call(() -> focusedId(open))).isEqualTo("actReason");
            fire(open, "#actConfirm");
            assertThat(Fx.call(() -> PicturesTest.texts(open))).contains("Dites pourquoi : le journal le gardera");
            assertThat(backend.asked).noneMatch(asked -> asked.pathAndQuery().endsWith("/block"));
            Fx.run(() -> ((TextField) find(open, "#actReason")).setText("Vitre fêlée"));
            fire(open, "#actConfirm");
            await().until(() -> backend.asked.stream()
                    .anyMatch(
                            asked -> asked.pathAndQuery().endsWith("/block") && "Vitre fêlée".equals(asked.reason())));
        }
    }

    @Test
    void aCalibrationThatIsWrongIsNotSentAndARefusalIsShown() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(List.of(station));
                OpenWindow open = open(backend)) {
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-calibrate"));
            fire(open, "#act-calibrate");
            Fx.run(() -> ((TextField) find(open, "#calibrate-height")).setText("5"));
            fire(open, "#actConfirm");
            assertThat(backend.sent).isEmpty();
            assertThat(Fx.call(() -> PicturesTest.texts(open))).contains("De 20 à 4000");
            Fx.run(() -> ((TextField) find(open, "#calibrate-height")).setText("102,5"));
            fire(open, "#actConfirm");
            await().until(() -> backend.sent.stream()
                    .anyMatch(sent -> sent.method().equals("PUT") && sent.text().contains("102.5")));
            // This backend knows no such route.
            await().until(() ->
                    Fx.call(() -> PicturesTest.texts(open)).stream().anyMatch(t -> t.startsWith("Étalonner : ")));
            assertThat(shown(open, "#calibrate-height")).isTrue();
        }
    }

    @Test
    void whatTheConsoleKnowsOfAStationIsShownAndItIsForgottenWithItsSamples() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(List.of(station));
                OpenWindow open = open(backend)) {
            backend.answer(
                    "/api/sqal/devices/" + ID + "/erase", 200, new DeviceDetails.Erasure(ID, MadeUp.NOW, 0, null));
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-forget"));
            // What is known of it is asked for after its page is there.
            await().untilAsserted(() -> assertThat(Fx.call(() -> PicturesTest.texts(open)))
                    .contains("14 × message hors des règles", "AS7341 does not answer on the bus", "en retard de 2 s")
                    .contains("8\u00a0412", "25 h"));
            assertThat(Fx.call(() -> PicturesTest.texts(open)))
                    .as("in the window's language")
                    .anyMatch(text -> text.endsWith("la station a été bloquée (1001)"))
                    .noneMatch(text -> text.contains("does not count") || text.contains("100/100"));
            assertThat(Fx.call(() -> PicturesTest.texts(open)).stream().filter(text -> text.contains("pendant 1 h")))
                    .hasSize(7);
            fire(open, "#moreConnections");
            assertThat(Fx.call(() -> PicturesTest.texts(open)).stream().filter(text -> text.contains("pendant 1 h")))
                    .hasSize(11);
            fire(open, "#act-forget");
            Fx.run(() -> ((CheckBox) find(open, "#actSamples")).setSelected(true));
            assertThat(Fx.call(() -> ((Button) find(open, "#actConfirm")).getText()))
                    .isEqualTo("Oublier avec ses mesures");
            Fx.run(() -> ((TextField) find(open, "#actReason")).setText("Démontée"));
            fire(open, "#actConfirm");
            await().until(() -> backend.sent.stream()
                    .anyMatch(sent -> sent.pathAndQuery().endsWith("/" + ID + "/erase?confirm=" + ID)));
            await().until(() -> Fx.call(() -> open.workbench().openStation() == null));
        }
    }

    @Test
    void blockedOnesAreFoundAndLetInAgain() {
        DeviceLive blocked = MadeUp.station("ESP32_MT_09").blocked().build();
        try (TestBackend backend = backend(List.of(MadeUp.station(ID).build()), blocked.device());
                OpenWindow open = open(backend)) {
            backend.answer("/api/sqal/devices/ESP32_MT_09/details", 200, MadeUpDetails.of(blocked.device()));
            backend.answer("/api/sqal/devices/ESP32_MT_09/unblock", 200, blocked.device());
            backend.answer(
                    "/api/admin/audit",
                    200,
                    new Page<>(
                            List.of(new AuditEntry(
                                    7,
                                    MadeUp.NOW,
                                    ActorKind.WINDOW,
                                    "Léa",
                                    null,
                                    "blockDevice",
                                    "device",
                                    "ESP32_MT_09",
                                    null,
                                    null,
                                    "Vitre fêlée")),
                            null));
            await().until(() -> Fx.call(() -> list(open).getItems().size()) == 2);
            Fx.run(() -> ((TextField) find(open, "#stationSearch")).setText("bloquée"));
            await().until(() -> Fx.call(() -> list(open).getItems().size()) == 1);
            Fx.run(() -> list(open).getSelectionModel().select(0));
            Fx.run(() -> list(open).requestFocus());
            open.press(KeyCode.ENTER);
            await().until(() -> usable(open, "#act-unblock"));
            await().until(() -> text(open, ".station-state").equals("Bloquée"));
            await().until(() -> Fx.call(() -> PicturesTest.texts(open)).stream()
                    .anyMatch(text -> text.startsWith("Bloquée par Léa") && text.contains("Vitre fêlée")));
            Fx.run(() -> open.workbench().openStation("ESP32_MT_09", null, null));
            await("on the page of its samples too")
                    .until(() -> text(open, ".station-state").equals("Bloquée"));
            assertThat(text(open, ".station-title")).isEqualTo("ESP32_MT_09");
            Fx.run(() -> open.workbench().manageStation("ESP32_MT_09"));
            await().until(() -> usable(open, "#act-unblock"));
            fire(open, "#act-unblock");
            fire(open, "#actConfirm");
            await().until(() ->
                    backend.sent.stream().anyMatch(sent -> sent.pathAndQuery().endsWith("/ESP32_MT_09/unblock")));
        }
    }

    /** Offline was red in the list and brown on the page. */
    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aStateHasOneColourInTheListAndOnThePage(Theme theme) {
        List<DeviceLive> hall = List.of(
                MadeUp.station(ID).build(),
                MadeUp.station("ESP32_LL_02").state(DeviceState.OFFLINE, 320).build(),
                MadeUp.station("ESP32_LL_03").state(DeviceState.STALE, 12).build(),
                // MadeUp says of this one that it is late for three intervals.
                MadeUp.station("ESP32_LL_04").state(DeviceState.STALE, 40).build());
        Map<String, Tone> colours = Map.of(
                ID,
                Tone.INK,
                "ESP32_LL_02",
                Tone.DANGER_TEXT,
                "ESP32_LL_03",
                Tone.MUTED,
                "ESP32_LL_04",
                Tone.DANGER_TEXT);
        Palette palette = Palette.load(theme == Theme.DARK);
        try (TestBackend backend = backend(hall);
                OpenWindow open = new OpenWindow(folder, Language.FR, theme, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.STATIONS));
            colours.forEach((id, tone) -> {
                Fx.run(() -> open.workbench().choose(Screens.STATIONS));
                await(id + " in the list").until(() -> palette.get(tone).equals(listed(open, id)));
                Fx.run(() -> open.workbench().openStation(id, null, null));
                Fx.settle(open.stage());
                Label state = (Label) find(open, ".station-state");
                await().until(() -> Fx.call(() -> !state.getText().isEmpty()
                        && text(open, ".station-title").equals(id)));
                Fx.settle(open.stage());
                assertThat(Fx.call(state::getTextFill)).as("%s on its page", id).isEqualTo(palette.get(tone));
            });
        }
    }

    /** What a station's state is written in; null where its row is not there. */
    private static @Nullable Paint listed(OpenWindow open, String id) {
        return Fx.call(() -> {
            for (Node cell : open.stage().getScene().getRoot().lookupAll(".stations-cell")) {
                if (cell.lookup(".stations-name") instanceof Label name
                        && name.getText().equals(id)
                        && cell.lookup(".stations-state") instanceof Label state) {
                    return state.getTextFill();
                }
            }
            return null;
        });
    }

    @Test
    void theAddressForABoardIsWhatTheConsoleSays() {
        try (TestBackend backend = backend(List.of(MadeUp.station(ID).build()));
                OpenWindow open = open(backend)) {
            open.onScreen();
            Fx.run(() -> ((Button) find(open, "#connect")).fire());
            open.inPanel(Label.class, "ws://10.20.30.40:8000/ws/sensors/");
            open.inPanel(Label.class, (Label node) -> node.getText().contains("Gaveurs hall"));
        }
    }

    @Test
    void theRailSaysWhoWaitsAndWhatIsWorkedAt() {
        List<DeviceLive> hall = List.of(
                MadeUp.station(ID).maintained("Lampe").build(),
                MadeUp.station("ESP32_LL_02").disputed().pending().build());
        try (TestBackend backend = backend(hall);
                OpenWindow open = open(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.texts(open)).contains("1"));
            Node entry = Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".rail-entry").stream()
                    .filter(node -> "Stations, 1 à approuver · 1 en maintenance".equals(node.getAccessibleText()))
                    .findFirst()
                    .orElseThrow());
            assertThat(entry).isNotNull();
        }
    }

    private static ListView<?> list(OpenWindow open) {
        return (ListView<?>) find(open, "#stationList");
    }

    private static void fire(OpenWindow open, String selector) {
        Fx.run(() -> ((Button) find(open, selector)).fire());
    }

    private static boolean shown(OpenWindow open, String selector) {
        return Fx.call(() -> {
            Node node = open.stage().getScene().getRoot().lookup(selector);
            while (node != null && node.isVisible() && node.getParent() != null) {
                node = node.getParent();
            }
            return node != null && node.isVisible();
        });
    }

    private static boolean usable(OpenWindow open, String selector) {
        return shown(open, selector) && Fx.call(() -> !find(open, selector).isDisabled());
    }

    private static String focusedId(OpenWindow open) {
        return Fx.call(() -> {
            Node owner = open.stage().getScene().getFocusOwner();
            return owner == null || owner.getId() == null ? "" : owner.getId();
        });
    }

    private static String text(OpenWindow open, String selector) {
        return Fx.call(() -> find(open, selector) instanceof Label label ? label.getText() : "");
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }
}
