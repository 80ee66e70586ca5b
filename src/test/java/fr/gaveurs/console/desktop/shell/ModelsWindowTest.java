package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The screen of models as people come upon it: by keys, with large text, while answers are under way. */
@ExtendWith(Patience.class)
@Timeout(180)
class ModelsWindowTest {
    /** A small screen's height, less what a panel's arrow takes, px. */
    private static final double SMALL_SCREEN = 660;

    @TempDir
    Path folder;

    private static Setting french(int textPercent) {
        return new Setting(Language.FR, WindowSettings.Theme.LIGHT, textPercent, 1366, 768);
    }

    private ModelsWindow madeUp(int textPercent) {
        return ModelsWindow.madeUp(folder, french(textPercent));
    }

    private static boolean chosen(ModelsWindow window, String id) {
        return Fx.call(() -> window.find(id) instanceof ToggleButton button && button.isSelected());
    }

    @Test
    void whatWasJudgedOfASampleStaysInAnotherLanguageAndSoDoesWhatIsNoFigure() {
        try (ModelsWindow window = madeUp(100)) {
            window.press("models-truth");
            window.sees("LOT-2026-08");
            window.press("judge-freshness-2");
            Fx.run(() -> {
                ((TextField) Objects.requireNonNull(window.find("judge-oxidation-exact"))).setText("0,2x");
                ((TextField) Objects.requireNonNull(window.find("judgeGrams"))).setText("512,5");
            });
            window.open().language(Language.EN);
            await().until(() -> chosen(window, "judge-freshness-2")
                    && text(window, "judge-oxidation-exact").equals("0,2x")
                    && text(window, "judgeGrams").equals("512,5"));
            assertThat(window.canBePressed("judgeKeep"))
                    .as("what is no figure is not kept")
                    .isFalse();
            Fx.run(() -> ((TextField) Objects.requireNonNull(window.find("judge-oxidation-exact"))).clear());
            await().until(() -> window.canBePressed("judgeKeep"));
        }
    }

    private static String text(ModelsWindow window, String id) {
        return Fx.call(() -> window.find(id) instanceof TextField field ? field.getText() : "");
    }

    @Test
    void keysJudgeAsSoonAsTheTabIsChosen() {
        try (ModelsWindow window = madeUp(100)) {
            WindowRobot robot = new WindowRobot(window.open());
            robot.click("#models-truth");
            window.sees("LOT-2026-08");
            window.open().press(KeyCode.DIGIT3);
            await().until(() -> chosen(window, "judge-freshness-3"));

            Fx.run(() -> Objects.requireNonNull(window.find("judgeGrams")).requestFocus());
            window.open().press(KeyCode.DIGIT4);
            assertThat(chosen(window, "judge-fat_quality-4"))
                    .as("what is typed is typed")
                    .isFalse();
            robot.click(".blind-picture");
            window.open().press(KeyCode.DIGIT4);
            await("a press beside the fields leads back").until(() -> chosen(window, "judge-fat_quality-4"));

            Fx.run(() -> {
                window.open().workbench().choose(Screens.LIVE);
                window.open().workbench().choose(Screens.MODELS);
            });
            window.open().press(KeyCode.DIGIT2);
            await("the screen is back").until(() -> chosen(window, "judge-oxidation-2"));
            Fx.run(() -> Objects.requireNonNull(window.find("models-truth")).requestFocus());
            window.open().press(KeyCode.DIGIT1);
            await("from the tab as well").until(() -> chosen(window, "judge-grade-1"));
        }
    }

    @Test
    void whoeverTakesTheOnesPlaceIsGivenWhatThatOneJudged() {
        try (ModelsWindow window = madeUp(100)) {
            window.open().onScreen();
            window.press("models-truth");
            window.sees("S-20260314-1,");
            window.press("judgePass");
            await().until(() -> !window.says("S-20260314-1,"));
            Fx.run(() -> ((ButtonBase) Objects.requireNonNull(window.find("railActor"))).fire());
            window.typeInPanel("newName", "Maite");
            window.pressInPanel("nameTake");
            window.sees("S-20260314-1,");
        }
    }

