package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From one end to the other: somebody at the window, and a whole backend with its database behind it. */
@Timeout(120)
class JourneysTest {
    @TempDir
    Path folder;

    /** The tile that says this id. */
    private static Predicate<Node> tile(String id) {
        return node -> WindowRobot.is(node, ".station-tile")
                && String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                        .contains(id);
    }

    @Test
    void anOperatorLooksAtAStationAndReportsWhatIsWrong() throws Exception {
        try (TestConsole console = TestConsole.with().enrollOpen().start()) {
            console.store(List.of(
                    TestMessages.graded("ESP32_LL_01", Grade.A), TestMessages.graded("ESP32_LL_02", Grade.REJECT)));
            try (OpenWindow open = OpenWindow.asTheProgram(folder).connect(console.port())) {
                WindowRobot robot = new WindowRobot(open);
                robot.click(tile("ESP32_LL_02"))
                        .sees("ESP32_LL_02")
                        .clickWords("Pause")
                        .sees("En pause");

                robot.clickWords("Signaler")
                        .type("#title", "Le tapis patine")
                        .type("#description", "Deux fois le même poids.")
                        .clickWords("Envoyer le signalement")
                        .sees("signalé.");
                assertThat(console.text("SELECT title || '|' || device_id FROM bug_reports"))
                        .isEqualTo("Le tapis patine|ESP32_LL_02");

                robot.press(KeyCode.ESCAPE);
                robot.awaited(tile("ESP32_LL_01"));
            }
        }
    }

    @Test
    void aTechnicianFindsWhatIsWrongAndClosesABreaker() throws Exception {
        // Nobody answers there.
        TestConsole.Options options = TestConsole.with().enrollOpen().redis(1, null);
        try (TestConsole console = options.start();
                OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Santé").sees("Disjoncteur, ");
            robot.awaited(node -> WindowRobot.is(node, ".trouble"));

            robot.clickWords("Journal")
                    .sees("Pause")
                    .clickWords("Copier le diagnostic")
                    .sees("Copié");
            assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()))
                    .contains("Gaveurs Console 9.9.9, diagnostics of");

            robot.clickWords("État").reach(".breaker-reset").press(KeyCode.SPACE);
            await().until(() -> console.text("SELECT route FROM audit_log")
                    .toLowerCase(Locale.ROOT)
                    .contains("breaker"));
        }
    }

    @Test
    void maintenanceLetsABlockedStationInAgain() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket wanted = console.sensors();
                OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            wanted.sendText(TestMessages.hello("ESP32_MT_77"));
            robot.awaited(tile("ESP32_MT_77"));
            console.post("/api/sqal/devices/ESP32_MT_77/block", "");
            robot.clickWords("1 bloquée · afficher").clickWords("Débloquer");
            robot.sees("Débloquer ESP32_MT_77 ? C’est une station de ce poste : ses mesures compteront aussitôt.");
            robot.click("#actConfirm");
            robot.awaited(tile("ESP32_MT_77"));
            await().until(() -> enrollment(console).equals("approved"));
            robot.seesNoMore("Approuver");
            try (RawWebSocket again = console.sensors()) {
                again.sendText(TestMessages.hello("ESP32_MT_77"));
                again.awaitJson("hello_ack");
                again.sendText(TestMessages.graded("ESP32_MT_77", Grade.A_PLUS).utf8());
                robot.awaited(node -> tile("ESP32_MT_77").test(node)
                        && String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                                .contains("A+"));
            }

            console.post("/api/sqal/devices/ESP32_MT_77/block", "");
            // Who stays on the screen hears of it some seconds later, as above; who comes to it at once.
            robot.clickWords("Santé").clickWords("Direct");
            robot.clickWords("1 bloquée · afficher").clickWords("Débloquer").type("#actReason", "Carte réparée");
            robot.press(KeyCode.ENTER);
            robot.awaited(tile("ESP32_MT_77"));
            await().until(() -> reason(console, "unblockDevice").equals("Carte réparée"));
            assertThat(enrollment(console)).isEqualTo("approved");
        }
    }

    @Test
    void maintenanceApprovesAStationOfTheHallAndBlocksIt() throws Exception {
        try (TestConsole before = TestConsole.start()) {
            before.jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    "INSERT INTO devices (device_id, site_code, enrollment, mac_address, address, last_seen)"
                                            + " VALUES ('ESP32_MT_77', 'MT', 'pending', '24:6f:28:aa:bb:cc', '192.168.1.77', now())"));
            try (TestConsole console =
                            TestConsole.with().database(before.database()).start();
                    OpenWindow open = new OpenWindow(folder).connect(console.port())) {
                WindowRobot robot = new WindowRobot(open);
                robot.awaited(tile("ESP32_MT_77"));
                robot.clickWords("Approuver");
                await().until(() -> enrollment(console).equals("approved"));
                robot.seesNoMore("Approuver");

                robot.click(tile("ESP32_MT_77")).clickWords("Gestion").click("#act-block");
                robot.type("#actReason", "Capteur noyé").click("#actConfirm");
                await().until(() -> enrollment(console).equals("blocked"));
                assertThat(reason(console, "blockDevice")).isEqualTo("Capteur noyé");
                robot.press(KeyCode.ESCAPE);
                robot.sees("1 bloquée · afficher");
                await("its tile goes")
                        .until(() -> Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".station-tile").stream()
                                .noneMatch(tile("ESP32_MT_77"))));
            }
        }
    }

    private static String reason(TestConsole console, String route) {
        return console.text("SELECT reason FROM audit_log WHERE route = '" + route + "' ORDER BY id DESC LIMIT 1");
    }

    private static String enrollment(TestConsole console) {
        return console.text("SELECT enrollment FROM devices WHERE device_id = 'ESP32_MT_77'");
    }

    @Test
    void whoClosesTheWindowUnderLoadLosesNothing() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> stations = new ArrayList<>();
        try (TestConsole console = TestConsole.with().enrollOpen().start();
                OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            for (int i = 1; i <= 3; i++) {
                RawWebSocket socket = console.sensors();
                String id = "ESP32_LL_0" + i;
                stations.add(Thread.startVirtualThread(() -> send(socket, id, acknowledged, over)));
            }
            robot.awaited(tile("ESP32_LL_03"));
            await().until(() -> acknowledged.size() > 60);

            open.requestClose();
            robot.sees("Arrêt de la console");
            console.stop();
            open.closing.done.complete(null);
            open.window.closed().join();
            over.set(true);
            for (Thread station : stations) {
                station.join();
            }
            List<String> stored = console.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT sample_id FROM sensor_samples")
                            .mapTo(String.class)
                            .list());
            assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
        }
    }

    private static void send(RawWebSocket socket, String id, Set<String> acknowledged, AtomicBoolean over) {
        try (socket) {
            while (!over.get()) {
                socket.sendText(TestMessages.sample(id).utf8());
                JsonNode answer = socket.readJson();
                if (answer.path("type").asString().equals("ack")) {
                    acknowledged.add(answer.path("sample_id").asString());
                }
            }
        } catch (Exception e) {
            // The console said goodbye.
        }
    }
}
