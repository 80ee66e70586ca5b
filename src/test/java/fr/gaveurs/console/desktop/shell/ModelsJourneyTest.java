package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.StoredSamples;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.models.ModelFilesOf;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From labels to a model beside the grade and back again, in a window with a whole backend behind it. */
@ExtendWith(Patience.class)
@Timeout(300)
class ModelsJourneyTest {
    private static TestConsole console;
    private static StoredSamples samples;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        samples = StoredSamples.of(console, 4, 55, 21);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private OpenWindow open(Language language, WindowSettings.Theme theme) {
        return new OpenWindow(folder, language, theme, 100).connect(console.port());
    }

    private static String state(long id) {
        return console.json("/api/ai/models/" + id).at("/version/state").asString();
    }

    @Test
    void aModelIsTrainedShadowsIsActivatedAndGoesBack() throws Exception {
        samples.label();
        try (OpenWindow open = open(Language.FR, WindowSettings.Theme.LIGHT)) {
            open.onScreen();
            ModelsWindow window = new ModelsWindow(open, Language.FR);
            window.sees("Aucun modèle.");
            window.press("models-training");
            window.press("datasetNew");
            window.pressInPanel("datasetFreeze");
            open.inPanel(Label.class, label -> label.getText().startsWith("De 1 à 80"));
            window.typeInPanel("datasetName", "Tout");
            window.typeInPanel("datasetFrom", "31/31/2026");
            window.pressInPanel("datasetFreeze");
            assertThat(open.panelShown()).as("no such day").isTrue();
            window.typeInPanel("datasetFrom", "");
            window.pressInPanel("datasetFreeze");
            window.sees("220 mesures · 4 stations");
            Path rows = folder.resolve("rows.csv");
            Fx.run(() -> ModelFilesOf.rows(window.find("datasetRows"), rows));
            await().until(() -> Files.exists(rows));
            assertThat(Files.readAllBytes(rows)).isEqualTo(console.bytes("/api/ai/datasets/1/rows"));
            window.press("trainingStart");
            await("it is trained").until(() -> window.canBePressed("trainingSee"));
            window.sees("modèle n° 1");
            window.take("journey-training");
            window.press("trainingSee");
            window.sees("N° 1 · Tout");
            window.sees("Jours mis de côté");
            window.sees(console.json("/api/ai/models/1").at("/version/sha256").asString());
            assertThat(state(1)).isEqualTo("validated");
            window.take("journey-card");

            window.press("act-shadowModel");
            window.pressInPanel("actConfirm");
            await().until(() -> state(1).equals("shadow"));
            await().until(() -> window.canBePressed("act-deactivateModel"));
            window.press("act-activateModel");
            open.inPanel(Label.class, label -> label.getText().equals(window.words("models.gate.samples", "0", "500")));
            window.pressInPanel("actConfirm");
            assertThat(state(1)).as("not without a reason").isEqualTo("shadow");
            window.typeInPanel("actReason", "Essai en atelier");
            window.pressInPanel("actConfirm");
            await().until(() -> state(1).equals("active"));
            assertThat(console.json("/api/ai/assignments?role=active")
                            .at("/items/0/reason")
                            .asString())
                    .isEqualTo("Essai en atelier");
            assertThat(window.canBePressed("modelBack"))
                    .as("there is none that was active before")
                    .isFalse();

            long second = StoredSamples.train(console, 1, 2);
            StoredSamples.read(
                    console.send("POST", "/api/ai/models/" + second + "/activate", null, "Gaveurs-Reason", "tried"));
            window.press("modelBack");
            await().until(() -> state(1).equals("active"));
            window.sees("N° 1 · Tout est de nouveau actif.");

            Path saved = folder.resolve("model.json");
            Fx.run(() -> ModelFilesOf.save(window.find("modelDownload"), saved));
            await().until(() -> Files.exists(saved));
            assertThat(Files.readAllBytes(saved)).isEqualTo(console.bytes("/api/ai/models/1/artefact"));
            Path picture = folder.resolve("residuals.png");
            Fx.run(() -> ModelFilesOf.picture(window.find("save-residuals"), picture));
            await().until(() -> Files.exists(picture));
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1_280);

            window.press("models-roles");
            await().until(() -> window.rows("roleList") > 3);
            Fx.run(() -> ((TextField) window.find("rolesWhen")).setText("2020-03-03"));
            window.press("rolesAsk");
            window.sees("aucun modèle ne tournait");
            window.take("journey-roles");
            window.press("models-drift");
            window.press("driftReckon");
            await().until(() -> window.rows("driftList") == 4 * 8);
            window.take("journey-drift");
        }
    }

    @Test
    void anInspectorJudgesByKeyboardAloneAndCorrects() throws Exception {
        try (OpenWindow open = open(Language.EN, WindowSettings.Theme.DARK)) {
            open.onScreen();
            ModelsWindow window = new ModelsWindow(open, Language.EN);
            window.press("models-truth");
            window.sees("ESP32_LL_");
            assertThat(window.canBePressed("judgeKeep")).isFalse();
            open.press(KeyCode.DIGIT4);
            open.press(KeyCode.NUMPAD3);
            open.press(KeyCode.DIGIT0);
            open.press(KeyCode.DIGIT2);
            open.press(KeyCode.BACK_SPACE);
            open.press(KeyCode.DIGIT1);
            assertThat(window.canBePressed("judgeKeep")).isTrue();
            window.take("journey-judge");
            open.press(KeyCode.ENTER);
            window.sees("1 sample judged");
            assertThat(said()).isEqualTo("fat_quality=0.5,freshness=0.7,grade=A,oxidation=0.1");
            open.press(KeyCode.P);
            open.press(KeyCode.DIGIT5);
            open.press(KeyCode.ENTER);
            window.sees("2 samples judged");
            assertThat(said()).isEqualTo("fat_quality=0.5,freshness=0.9,grade=A,oxidation=0.1");
            assertThat(console.count("SELECT count(*) FROM truth_labels WHERE source = 'inspector'"
                            + " AND replaced_at IS NOT NULL"))
                    .as("what was said before is kept")
                    .isEqualTo(1);

            Path csv = Files.writeString(
                    folder.resolve("labels.csv"),
                    "device_id,sample_id,freshness\nESP32_LL_1,nobody-knows,0.4\nESP32_LL_1,x,7\n");
            window.press("truth-labels");
            Fx.run(() -> ModelFilesOf.labels(window.find("labelsCsv"), ModelsApi.IMPORT_TRUTH, csv));
            window.sees("labels.csv: 0 new");
            await().until(() -> window.rows("labelFaults") == 2);
            window.take("journey-labels");
        }
    }

    private static String said() {
        return console.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT string_agg(kind || '=' || coalesce(grade, value::text),"
                                + " ',' ORDER BY kind) FROM truth_labels WHERE source = 'inspector'"
                                + " AND replaced_at IS NULL")
                .mapTo(String.class)
                .one());
    }
}