    private static boolean pictureSays(OpenWindow open, String words) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll("*").stream()
                .anyMatch(node -> node.getAccessibleRole() == AccessibleRole.IMAGE_VIEW
                        && words.equals(node.getAccessibleText())));
    }

    @Test
    void nothingIsSaidToBeNoneBeforeTheAnswerIsThere() {
        CountDownLatch gate = new CountDownLatch(1);
        TestBackend backend = ModelsPicturesTest.backend(MadeUp.everything());
        for (String path : List.of("models/3", "comparison", "truth/queue", "training", "drift", "grading")) {
            backend.before("/api/ai/" + path, gate);
        }
        CountDownLatch all = new CountDownLatch(1);
        backend.before("/api/ai/models", all);
        try (ModelsWindow window = ModelsWindow.on(backend, folder, french(100))) {
            OpenWindow open = window.open();
            String asking = window.words("models.asking");
            String reading = window.words("list.asking");
            window.sees(reading);
            assertThat(window.says("Aucun modèle")).isFalse();
            all.countDown();
            await().until(() -> window.rows("versionList") == 5);
            window.sees(asking);
            assertThat(window.says(window.words("models.elsewhere.long"))).isFalse();
            assertThat(window.says(window.words("models.card.unused"))).isFalse();
            assertThat(pictureSays(open, window.words("models.picture.no_report")))
                    .isFalse();
            window.press("models-training");
            window.sees(asking);
            assertThat(window.says(window.words("models.trainings.none"))).isFalse();
            assertThat(window.says(window.words("models.datasets.how"))).isFalse();
            window.press("models-shadow");
            await().until(() -> pictureSays(open, asking));
            assertThat(pictureSays(open, window.words("models.picture.no_shadow")))
                    .isFalse();
            window.press("models-truth");
            await().until(() -> pictureSays(open, asking));
            assertThat(window.says("Rien à juger")).isFalse();
            window.press("models-drift");
            await().until(() -> pictureSays(open, asking));
            assertThat(pictureSays(open, window.words("models.drift.empty"))).isFalse();
            assertThat(window.says(window.words("models.drift.empty"))).isFalse();
            backend.before("/api/ai/assignments", gate);
            window.press("models-roles");
            window.sees(reading);
            assertThat(window.says(window.words("models.roles.none"))).isFalse();
            window.press("models-grading");
            window.sees(reading);
            assertThat(window.says(window.words("models.grading.none"))).isFalse();
            gate.countDown();
            await().until(() -> window.rows("gradingList") == 2);
            assertThat(window.says(asking)).isFalse();
        } finally {
            all.countDown();
            gate.countDown();
        }
    }

    @Test
    void refusalsOfTrainingsAndFeaturesAreInTheWindowsLanguage() {
        try (ModelsWindow window = madeUp(100)) {
            window.press("models-training");
            window.select("trainingList", 2);
            window.sees("Échec · Fraîcheur : 2 mesures étiquetées exploitables, il en faut 40");
            assertThat(window.says("usable samples")).isFalse();
            window.sees("F1, F2, F3");
            assertThat(window.says("log_f1")).isFalse();
            window.press("models-versions");
            window.sees("Poids : rien n’a pu être appris. 0 mesure étiquetée exploitable, il en faut 40");
        }
    }

    @Test
    void theShadowSaysHowFarItIsOnItsWayToBecomeActive() {
        try (ModelsWindow window = madeUp(100)) {
            window.press("models-shadow");
            window.sees("412 mesures (500 demandées), jours : 2 (3 demandés), stations : 4 (2 demandées)");
            window.sees("erreur sûrement moindre sur de nouvelles étiquettes : pas encore");
        }
    }

    @Test
    void retiringSendsItsReason() {
        try (ModelsWindow window = madeUp(100)) {
            window.open().onScreen();
            window.press("act-retireModel");
            window.pressInPanel("actConfirm");
            assertThat(window.open().panelShown()).as("not without a reason").isTrue();
            window.typeInPanel("actReason", "Essais faits");
            window.pressInPanel("actConfirm");
            await().until(() -> window.backend().asked.stream()
                    .anyMatch(each -> each.pathAndQuery().endsWith("/retire")
                            && each.reason().equals("Essais faits")));
        }
    }

    @Test
    void aTileSaysInWordsWhatItsLettersStandFor() {
        List<DeviceLive> devices = MadeUp.everything().stream()
                .map(each -> each.latest() == null
                        ? each
                        : new DeviceLive(
                                each.device(),
                                each.latest(),
                                each.recentScores(),
                                MadeUpModels.live(
                                        each.device().deviceId(), each.latest().sampleId())))
                .toList();
        try (TestBackend backend = ModelsPicturesTest.backend(devices);
                OpenWindow open =
                        new OpenWindow(folder, Language.FR, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            WindowRobot robot = new WindowRobot(open);
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            Control tile = Fx.call(() -> (Control) open.stage().getScene().lookup(".station-tile"));
            robot.move(tile);
            await("the tip of a tile")
                    .until(() -> Fx.call(() -> tile.getTooltip() != null
                            && tile.getTooltip().getText().contains("fraîcheur 0,82\u00a0±\u00a00,03")));
        }
    }

    private static Bounds within(Node node, Node panel) {
        return Fx.call(() -> panel.sceneToLocal(node.localToScene(node.getLayoutBounds())));
    }

    private static void fits(OpenWindow open, Region form, String button) {
        Fx.run(() -> form.setMaxHeight(SMALL_SCREEN));
        await(button + " is in reach").until(() -> {
            Node last = open.inPanel(Node.class, node -> button.equals(node.getId()));
            Fx.run(() -> form.getScene().getRoot().layout());
            Bounds place = within(last, form);
            return Fx.call(form::getHeight) <= SMALL_SCREEN + 1
                    && place.getMinY() > 0
                    && place.getMaxY() <= Fx.call(form::getHeight);
        });
    }

    /** Of the conditions of a model none is cut while the screen has room for all of them. */
    @Test
    void theConditionsOfAModelAreShownWhole() {
        try (ModelsWindow window = madeUp(100)) {
            window.open().onScreen();
            await().until(() -> window.rows("versionList") == 5);
            window.select("versionList", 1);
            await().until(() -> window.canBePressed("act-deactivateModel"));
            window.press("act-activateModel");
            ScrollPane pane = window.open().inPanel(ScrollPane.class, node -> true);
            await("all of them are seen")
                    .until(() -> Fx.call(() -> {
                        Region rules = (Region) pane.getContent();
                        double seen = pane.getViewportBounds().getHeight();
                        return seen > 0 && rules.prefHeight(rules.getWidth()) <= seen + 0.5;
                    }));
        }
    }

    @Test
    void stationsOfAProductAreChangedWhileAModelGradesIt() {
        try (ModelsWindow window = madeUp(100)) {
            window.open().onScreen();
            window.press("models-grading");
            await().until(() -> window.rows("gradingList") == 2);
            assertThat(window.canBePressed("gradingKeep")).isFalse();
            Fx.run(() -> ((ManyChoice<?>) Objects.requireNonNull(window.find("gradingStations")))
                    .getCheckModel()
                    .clearCheck(0));
            assertThat(window.canBePressed("gradingKeep")).as("other stations").isTrue();
            window.press("gradingKeep");
            window.typeInPanel("actReason", "Ligne 1 en travaux");
            window.pressInPanel("actConfirm");
            await().until(() -> window.backend().sent.stream()
                    .anyMatch(sent -> sent.pathAndQuery().equals("/api/ai/grading/1")
                            && sent.method().equals("PUT")
                            && sent.text().contains("\"by_model\":true")));
            window.select("gradingList", 1);
            assertThat(window.canBePressed("gradingKeep"))
                    .as("the formula grades it: there is nothing to be taken")
                    .isFalse();
        }
    }

    @Test
    void panelsFitASmallScreenWithLargeText() {
        try (ModelsWindow window = madeUp(200)) {
            window.open().onScreen();
            await().until(() -> window.rows("versionList") == 5);
            window.select("versionList", 1);
            await().until(() -> window.canBePressed("act-deactivateModel"));
            window.press("act-activateModel");
            fits(
                    window.open(),
                    window.open()
                            .inPanel(Region.class, node -> node.getStyleClass().contains("gate-form")),
                    "actCancel");
            Fx.run(() -> PopOvers.hideAll(window.open().stage()));
            window.press("models-training");
            window.press("datasetNew");
            fits(
                    window.open(),
                    window.open()
                            .inPanel(Region.class, node -> node.getStyleClass().contains("dataset-form")),
                    "datasetFreeze");
        }
    }
}
