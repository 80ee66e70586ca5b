package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.kit.CommandText;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window as a person meets it. */
class ConsoleWindowTest {
    @TempDir
    Path folder;

    private TestBackend backend;

    @BeforeEach
    void serve() {
        backend = new TestBackend()
                .greeting(MadeUp.snapshot(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything()))
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/health", 200, MadeUpHealth.calm())
                .answer("/health/startup", 200, MadeUp.probe("started"))
                .answer("/health/live", 200, MadeUp.probe("live"))
                .answer("/health/ready", 200, MadeUp.probe("ready"));
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void showsTheStartBeforeThereIsABackend() {
        try (OpenWindow open = new OpenWindow(folder)) {
            open.window.starting("postgresql");
            await().until(() -> shown(open, "PostgreSQL"));
            open.window.started(new Health.StartedPart("postgresql", 1043));
            await().until(() -> shown(open, "1\u00a0043 ms"));
            assertThat(Fx.call(() -> open.stage().isShowing())).isTrue();
        }
    }

    /** Its screens are built in pieces, a pulse apart. */
    @Test
    void aWindowMinimisedWhileItStartsHasItsScreenAllTheSame() {
        try (OpenWindow open = new OpenWindow(folder)) {
            Fx.run(() -> open.stage().setIconified(true));
            open.connect(backend);
            assertThat(open.chosen()).isEqualTo(Screens.LIVE);
        }
    }

    /** Whoever chooses another language meanwhile is not left with the first one. */
    @Test
    void aLanguageChosenWhileTheFirstScreenIsBuiltHolds() {
        try (OpenWindow open = new OpenWindow(folder)) {
            open.window.ready(
                    new BackendAddress(URI.create("http://127.0.0.1:" + backend.port()), null, OpenWindow.SENSORS));
            Fx.run(() -> open.frame.language(Language.EN));
            open.shown();
            assertThat(open.chosen()).isEqualTo(Screens.LIVE);
            assertThat(Fx.call(() -> labels(open))).contains("Stations live");
        }
    }

    @Test
    void aFailedStartSaysWhatToDoAndClosesWithoutAnythingToEnd() {
        OpenWindow open = new OpenWindow(folder);
        open.window.failed(new StartFailure(StartFailure.Kind.PORT, "0.0.0.0:8000", "BindException"));
        await().until(() -> shown(open, "L’adresse 0.0.0.0:8000 est déjà prise par un autre programme."));
        CommandText remedy =
                Fx.call(() -> (CommandText) open.stage().getScene().getRoot().lookup(".failure-remedy"));
        assertThat(remedy.getPlain())
                .isEqualTo("Fermez l’autre programme, qui est peut-être une autre console, ou choisissez un autre port"
                        + " avec --port ou la variable GAVEURS_PORT. Puis relancez la console.");
        // In letters of one width two dashes are two.
        assertThat(Fx.call(() -> remedy.lookupAll(".command").stream()
                        .map(node -> ((Text) node).getText() + " "
                                + ((Text) node).getFont().getFamily())
                        .toList()))
                .containsExactly("--port Monospaced", "GAVEURS_PORT Monospaced");
        assertThat(accents(open)).containsExactly("Fermer");

        press(open, "Fermer");

        open.window.closed().join();
        assertThat(open.closing.progress).isNull();
    }

    /** The first start may be the one that fails, on a system in another language than the person's. */
    @Test
    void aFailedFirstStartOffersBothLanguages() {
        OpenWindow open = new OpenWindow(folder, null, Theme.LIGHT, 100, null, null);
        open.window.failed(new StartFailure(StartFailure.Kind.OTHER, "sample writer", "BindException"));
        for (Language language : List.of(Language.EN, Language.FR)) {
            await().until(() -> Fx.call(() -> open.stage().getScene().lookup("#language" + language)) != null);
        }
        Fx.run(() -> ((Button) open.stage().getScene().lookup("#languageFR")).fire());
        await().until(() -> shown(open, "Une partie du programme n’a pas démarré : Écriture des mesures."));
        assertThat(Fx.call(() -> open.stage().getScene().lookup("#languageFR"))).isNull();
        assertThat(Fx.call(() -> open.stage().getScene().getFocusOwner()))
                .isInstanceOfSatisfying(
                        Button.class, button -> assertThat(button.getText()).isEqualTo("Fermer"));
        press(open, "Fermer");
        open.window.closed().join();
        assertThat(WindowSettings.read(open.settings).language()).isEqualTo(Language.FR);
    }

    /** The buttons in view that look as if they were the one to be pressed. */
    private static List<String> accents(OpenWindow open) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".button.accent").stream()
                .filter(ConsoleWindowTest::visible)
                .map(node -> ((Button) node).getText())
                .toList());
    }

    private static final class FakeRescue implements Rescue {
        private final List<CompletableFuture<String>> runs = new CopyOnWriteArrayList<>();
        /** Whether it takes as long to give up as the test wants. */
        private boolean slow;

        @Override
        public String backup() {
            return "/data/backups/daily-20261123T023000Z.backup";
        }

        @Override
        public Instant made() {
            return Instant.parse("2026-11-23T02:30:00Z");
        }

        @Override
        public String command() {
            return "gaveurs-console restore …";
        }

        @Override
        public CompletableFuture<String> run(IntConsumer percent) {
            percent.accept(40);
            runs.add(new CompletableFuture<>());
            return runs.getLast();
        }

        @Override
        public void cancel() {
            if (slow) {
                return;
            }
            runs.getLast().completeExceptionally(new IllegalStateException("it was ended before it was done"));
        }
    }

    @Test
    void damagedDataIsRestoredAtThePressOfAButtonThatAsksFirst() {
        try (OpenWindow open = new OpenWindow(folder)) {
            FakeRescue rescue = new FakeRescue();
            open.window.failed(new StartFailure(StartFailure.Kind.DAMAGE_RESCUE, "/data", "details", rescue));
            String button = "Restaurer la sauvegarde du 23 nov. 2026 02:30:00";
            await().until(() -> shown(
                    open,
                    "Des fichiers de la base de données, dans /data, sont abîmés, comme par un disque défaillant ou une"
                            + " coupure de courant."));
            assertThat(accents(open)).containsExactly(button);

            press(open, button);
            await().until(() -> Fx.call(() -> labels(open).stream()
                    .anyMatch(text -> text.contains("Rien n’est supprimé") && text.contains("before-restore-…"))));
            assertThat(rescue.runs).isEmpty();
            assertThat(accents(open)).containsExactly(button);
            press(open, "Annuler");
            press(open, button);
            press(open, button); // the one that confirms carries the same name
            await().until(() -> rescue.runs.size() == 1);
            rescue.runs.getFirst().completeExceptionally(new IllegalStateException("the disk is full"));
            await().until(() -> shown(
                    open,
                    "La sauvegarde n’a pas été remise en place et rien n’a été changé. Les détails disent pourquoi."));
            assertThat(Fx.call(() -> ((TextArea) open.stage().getScene().lookup(".failure-details")).getText()))
                    .startsWith("the disk is full\n");

            press(open, button);
            press(open, button);
            await().until(() -> rescue.runs.size() == 2);
            open.window.restored("/data/before-restore-20261126");
            open.window.starting("postgresql");
            await().until(() -> shown(open, "PostgreSQL"));
            open.connect(backend);
            await().until(() -> Fx.call(
                    () -> labels(open).stream().anyMatch(text -> text.contains("/data/before-restore-20261126"))));
        }
    }

    @Test
    void aWindowClosedDuringARestoreGivesItUpFirst() {
        OpenWindow open = new OpenWindow(folder);
        FakeRescue rescue = new FakeRescue();
        open.window.failed(new StartFailure(StartFailure.Kind.DAMAGE_RESCUE, "/data", "details", rescue));
        press(open, "Restaurer la sauvegarde du 23 nov. 2026 02:30:00");
        press(open, "Restaurer la sauvegarde du 23 nov. 2026 02:30:00");
        await().until(() -> rescue.runs.size() == 1);

        open.window.close();

        open.window.closed().join();
        assertThat(rescue.runs.getFirst()).isCompletedExceptionally();
    }

    /** To give it up takes as long as the step that it is at. */
    @Test
    void aWindowClosedDuringARestoreSaysSoAtOnce() {
        OpenWindow open = new OpenWindow(folder);
        FakeRescue rescue = restoring(open);

        open.window.close();

        await().until(() -> shown(open, "La restauration s’arrête ; rien n’est changé. Puis la fenêtre se ferme…"));
        assertThat(Fx.call(() -> button(open, "Arrêter la restauration").isDisabled()))
                .isTrue();
        assertThat(open.window.closed()).isNotDone();
        rescue.runs.getFirst().completeExceptionally(new IllegalStateException("it was ended before it was done"));
        open.window.closed().join();
    }

    @Test
    void aRestoreThatIsDoneBeforeItCouldBeGivenUpStartsNoConsoleThatWasClosed() {
        try (OpenWindow open = new OpenWindow(folder)) {
            FakeRescue rescue = restoring(open);
            open.window.close();
            rescue.runs.getFirst().complete("/data/before-restore-20261126");
            open.window.restored("/data/before-restore-20261126");

            await().until(() -> open.closing.progress != null);
        }
    }

    private static FakeRescue restoring(OpenWindow open) {
        FakeRescue rescue = new FakeRescue();
        rescue.slow = true;
        open.window.failed(new StartFailure(StartFailure.Kind.DAMAGE_RESCUE, "/data", "details", rescue));
        press(open, "Restaurer la sauvegarde du 23 nov. 2026 02:30:00");
        press(open, "Restaurer la sauvegarde du 23 nov. 2026 02:30:00");
        await().until(() -> rescue.runs.size() == 1);
        return rescue;
    }

    private static Button button(OpenWindow open, String text) {
        return open.stage().getScene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTileOpensItsStationAndEscapeLeadsBack() {
        try (OpenWindow open = connected()) {
            Node first = Fx.call(() -> tile(open));
            Fx.run(first::requestFocus);
            open.press(KeyCode.ENTER);
            String id = Fx.call(() -> open.workbench().openStation());
            assertThat(id).startsWith("ESP32_");

            open.press(KeyCode.ESCAPE);

            assertThat(Fx.call(() -> open.workbench().openStation() == null)).isTrue();
            assertThat(Fx.call(() -> open.stage().getScene().getFocusOwner())).isSameAs(first);
        }
    }

    @Test
    void arrowsMoveAmongTiles() {
        try (OpenWindow open = connected()) {
            Fx.run(() -> tile(open).requestFocus());
            open.press(KeyCode.RIGHT);
            assertThat(Fx.call(() -> tile(open).isFocused())).isFalse();
            open.press(KeyCode.LEFT);
            assertThat(Fx.call(() -> tile(open).isFocused())).isTrue();
        }
    }

    @Test
    void oneKeyPutsTheWorstFirstAndBackAndIsRemembered() {
        OpenWindow open = connected();
        assertThat(Fx.call(() -> name(tile(open)))).isEqualTo("ESP32_LL_01");
        open.press(KeyCode.O);
        await().untilAsserted(() -> assertThat(Fx.call(() -> name(tile(open)))).isEqualTo("ESP32_MT_02"));
        open.press(KeyCode.F1);
        await().until(() -> shown(open, "Trier par site et nom, ou le pire d’abord"));
        // What lies over the screen has the keys for itself.
        open.press(KeyCode.O);
        open.press(KeyCode.F1);
        assertThat(Fx.call(() -> name(tile(open)))).isEqualTo("ESP32_MT_02");
        open.close();
        assertThat(WindowSettings.read(open.settings).sortByName()).isFalse();
    }

    @Test
    void theRailHasAKeyForEachScreenAndF1ListsThem() {
        try (OpenWindow open = connected()) {
            open.press(KeyCode.CONTROL, KeyCode.DIGIT3);
            await().until(() -> shown(open, "Base de données"));
            open.press(KeyCode.CONTROL, KeyCode.DIGIT4);
            assertThat(open.chosen()).isEqualTo(Screens.BUGS);
            open.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            assertThat(open.chosen()).isEqualTo(Screens.LIVE);

            open.press(KeyCode.F1);
            // What scrolls is among the window's nodes only after the next layout.
            await().until(() -> shown(open, "Plein écran"));
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> shown(open, "Plein écran"))).isFalse();
        }
    }

    @Test
    void languageAndThemeChangeAtOnceAndAreRemembered() {
        OpenWindow open = connected();
        choose(open, "English");
        await().until(() -> shown(open, "Stations live"));
        // The settings are still open, in the new language.
        Fx.run(open.inPanel(ToggleButton.class, "Dark")::fire);
        Shape border =
                open.inPanel(Shape.class, (Shape shape) -> shape.getStyleClass().contains("border"));
        await("stays, in the new colours")
                .until(() -> Fx.call(() -> border.getFill() instanceof Color fill && fill.getBrightness() < 0.3));
        ToggleButton larger = open.inPanel(ToggleButton.class, "150%");
        double before = Fx.call(() -> larger.getFont().getSize());
        Fx.run(larger::fire);
        await().until(() -> Fx.call(() -> larger.getFont().getSize()) > before * 1.4);
        Fx.run(larger::fire);
        assertThat(Fx.call(larger::isSelected)).as("one is always chosen").isTrue();
        open.close();

        WindowSettings kept = WindowSettings.read(open.settings);
        assertThat(kept.language()).isEqualTo(Language.EN);
        assertThat(kept.theme()).isEqualTo(Theme.DARK);
        assertThat(kept.textPercent()).isEqualTo(150);
        assertThat(kept.width()).isNotNull();
    }

    @Test
    void anEmptyHallOffersTheAddressAndTheDemo() {
        backend.greeting(MadeUp.snapshot(List.of()));
        try (OpenWindow open = new OpenWindow(folder).connect(backend)) {
            await().until(() -> shown(open, OpenWindow.SENSORS.getFirst()));
            press(open, "Démarrer la démo");
            await().until(() -> shown(open, "Démo : stations simulées"));
            assertThat(open.demo.starts).hasValue(1);
            press(open, "Arrêter");
            await().until(() -> !shown(open, "Démo : stations simulées"));
            assertThat(open.demo.stops).hasValue(1);
        }
    }

    /** Its stations are known from then on: the hall is not empty any more. */
    @Test
    void theDemoIsStartedAgainInTheSettingsWhereNoStationIsLive() {
        List<Devices.DeviceLive> known = List.of(
                MadeUp.station("ESP32_LL_01").state(DeviceState.OFFLINE, 320).build());
        backend.greeting(MadeUp.snapshot(known)).pulse(MadeUp.pulse(known));
        try (OpenWindow open = new OpenWindow(folder).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 1);
            Fx.run(open.workbench().shell().settings()::fire);
            OnOff demo = open.inPanel(OnOff.class, "Démo : stations simulées");
            Fx.run(() -> demo.setSelected(true));
            await().until(() -> open.demo.starts.get() == 1);
            await().until(() -> shown(open, "Démo : stations simulées"));
            press(open, "Arrêter");
            await().until(() -> Fx.call(() -> !demo.isSelected() && !demo.isDisabled()));
            assertThat(open.demo.stops).hasValue(1);
        }
    }

    @Test
    void whereStationsAreLiveTheSettingsOfferNoDemo() {
        try (OpenWindow open = connected()) {
            Fx.run(open.workbench().shell().settings()::fire);
            open.inPanel(ToggleButton.class, "English");
            assertThat(Fx.call(() -> Window.getWindows().stream()
                            .anyMatch(window -> window.getScene().lookup("#settingsDemo") != null)))
                    .isFalse();
        }
    }

    @Test
    void aPendingStationIsApprovedByItsButtonAndARefusalIsTold() {
        try (OpenWindow open = connected()) {
            press(open, "Approuver");
            await().untilAsserted(() -> assertThat(backend.asked)
                    .anyMatch(asked -> asked.method().equals("POST")
                            && asked.pathAndQuery().equals("/api/sqal/devices/ESP32_MT_04/approve")));
            await().until(() -> Fx.call(() -> labels(open).stream()
                    .anyMatch(text -> text.startsWith("La station ESP32_MT_04 n’a pas pu être approuvée"))));
        }
    }

    @Test
    void closingShowsProgressAndASecondTimeAsksWhetherToWait() {
        OpenWindow open = connected();
        open.requestClose();
        await().until(() -> open.closing.progress != null);
        Objects.requireNonNull(open.closing.progress).accept(new Closing.Step("sample writer", 2, 5));
        await().until(() -> shown(open, "Écriture des mesures : arrêt…"));
        assertThat(Fx.call(() -> shown(open, "Attendre la fin"))).isFalse();

        open.requestClose();
        await().until(() -> shown(open, "Attendre la fin"));
        assertThat(open.window.closed()).isNotDone();
        open.press(KeyCode.ESCAPE);
        await().until(() -> !shown(open, "Attendre la fin"));
        assertThat(open.window.closed()).isNotDone();
        open.closing.done.complete(null);

        open.window.closed().join();
        assertThat(open.closing.forced).hasValue(0);
        await().until(() -> backend.dashboards() == 0);
    }

    @Test
    void whoDoesNotWantToWaitIsTakenAtTheirWord() {
        OpenWindow open = connected();
        open.requestClose();
        open.requestClose();
        press(open, "Fermer tout de suite");

        open.window.closed().join();
        assertThat(open.closing.forced).hasValue(1);
    }

    private OpenWindow connected() {
        OpenWindow open = new OpenWindow(folder).connect(backend);
        await().until(() -> Fx.call(() ->
                open.stage().getScene().getRoot().lookupAll(".station-tile").size() == 12));
        return open;
    }

    /** The tile that the keyboard enters the grid by, the first one. */
    private static Node tile(OpenWindow open) {
        return open.stage().getScene().getRoot().lookupAll(".station-tile").stream()
                .min((a, b) -> a.getLayoutY() == b.getLayoutY()
                        ? Double.compare(a.getLayoutX(), b.getLayoutX())
                        : Double.compare(a.getLayoutY(), b.getLayoutY()))
                .orElseThrow();
    }

    private static String name(Node tile) {
        String text = (String) tile.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        return text.substring(0, text.indexOf(','));
    }

    private static void press(OpenWindow open, String text) {
        await().until(() -> Fx.call(() -> {
            for (Node node : open.stage().getScene().getRoot().lookupAll(".button")) {
                if (node instanceof Button button && button.getText().equals(text) && visible(button)) {
                    button.fire();
                    return true;
                }
            }
            return false;
        }));
    }

    /** In the settings. */
    private static void choose(OpenWindow open, String text) {
        Fx.run(() -> open.workbench().shell().settings().fire());
        Fx.run(open.inPanel(ToggleButton.class, text)::fire);
    }

    private static boolean shown(OpenWindow open, String text) {
        return Fx.call(() -> labels(open).contains(text));
    }

    private static List<String> labels(OpenWindow open) {
        return open.stage().getScene().getRoot().lookupAll("*").stream()
                .filter(ConsoleWindowTest::visible)
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean visible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
