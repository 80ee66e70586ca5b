package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** From a lot of samples to products, labels and a recall, and from a rating to the inbox: a window and a whole backend. */
@Timeout(180)
class ProductsInShellTest {
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().enrollOpen().products(TestProducts.PLAN).start();
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            samples.add(TestMessages.graded("ESP32_LL_01", Grade.A).lot("LOT-A"));
        }
        samples.add(TestMessages.graded("ESP32_LL_01", Grade.REJECT).lot("LOT-A"));
        console.store(samples);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @Test
    void aLotBecomesProductsAndIsRecalledWithAReason() throws Exception {
        try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Produits")
                    .clickWords("Créer des produits")
                    .write("LOT")
                    .press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> open.stage()
                            .getScene()
                            .lookup("#makeLot")
                            .getParent()
                            .getParent()
                            .getParent()
                            .getParent()
                            .isVisible()))
                    .isFalse();
            robot.clickWords("Créer des produits");
            assertThat(Fx.call(() -> ((TextField) open.stage().getScene().lookup("#makeLot")).getText()))
                    .isEqualTo("LOT");
            Fx.run(() -> ((TextField) open.stage().getScene().lookup("#makeLot")).clear());
            robot.clickWords("Créer les produits du lot").sees("Indiquez un lot, ou une station et une mesure.");
            robot.type("#makeSample", "S-1").clickWords("Créer le produit").sees("Indiquez la station de la mesure");
            Fx.run(() -> ((TextField) open.stage().getScene().lookup("#makeSample")).clear());
            robot.type("#makeLot", "LOT-Z").clickWords("Créer les produits du lot");
            robot.sees("Aucune mesure du lot LOT-Z n’est gardée ici");
            Fx.run(() -> {
                ((TextField) open.stage().getScene().lookup("#makeLot")).setText("LOT-A");
                best(open).setValue(LocalDate.of(2020, 1, 1));
            });
            robot.clickWords("Créer les produits du lot").sees("La date limite ne peut ni précéder l’emballage");
            Fx.run(() -> best(open).setValue(null));
            robot.clickWords("Créer les produits du lot");
            robot.sees("3 produits créés pour le lot LOT-A. 1 mesure non conforme est laissée de côté.");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".products-row")) == 3);
            select(open, "#productList");
            robot.sees("https://produits.example.fr/p/FG_LL_");
            await().until(() -> Fx.call(() -> open.stage().getScene().lookup("#productLabelSave") != null));

            await("the label")
                    .until(() -> Fx.call(
                            () -> open.stage().getScene().lookup(".product-label .image-view") instanceof ImageView view
                                    && view.getImage() != null));
            Bounds lot = place(open, "#productRecallLot");
            Bounds list = place(open, "#productList");
            robot.clickWords("Rappeler le lot").write("Corps");
            assertThat(place(open, "#productRecallLot"))
                    .as("what was pressed stays")
                    .isEqualTo(lot);
            assertThat(place(open, "#productList")).as("and the list").isEqualTo(list);
            assertThat(Fx.call(() -> ((TextField) open.stage().getScene().lookup("#recallReason")).getText()))
                    .as("it counts from the first key on")
                    .isEqualTo("Corps");
            robot.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> open.stage()
                            .getScene()
                            .lookup("#recallReason")
                            .getParent()
                            .isVisible()))
                    .isFalse();
            assertThat(Fx.call(() ->
                            open.stage().getScene().lookup("#productRecallLot").isFocused()))
                    .as("back where it was opened")
                    .isTrue();
            robot.clickWords("Rappeler le lot").sees("Rappeler tous les produits du lot LOT-A");
            Fx.run(() -> fire(open, "#recallAct"));
            robot.sees("Écrivez le motif.").sees("Écrivez exactement LOT-A.");
            robot.reach("#recallReason").write("Corps étranger");
            robot.reach("#recallConfirm").write("LOT-B");
            Fx.run(() -> fire(open, "#recallAct"));
            robot.sees("Écrivez exactement LOT-A.");
            assertThat(console.text("SELECT reason FROM product_recalls WHERE subject = 'LOT-A'"))
                    .as("another lot was written")
                    .isEmpty();
            Fx.run(() -> ((TextField) open.stage().getScene().lookup("#recallConfirm")).setText("LOT-A"));
            Fx.run(() -> ((Button) open.stage().getScene().lookup("#recallAct")).fire());
            robot.sees("LOT-A est rappelé : 3 produits.");
            assertThat(console.text("SELECT reason FROM product_recalls WHERE subject = 'LOT-A'"))
                    .isEqualTo("Corps étranger");
            assertThat(console.text("SELECT actor_kind FROM audit_log WHERE route = 'recallLot'"))
                    .isNotEmpty();
            // The product that it was asked of is still in view, without another click.
            robot.sees("Corps étranger").sees("Un produit rappelé n’a plus d’étiquette.");
        }
    }

    private static DatePicker best(OpenWindow open) {
        return open.stage().getScene().getRoot().lookupAll(".product-question .date-picker").stream()
                .map(DatePicker.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static Bounds place(OpenWindow open, String id) {
        return Fx.call(() -> {
            Node node = open.stage().getScene().lookup(id);
            node.getScene().getRoot().applyCss();
            node.getScene().getRoot().layout();
            return node.localToScene(node.getLayoutBounds());
        });
    }

    private static void fire(OpenWindow open, String id) {
        ((ButtonBase) open.stage().getScene().lookup(id)).fire();
    }

    private static boolean disabled(OpenWindow open, String id) {
        return Fx.call(() -> open.stage().getScene().lookup(id).isDisabled());
    }

    private static void select(OpenWindow open, String list) {
        await().until(() -> Fx.call(() -> {
            ListView<?> rows = (ListView<?>) open.stage().getScene().lookup(list);
            rows.getSelectionModel().clearSelection();
            rows.getSelectionModel().select(0);
            return rows.getSelectionModel().getSelectedItem() != null;
        }));
    }

    @Test
    void aRatingComesIntoTheInboxAndIsPublishedAndAnswered() throws Exception {
        JsonNode product = TestProducts.make(console, "LOT-I");
        try (TestVisitor visitor = new TestVisitor(console, "203.0.113.40")) {
            assertThat(visitor.rate(
                                    TestProducts.page(product),
                                    Map.of(
                                            "overall",
                                            "2",
                                            "texture",
                                            "3",
                                            "comment",
                                            "C’est de la merde <b>\nvraiment"))
                            .statusCode())
                    .isEqualTo(201);
        }
        try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Avis");
            robot.type("#feedbackAbout", "LOT-I");
            await("the list is asked for anew").until(() -> !disabled(open, "#feedbackClear"));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".feedback-row")) == 1);
            select(open, "#feedbackList");
            robot.sees("Retenu pour relecture : mots grossiers").sees("C’est de la merde <b>\nvraiment");
            robot.type("#feedbackReply", "Rappelé le client").clickWords("Enregistrer la réponse");
            await().until(() -> console.text("SELECT reply FROM consumer_feedbacks WHERE lot = 'LOT-I'")
                    .equals("Rappelé le client"));
            await().until(() -> !disabled(open, "#feedbackPublish"));
            robot.clickWords("Publier");
            await().until(() -> console.text("SELECT status FROM consumer_feedbacks WHERE lot = 'LOT-I'")
                    .equals("published"));
        }
    }

    @Test
    void figuresAreToldOfWhatIsLookedForAndOfAPeriod() throws Exception {
        if (console.count("SELECT count(*) FROM consumer_feedbacks WHERE lot = 'LOT-P'") == 0) {
            manyRatings();
        }
        try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Avis").clickWords("Satisfaction").type("#feedbackAbout", "LOT-P");
            robot.sees("40 avis").sees("NPS").sees("5 ★").sees("Moyenne par mois");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bar-view")) == 5);
            assertThat(Fx.call(() -> open.stage().getScene().lookup(".trend").getAccessibleText()))
                    .startsWith("Moyenne du");
            choose(open, "#feedbackPeriod", 3);
            robot.sees("Moyenne par jour");
            String one = console.text("SELECT product_id FROM consumer_feedbacks WHERE lot = 'LOT-P' LIMIT 1");
            Fx.run(() -> ((TextField) open.stage().getScene().lookup("#feedbackAbout")).clear());
            robot.type("#feedbackAbout", one);
            robot.sees("1 produit noté").sees("Les moyennes sont données à partir de 5 avis.");
            Fx.run(() -> ((TextField) open.stage().getScene().lookup("#feedbackAbout")).clear());
            robot.type("#feedbackAbout", "nobody").sees("Aucun avis publié à ce sujet dans cette période.");
        }
    }

    private static void choose(OpenWindow open, String box, int index) {
        Fx.run(() -> ((ComboBox<?>) open.stage().getScene().lookup(box))
                .getSelectionModel()
                .select(index));
    }

    static Stream<Setting> settings() {
        return List.of("all", "large").contains(System.getProperty("pictures", ""))
                ? PicturesTest.settings()
                : Stream.of(
                        new Setting(Language.FR, Theme.LIGHT, 100, 1366, 768),
                        new Setting(Language.EN, Theme.DARK, 200, 1366, 768));
    }

    @Test
    void lotAndDayAreReadAsAWholeHoweverLargeTheTextIs() throws Exception {
        if (console.count("SELECT count(*) FROM consumer_feedbacks WHERE lot = 'LOT-P'") == 0) {
            manyRatings();
        }
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 200).connect(console.port())) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.PRODUCTS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".products-row")) > 3);
            Fx.settle(open.stage());
            for (String part : List.of(".products-id", ".products-lot", ".products-best")) {
                assertThat(Fx.call(() -> open.stage().getScene().getRoot().lookupAll(part).stream()
                                .map(Label.class::cast)
                                .filter(label -> label.getWidth() < label.prefWidth(-1) - 0.5)
                                .map(Label::getText)
                                .toList()))
                        .as(part)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void pictures(Setting setting) throws Exception {
        if (console.count("SELECT count(*) FROM consumer_feedbacks WHERE lot = 'LOT-P'") == 0) {
            manyRatings();
        }
        try (OpenWindow open = new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent())
                .connect(console.port())) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.PRODUCTS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".products-row")) > 3);
            select(open, "#productList");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".product-fact")) > 6);
            await().until(() ->
                    Fx.call(() -> open.stage().getScene().lookup(".product-label .image-view") instanceof ImageView view
                            && view.getImage() != null));
            PicturesTest.take(open, setting, "products");
            Fx.run(() -> fire(open, "#productMake"));
            await().until(() -> Fx.call(() -> open.stage().getScene().lookup(".product-choices .check-box") != null));
            PicturesTest.take(open, setting, "products-make");
            Fx.run(() -> fire(open, "#productMake"));
            Fx.run(() -> fire(open, "#productRecallLot"));
            await().until(() -> Fx.call(() -> open.stage().getScene().lookup("#recallReason") != null));
            PicturesTest.take(open, setting, "products-recall");

            Fx.run(() -> open.workbench().choose(Screens.FEEDBACK));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".feedback-row")) > 3);
            select(open, "#feedbackList");
            PicturesTest.take(open, setting, "feedback");
            Fx.run(() -> fire(open, "#feedbackFigures"));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".satisfaction-grid .stars") > 0));
            PicturesTest.take(open, setting, "satisfaction");
        }
    }

    /** Forty products whose ratings rise with their freshness, more or less. */
    private static void manyRatings() throws Exception {
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.add(TestMessages.graded("ESP32_LL_01", Grade.A_PLUS)
                    .lot("LOT-P")
                    .height(30 + i));
        }
        console.store(samples);
        console.post("/api/products/of-lot", "{\"lot\":\"LOT-P\",\"certifications\":[\"Label Rouge\"]}");
        console.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO consumer_feedbacks (product_id, site_code, lot, overall, texture, comment, context, status,"
                                        + " visitor_hash) SELECT product_id, site_code, lot, 1 + (seq * 7 % 11 * seq / 17)::int % 5, 4,"
                                        + " CASE WHEN seq % 3 = 0 THEN 'Fondant, très bon goût ; la couleur est belle.' END, 'home',"
                                        + " 'published', decode(md5(product_id), 'hex') FROM consumer_products WHERE lot = 'LOT-P'"));
    }
}
