package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceDetails.Refusals;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.MadeUpDetails;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A press meets what it was aimed at, whatever comes of the station meanwhile. */
@Timeout(120)
class ActsKeepTheirPlacesTest {
    private static final String ID = "ESP32_LL_01";
    private static final String DETAILS = "/api/sqal/devices/" + ID + "/details";

    @TempDir
    Path folder;

    private static TestBackend backend(DeviceLive station) {
        List<DeviceLive> hall = List.of(station);
        return new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(1))
                .answer("/api/sqal/devices", 200, MadeUpDetails.list(List.of(station.device())))
                .answer("/api/bugs", 200, new Bugs.BugPage(List.of(bug(3), bug(5)), null, 2))
                .answer(DETAILS, 200, MadeUpDetails.of(station.device()))
                .greeting(MadeUp.snapshot(hall), MadeUp.pulse(hall))
                .pulse(MadeUp.pulse(hall));
    }

    private static Bugs.BugSummary bug(long id) {
        return MadeUpBugs.bug(id, Status.OPEN, Severity.HIGH, 1, null);
    }

    private OpenWindow open(TestBackend backend) {
        OpenWindow open = OpenWindow.asTheProgram(folder).connect(backend);
        Fx.run(() -> {
            open.stage().setWidth(1366);
            open.stage().setHeight(768);
            open.workbench().manageStation(ID);
        });
        await().until(() -> Fx.call(() -> open.stage().getScene().lookup("#act-rename") != null));
        return open;
    }

    /** Where everything stands that can be pressed on the page, by its words. */
    private static Map<String, Bounds> places(OpenWindow open) {
        return Fx.call(() -> {
            Node page = open.stage().getScene().lookup(".manage");
            page.getScene().getRoot().applyCss();
            page.getScene().getRoot().layout();
            Map<String, Bounds> places = new TreeMap<>();
            for (Node node : page.lookupAll("*")) {
                if (node instanceof ButtonBase button && button.isVisible() && !(button.getText() == null)) {
                    places.put(button.getText(), button.localToScene(button.getLayoutBounds()));
                }
            }
            return places;
        });
    }

    /** The same once the page has come together. */
    private static Map<String, Bounds> settled(OpenWindow open) {
        AtomicReference<Map<String, Bounds>> last = new AtomicReference<>(Map.of());
        AtomicInteger same = new AtomicInteger();
        await().until(() -> {
            Map<String, Bounds> now = places(open);
            boolean still = now.equals(last.getAndSet(now));
            return (still ? same.incrementAndGet() : same.getAndSet(0)) >= 8;
        });
        return last.get();
    }

    private static boolean disabled(OpenWindow open, String selector) {
        return Fx.call(() -> open.stage().getScene().lookup(selector).isDisabled());
    }

    private static boolean says(OpenWindow open, String words) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label && words.equals(label.getText())));
    }

    @Test
    void whatCannotBeDoneRestsInItsPlace() {
        DeviceLive approved = MadeUp.station(ID).build();
        try (TestBackend backend = backend(approved);
                OpenWindow open = open(backend)) {
            await().until(() -> !disabled(open, "#act-block"));
            Map<String, Bounds> before = settled(open);
            assertThat(before.keySet())
                    .contains("Approuver", "Débloquer", "Renommer", "Nouveau jeton", "Bloquer", "Oublier");
            assertThat(disabled(open, "#act-unblock")).isTrue();

            backend.answer(
                    DETAILS,
                    200,
                    MadeUpDetails.of(MadeUp.station(ID).blocked().build().device()));
            await().until(() -> disabled(open, "#act-block"));
            assertThat(disabled(open, "#act-unblock")).isFalse();
            assertThat(disabled(open, "#act-reset_token")).isTrue();
            assertThat(disabled(open, "#act-rename")).isFalse();
            assertThat(places(open)).containsAllEntriesOf(before);
        }
    }

    @Test
    void whatIsRefusedAndWhatIsFoundWrongMovesNothingThatIsPressed() {
        DeviceLive station = MadeUp.station(ID).build();
        try (TestBackend backend = backend(station);
                OpenWindow open = open(backend)) {
            await().until(() -> places(open).containsKey("#5 " + bug(5).title()));
            Map<String, Bounds> before = settled(open);

            DeviceDetails now = MadeUpDetails.of(station.device());
            List<Refusals> refusals = new ArrayList<>(now.refusals());
            refusals.add(new Refusals(RefusalReason.CLOCK_AHEAD, 9_000, MadeUp.NOW, "ahead"));
            backend.answer("/api/bugs", 200, new Bugs.BugPage(List.of(bug(9), bug(5)), null, 2));
            backend.answer(
                    DETAILS,
                    200,
                    new DeviceDetails(
                            station.device(),
                            now.uptimeSeconds(),
                            now.clockOffsetSeconds(),
                            now.samplesToday(),
                            refusals,
                            now.errors(),
                            now.openBugs(),
                            now.connections()));
            await().until(() -> says(open, "9\u00a0000 × horloge en avance"));
            assertThat(places(open)).containsAllEntriesOf(before);
            // Bugs are asked for less often.
            Fx.run(() -> open.workbench().openStation(ID, null, null));
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> places(open).containsKey("#9 " + bug(9).title()));
        }
    }
}
