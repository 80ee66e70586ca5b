package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.concurrent.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A warning goes by itself once what it was about is over: nobody has to send away what is true no more. */
@Timeout(120)
class TroubleOverTest {
    private static final String APPROVE = "/api/sqal/devices/ESP32_MT_04/approve";

    @TempDir
    Path folder;

    /** One station waits, and cannot be approved. */
    private static TestBackend refusingTheApproval() {
        List<Devices.DeviceLive> waiting =
                List.of(MadeUp.station("ESP32_MT_04").pending().build());
        return new TestBackend()
                .greeting(MadeUp.snapshot(waiting), MadeUp.pulse(waiting))
                .pulse(MadeUp.pulse(waiting))
                .answer(
                        "/api/sqal/devices",
                        200,
                        new Listing<>(List.of(waiting.getFirst().device())))
                .answer(APPROVE, 503, Map.of("title", "Database away", "status", 503));
    }

    @Test
    void aStationThatCouldNotBeApprovedIs() {
        Devices.Device approved = MadeUp.station("ESP32_MT_04").build().device();
        try (TestBackend backend = refusingTheApproval();
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(backend)) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Approuver").sees("n’a pas pu être approuvée");

            backend.answer(APPROVE, 200, approved);
            robot.clickWords("Approuver").seesNoMore("n’a pas pu être approuvée");
        }
    }

    @Test
    void itIsToldNoLongerThanItsScreenIsInView() {
        try (TestBackend backend = refusingTheApproval();
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(backend)) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Approuver").sees("n’a pas pu être approuvée");
            Fx.run(() -> open.workbench().background().warn("backup", "Le disque est plein"));
            robot.sees("Le disque est plein");

            Fx.run(() -> open.workbench().choose(Screens.JOURNAL));
            robot.seesNoMore("n’a pas pu être approuvée").sees("Le disque est plein");
            Fx.run(() -> open.workbench().choose(Screens.LIVE));
            robot.sees("Approuver").sees("Le disque est plein").seesNoMore("n’a pas pu être approuvée");
        }
    }

    @Test
    void theDemoThatCouldNotBeStartedIs() {
        try (TestBackend backend = new TestBackend()
                        .greeting(MadeUp.snapshot(List.of()), MadeUp.pulse(List.of()))
                        .pulse(MadeUp.pulse(List.of()));
                OpenWindow open = new OpenWindow(folder, Language.EN, Theme.LIGHT, 100).connect(backend)) {
            open.demo.fails = true;
            WindowRobot robot = new WindowRobot(open);
            robot.click(node -> node.getStyleClass().contains("accent")).sees("no room");

            open.demo.fails = false;
            robot.click(node -> node.getStyleClass().contains("accent")).seesNoMore("no room");
            assertThat(open.demo.starts).hasValue(2);
        }
    }

    @Test
    void ofTooManyTasksOneHasEnded() {
        try (TestBackend backend = new TestBackend();
                OpenWindow open = new OpenWindow(folder, Language.EN, Theme.LIGHT, 100).connect(backend)) {
            CountDownLatch end = new CountDownLatch(1);
            BackgroundTasks tasks = open.workbench().background();
            Fx.run(() -> {
                while (tasks.start(new Task<Void>() {
                    @Override
                    protected Void call() throws Exception {
                        end.await();
                        return null;
                    }
                })) {
                    // As many as may run at a time.
                }
                BackupTask.start(
                        (target, percent, cancelled) -> 0, open.frame.messages(), tasks, folder.resolve("a.backup"));
            });
            WindowRobot robot = new WindowRobot(open);
            robot.sees("Too many tasks");

            end.countDown();
            robot.seesNoMore("Too many tasks");
            await().until(() -> Fx.call(() -> tasks.running().isEmpty()));
        }
    }
}
