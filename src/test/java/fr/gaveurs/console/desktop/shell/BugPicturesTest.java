package fr.gaveurs.console.desktop.shell;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of the bug tracker, as {@link PicturesTest} takes them of the other screens. */
class BugPicturesTest {
    private static TestBackend backend;

    @TempDir
    Path folder;

    static Stream<Setting> settings() {
        return PicturesTest.settings();
    }

    @BeforeAll
    static void serve() throws IOException {
        var open = MadeUpBugs.bug(7, Status.IN_PROGRESS, Severity.CRITICAL, 3, "Paul Etcheverry");
        backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/bugs/board", 200, MadeUpBugs.board(MadeUpBugs.bugs(1, 40)))
                .answer("/api/bugs/metrics/summary", 200, MadeUpBugs.figures())
                .answer("/api/bugs/metrics/trends", 200, new Listing<>(MadeUpBugs.days(30)))
                .answer("/api/bugs/7", 200, MadeUpBugs.full(open))
                .answerBytes("/api/bugs/7/attachments/" + "a".repeat(64), "image/png", image());
        backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything()));
    }

    private static byte[] image() throws IOException {
        BufferedImage image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(0x5b6874));
        g.fillRect(0, 0, 800, 400);
        g.setColor(Color.WHITE);
        g.fillOval(300, 100, 200, 200);
        g.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    private OpenWindow open(Setting setting, List<Bugs.BugSummary> bugs) {
        backend.answer("/api/bugs", 200, new Bugs.BugPage(bugs, null, bugs.size()));
        OpenWindow open = new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent());
        open.connect(backend);
        await().until(() -> Fx.call(() -> open.frame.workbench() != null));
        // Ages are by the backend's clock, which its first message tells.
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        Fx.run(() -> open.workbench().choose(Screens.BUGS));
        return open;
    }

    private static void page(OpenWindow open, String tab) {
        Fx.run(() -> ((ToggleButton) open.stage().getScene().lookup(tab)).fire());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void listBoardAndOverview(Setting setting) throws IOException {
        try (OpenWindow open = open(setting, MadeUpBugs.bugs(1, 100))) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-row")) > 1);
            PicturesTest.take(open, setting, "bugs-list");
            page(open, "#boardTab");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".board-card")) > 1);
            PicturesTest.take(open, setting, "bugs-board");
            page(open, "#overviewTab");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-bars")) == 4);
            PicturesTest.take(open, setting, "bugs-overview");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void nothingYet(Setting setting) throws IOException {
        try (OpenWindow open = open(setting, List.of())) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".empty-title")) == 1);
            PicturesTest.take(open, setting, "bugs-empty");
        }
    }

    /** The last one shows the whole page, which no screen does. */
    static Stream<Setting> detailSettings() {
        return settings()
                .flatMap(setting -> Stream.of(
                        setting,
                        new Setting(
                                setting.language(), setting.theme(), setting.textPercent(), setting.width(), 1_900)));
    }

    @ParameterizedTest
    @MethodSource("detailSettings")
    void detail(Setting setting) throws IOException {
        try (OpenWindow open = open(setting, MadeUpBugs.bugs(1, 10))) {
            Fx.run(() -> open.workbench().open(Screens.BUGS, Long.toString(7)));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-image")) == 1);
            if (setting.height() < 1_500) {
                PicturesTest.take(open, setting, "bugs-detail");
                return;
            }
            Fx.run(() -> {
                ((TextArea) open.stage().getScene().lookup("#bug-resolution")).setText("Capteur remplacé.");
                ((TitledPane) open.stage().getScene().lookup("#logsPane")).setExpanded(true);
            });
            Bugs.BugSummary changed = MadeUpBugs.bug(7, Status.RESOLVED, Severity.CRITICAL, 4, "Jean Ducasse");
            backend.answer("/api/bugs/7", 200, MadeUpBugs.full(changed));
            backend.send(new Realtime.BugEvent(MadeUp.NOW, changed));
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, "#conflictBand")));
            PicturesTest.take(open, setting, "bugs-detail-conflict");
            backend.answer(
                    "/api/bugs/7",
                    200,
                    MadeUpBugs.full(MadeUpBugs.bug(7, Status.IN_PROGRESS, Severity.CRITICAL, 3, "Paul Etcheverry")));
        }
    }
}
