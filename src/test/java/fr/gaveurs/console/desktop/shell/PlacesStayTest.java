package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes by itself moves nothing that can be pressed. */
@Timeout(120)
class PlacesStayTest {
    @TempDir
    Path folder;

    private static TestBackend backend() {
        return MadeUpBackend.hall().answer("/api/admin/log", 200, MadeUpHealth.log());
    }

    private OpenWindow open(TestBackend backend) {
        return open(OpenWindow.asTheProgram(folder), backend);
    }

    private static OpenWindow open(OpenWindow open, TestBackend backend) {
        open.connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        Fx.run(() -> {
            open.stage().setWidth(1_000);
            open.stage().setHeight(768);
        });
        return open;
    }

    /** Where each tile and each button of the screen stands; those by which a notice is read are none of it. */
    private static Map<String, Bounds> places(OpenWindow open) {
        return Fx.call(() -> {
            Parent root = open.stage().getScene().getRoot();
            root.applyCss();
            root.layout();
            Map<String, Bounds> places = new TreeMap<>();
            int tile = 0;
            for (Node node : root.lookup(".place-scroll").lookupAll("*")) {
                Bounds bounds = node.localToScene(node.getLayoutBounds());
                if (node.getStyleClass().contains("station-tile")) {
                    places.put("tile " + tile++, bounds);
                } else if (node instanceof ButtonBase button && button.getText() != null) {
                    String name = button.getText() + " " + node.getId();
                    places.put(
                            name + " "
                                    + places.keySet().stream()
                                            .filter(known -> known.startsWith(name))
                                            .count(),
                            bounds);
                }
            }
            return places;
        });
    }

    private static Map<String, Bounds> settled(OpenWindow open) {
        for (Map<String, Bounds> last = Map.of(); ; ) {
            Fx.settle(open.stage());
            Map<String, Bounds> now = places(open);
            if (now.equals(last)) {
                return now;
            }
            last = now;
        }
    }

    /** What the screen gave up for a notice. */
    private static double room(OpenWindow open) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookup("#noticeScreen") instanceof Region screen
                ? screen.getPadding().getBottom()
                : 0.0);
    }

    /** In two windows at once: only after some seconds without a word a server counts as silent. */
    @Test
    void whenTheServerFallsSilentNothingMovesAndItsBandCoversTheStatusLineAlone() {
        TestBackend backend = backend();
        try (OpenWindow usual = open(OpenWindow.asTheProgram(folder), backend);
                OpenWindow large = open(new OpenWindow(folder, Language.FR, Theme.LIGHT, 200), backend)) {
            Map<String, Bounds> before = settled(usual);
            assertThat(before).hasSizeGreaterThan(12);
            backend.close();
            await().until(() -> Fx.call(() -> PicturesTest.visible(usual, ".band")));
            assertThat(settled(usual)).isEqualTo(before);
            assertThat(Fx.call(() -> {
                        Node band = usual.stage().getScene().getRoot().lookup(".band");
                        Bounds bounds = band.localToScene(band.getLayoutBounds());
                        return bounds.getMaxY() <= usual.stage().getScene().getHeight() + 0.5
                                && bounds.getHeight() > 10;
                    }))
                    .as("it lies in the window, over the status line")
                    .isTrue();

            await().until(() -> Fx.call(() -> PicturesTest.visible(large, ".band")));
            settled(large);
            Fx.run(() -> {
                Parent root = large.stage().getScene().getRoot();
                Node band = root.lookup(".band");
                Node line = root.lookup(".status-line");
                Node last = root.lookup("#railActor");
                Bounds bounds = band.localToScene(band.getLayoutBounds());
                assertThat(bounds).isEqualTo(line.localToScene(line.getLayoutBounds()));
                assertThat(last.localToScene(last.getLayoutBounds()).getMaxY()).isLessThan(bounds.getMinY() + 1);
                assertThat(root.lookup(".band-title").getLayoutBounds().getHeight())
                        .isLessThan(bounds.getHeight() + 1);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1366, 100", "1000, 100", "800, 100", "1366, 200", "1000, 200"})
    void aNewTroubleOnHealthPushesNothingAway(int width, int percent) {
        try (TestBackend backend = backend()
                        .answer("/health", 200, MadeUpHealth.calm())
                        .answer("/health/history", 200, MadeUpHealth.calmHour());
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, percent).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            Fx.run(() -> {
                // The breakers stand beside the components, or in the same column.
                open.stage().setWidth(width);
                open.stage().setHeight(768);
                open.workbench().choose(Screens.HEALTH);
            });
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".breaker-card")) == 2);
            Map<String, Bounds> before = settled(open);
            double tile = figureTop(open);
            open.press(KeyCode.SHIFT); // somebody is there, however long it took to come here
            backend.answer("/health", 200, MadeUpHealth.bad()).answer("/health/history", 200, MadeUpHealth.badHour());
            await().until(() -> Fx.call(() -> PicturesTest.texts(open)).contains("7 choses ne vont pas"));
            await().until(() -> Fx.call(() -> PicturesTest.texts(open))
                    .contains("Et 7 autres, dès que la fenêtre n’est plus touchée"));
            assertThat(settled(open)).containsAllEntriesOf(before);
            assertThat(figureTop(open)).isEqualTo(tile);

            Fx.run(() -> {
                open.workbench().choose(Screens.LIVE);
                open.workbench().choose(Screens.HEALTH);
            });
            await("whoever comes sees them").until(() -> Fx.call(() -> PicturesTest.count(open, ".trouble")) == 7);
            assertThat(figureTop(open)).isGreaterThan(tile);
        }
    }

    private static double figureTop(OpenWindow open) {
        Fx.settle(open.stage());
        return Fx.call(() -> {
            Node tile = open.stage().getScene().getRoot().lookup(".health-figures .figure-card");
            return tile.localToScene(tile.getLayoutBounds()).getMinY();
        });
    }

    @Test
    void aNoticeMovesNothingUntilAnotherScreenComes() {
        try (TestBackend backend = backend();
                OpenWindow open = open(backend)) {
            Map<String, Bounds> before = settled(open);
            open.press(KeyCode.SHIFT); // somebody is there, however long it took to come here
            Fx.run(() -> open.workbench().shell().warn("the disk is full"));
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".notice-dismiss")
                    && open.stage()
                                    .getScene()
                                    .getRoot()
                                    .lookup(".notification-bar")
                                    .getLayoutBounds()
                                    .getHeight()
                            > 20));
            assertThat(settled(open)).isEqualTo(before);
            assertThat(room(open)).isZero();

            // Once it has come up.
            await("room for it").until(() -> {
                Fx.run(() -> {
                    open.workbench().choose(Screens.HEALTH);
                    open.workbench().choose(Screens.LIVE);
                });
                return room(open) > 20;
            });
            Map<String, Bounds> given = settled(open);
            Fx.run(() -> open.workbench().shell().notices().read());
            await().until(() -> !Fx.call(() -> PicturesTest.visible(open, ".notification-bar")));
            assertThat(settled(open)).isEqualTo(given);
        }
    }

    @Test
    void aListThatCannotBeReadMovesNothing() {
        try (TestBackend backend = backend();
                OpenWindow open = open(backend)) {
            Fx.run(() -> open.workbench().choose(Screens.STATIONS));
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, "#stationSearch")));
            Map<String, Bounds> before = settled(open);
            backend.answer("/api/sqal/devices", 500, MadeUpReports.bug(1));
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".stations-failure")));
            assertThat(settled(open)).containsAllEntriesOf(before);
        }
    }
}
