package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of the pages of models in {@code target/pictures}, as {@link PicturesTest}. */
@ExtendWith(Patience.class)
class ModelsPicturesTest {
    @TempDir
    Path folder;

    static Stream<Setting> settings() {
        return "all".equals(System.getProperty("pictures"))
                ? StationsPicturesTest.settings()
                : "large".equals(System.getProperty("pictures"))
                        ? PicturesTest.largeText()
                        : StationsPicturesTest.settings().limit(3);
    }

    static TestBackend backend(List<DeviceLive> devices) {
        return MadeUpModels.in(new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .greeting(MadeUp.snapshot(devices), MadeUp.pulse(devices))
                .pulse(MadeUp.pulse(devices)));
    }

    private OpenWindow open(Setting setting, TestBackend backend) {
        return new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent()).connect(backend);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void pages(Setting setting) throws Exception {
        try (ModelsWindow window = ModelsWindow.madeUp(folder, setting)) {
            await().until(() -> window.rows("versionList") == 5);
            await().until(() -> window.says("SHA-256"));
            await().until(() -> window.says("9c".repeat(32)));
            PicturesTest.take(window.open(), setting, "models-versions");
            window.select("versionList", 2);
            await().until(() -> window.says(window.words("models.caution.one_station_only")));
            PicturesTest.take(window.open(), setting, "models-cautions");
            window.press("models-training");
            await().until(() -> window.rows("trainingList") == 5);
            await().until(() -> window.says(window.words("models.dataset.one_station")));
            PicturesTest.take(window.open(), setting, "models-training");
            window.press("models-shadow");
            await().until(() -> window.says("N° 4") || window.says("No. 4"));
            PicturesTest.take(window.open(), setting, "models-shadow");
            window.press("models-truth");
            await().until(() -> window.says("LOT-2026-08"));
            await().until(() -> window.says("κ"));
            PicturesTest.take(window.open(), setting, "models-judge");
            window.press("truth-labels");
            await().until(() -> window.rows("labelList") == 40);
            PicturesTest.take(window.open(), setting, "models-labels");
            window.press("models-drift");
            await().until(() -> window.rows("driftList") == 32);
            PicturesTest.take(window.open(), setting, "models-drift");
            window.press("models-roles");
            await().until(() -> window.rows("roleList") == 4);
            PicturesTest.take(window.open(), setting, "models-roles");
            window.press("models-grading");
            await().until(() -> window.rows("gradingList") == 2);
            PicturesTest.take(window.open(), setting, "models-grading");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void questions(Setting setting) throws Exception {
        try (ModelsWindow window = ModelsWindow.madeUp(folder, setting)) {
            window.open().onScreen();
            await().until(() -> window.rows("versionList") == 5);
            window.select("versionList", 1);
            await().until(() -> window.canBePressed("act-deactivateModel"));
            window.press("act-activateModel");
            Parent panel = window.open()
                    .inPanel(Parent.class, node -> node.getStyleClass().contains("gate-form"));
            Fx.settle(window.open().stage());
            assertThat(Pictures.part(panel, "models-gate" + suffix(setting))).isEmpty();
            Fx.run(() -> window.open().frame.stage().getScene().getRoot().requestFocus());
            window.press("models-training");
            window.press("datasetNew");
            Parent form = window.open()
                    .inPanel(Parent.class, node -> node.getStyleClass().contains("dataset-form"));
            Fx.settle(window.open().stage());
            assertThat(Pictures.part(form, "models-dataset" + suffix(setting))).isEmpty();
        }
    }

    private static String suffix(Setting setting) {
        return "-" + setting.language() + "-" + setting.theme() + "-" + setting.textPercent();
    }

    /** The figures stand on tiles and on the station's page, marked as what they are. */
    @ParameterizedTest
    @MethodSource("settings")
    void besideTheGrade(Setting setting) throws Exception {
        List<DeviceLive> devices = MadeUp.everything().stream()
                .map(each -> each.latest() == null
                        ? each
                        : new DeviceLive(
                                each.device(),
                                each.latest(),
                                each.recentScores(),
                                each.device().deviceId().endsWith("02")
                                        ? MadeUpModels.live(
                                                each.device().deviceId(),
                                                each.latest().sampleId(),
                                                Flag.FAR_FROM_TRAINING)
                                        : MadeUpModels.live(
                                                each.device().deviceId(),
                                                each.latest().sampleId())))
                .toList();
        try (TestBackend backend = backend(devices);
                OpenWindow open = open(setting, backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            PicturesTest.take(open, setting, "models-tiles");
        }
        try (TestBackend backend = backend(devices.subList(0, 3));
                OpenWindow open = open(setting, backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 3);
            PicturesTest.take(open, setting, "models-tiles-3");
        }
    }

    @Test
    void emptyPagesSayWhatToDoNext() throws Exception {
        try (TestBackend backend = new TestBackend()
                        .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                        .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
                OpenWindow open =
                        new OpenWindow(folder, Language.FR, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            for (String path : List.of("models", "leaderboard", "assignments", "datasets", "training", "truth/queue")) {
                backend.answer("/api/ai/" + path, 200, new Listing<>(List.of()));
            }
            ModelsWindow window = new ModelsWindow(open, Language.FR);
            await().until(() -> window.says("Aucun modèle. Étiquetez"));
            window.take("empty-versions");
            window.press("models-training");
            await().until(() -> window.says("Figez d’abord un jeu"));
            assertThat(window.canBePressed("trainingStart")).isFalse();
            window.take("empty-training");
            window.press("models-truth");
            await().until(() -> window.says("Rien à juger"));
            window.take("empty-judge");
        }
    }
}
