package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All recalls, a lot of which nothing was sold, and labels of several products: a window and a whole backend. */
@Timeout(180)
class RecallsInShellTest {
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().enrollOpen().products(TestProducts.PLAN).start();
        for (String lot : List.of("LOT-A", "LOT-B", "LOT-C")) {
            console.store(TestMessages.graded("ESP32_LL_01", Grade.A).lot(lot));
            console.post("/api/products/of-lot", "{\"lot\":\"" + lot + "\"}");
        }
        console.store(TestMessages.graded("ESP32_LL_01", Grade.A).lot("LOT-UNSOLD"));
        console.post("/api/products/lots/LOT-A/recall", "{\"reason\":\"Corps étranger\",\"confirm\":\"LOT-A\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    /** The one in view: each question has such fields. */
    private static Node seen(OpenWindow open, String id) {
        return open.stage().getScene().getRoot().lookupAll(id).stream()
                .filter(RecallsInShellTest::isShown)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody sees " + id));
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    private static double height(OpenWindow open, String id) {
        Fx.settle(open.stage());
        return Fx.call(() -> seen(open, id).localToScene(0, 0).getY());
    }

    private static void fire(OpenWindow open, String id) {
        Fx.run(() -> ((ButtonBase) seen(open, id)).fire());
    }

    private static void write(OpenWindow open, String id, String text) {
        Fx.run(() -> ((TextField) seen(open, id)).setText(text));
    }

    private static void select(OpenWindow open, String list, int row) {
        await().until(() -> Fx.call(() -> {
            ListView<?> rows = (ListView<?>) open.stage().getScene().lookup(list);
            rows.getSelectionModel().clearSelection();
            rows.getSelectionModel().select(row);
            return rows.getSelectionModel().getSelectedItem() != null;
        }));
    }

    @Test
    void aLotOfWhichNothingWasSoldIsRecalledAndThatIsLifted() throws Exception {
        try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Produits").clickWords("Rappels").sees("Lot LOT-A").sees("Corps étranger");
            robot.clickWords("Rappeler un lot…").write("LOT-UNKNOWN");
            fire(open, "#recallAct");
            robot.sees("Écrivez le motif.").sees("Écrivez exactement LOT-UNKNOWN.");
            write(open, "#recallReason", "Salmonelles");
            write(open, "#recallConfirm", "LOT-UNKNOWN");
            fire(open, "#recallAct");
            robot.sees("Rien n’a été changé");
            write(open, "#recallLotName", "LOT-UNSOLD");
            write(open, "#recallConfirm", "LOT-UNSOLD");
            fire(open, "#recallAct");
            robot.sees("LOT-UNSOLD est rappelé : aucun produit n’en a encore été fait, et aucun ne pourra l’être.");
            robot.sees("aucun : aucun produit n’en a été fait");
            assertThat(console.text("SELECT reason FROM product_recalls WHERE subject = 'LOT-UNSOLD'"))
                    .isEqualTo("Salmonelles");
            double before = height(open, "#recallLift");
            robot.clickWords("Lever le rappel").sees("Lever le rappel de LOT-UNSOLD ?");
            assertThat(height(open, "#recallLift")).as("what was pressed stays").isEqualTo(before);
            robot.write("Seconde analyse");
            write(open, "#recallConfirm", "LOT-UNSOLD");
            fire(open, "#recallAct");
            robot.sees("Le rappel de LOT-UNSOLD est levé : des produits pourront de nouveau en être faits.");
            robot.sees("Seconde analyse").sees("levé");
            assertThat(console.text(
                            "SELECT l.reason FROM product_recall_lifts l JOIN product_recalls r ON r.id = l.recall_id"
                                    + " WHERE r.subject = 'LOT-UNSOLD'"))
                    .isEqualTo("Seconde analyse");
        }
    }

    @Test
    void whatIsBeingCalledBackIsStillAskedInAnotherLanguage() throws Exception {
        try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            Fx.run(() -> open.workbench().choose(Screens.PRODUCTS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".products-row")) == 3);
            select(open, "#productList", 0);
            await().until(() -> Fx.call(() -> !seen(open, "#productRecall").isDisabled()));
            fire(open, "#productRecall");
            write(open, "#recallReason", "Salmon");
            write(open, "#recallConfirm", "half");
            open.language(Language.EN);
            await().until(() -> written(open, "#recallReason").equals("Salmon")
                    && written(open, "#recallConfirm").equals("half"));
            new WindowRobot(open).clickWords("Recalls");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".recalls")) == 1);
            await().until(() -> Fx.call(
                    () -> !((ListView<?>) seen(open, "#recallList")).getItems().isEmpty()));
            Fx.run(() -> ((ListView<?>) seen(open, "#recallList"))
                    .getSelectionModel()
                    .selectLast());
            await().until(() -> Fx.call(() -> !seen(open, "#recallLift").isDisabled()));
            fire(open, "#recallLift");
            write(open, "#recallReason", "clean");
            open.language(Language.FR);
            await().until(() -> written(open, "#recallReason").equals("clean"));
        }
    }

    private static String written(OpenWindow open, String id) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(id).stream()
                .filter(RecallsInShellTest::isShown)
                .map(node -> ((TextField) node).getText())
                .findFirst()
                .orElse(""));
    }

    @Test
    void whatIsChosenInTheListGetsItsLabelsInOneFile() throws Exception {
        try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            WindowRobot robot = new WindowRobot(open);
            robot.clickWords("Produits");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".products-row")) == 3);
            select(open, "#productList", 0);
            Fx.run(() -> ((ListView<?>) open.stage().getScene().lookup("#productList"))
                    .getSelectionModel()
                    .selectAll());
            robot.sees("Étiquette");
            Fx.run(() -> ((MenuButton) open.stage().getScene().lookup("#productLabelSave")).show());
            robot.clickWords("Produits choisis, exemplaires, planche entamée (PDF)…");
            robot.sees("2 produits choisis").sees("1 produit rappelé n’a pas d’étiquette.");
        }
    }

    static Stream<Setting> settings() {
        return ProductsInShellTest.settings();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void pictures(Setting setting) throws Exception {
        console.post("/api/products/lots/LOT-B/recall", "{\"reason\":\"Étiquetage\",\"confirm\":\"LOT-B\"}");
        String id = console.text("SELECT max(id)::text FROM product_recalls WHERE subject = 'LOT-B'");
        console.post("/api/products/recalls/" + id + "/lift", "{\"reason\":\"L’étiquette était juste\"}");
        try (OpenWindow open = new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent())
                .connect(console.port())) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.PRODUCTS));
            await().until(() -> Fx.call(() -> open.stage().getScene().lookup("#recallsPage") != null));
            fire(open, "#recallsPage");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".recalls-reason")) > 1);
            select(open, "#recallList", 0);
            PicturesTest.take(open, setting, "recalls");
            fire(open, "#recallLotOpen");
            PicturesTest.take(open, setting, "recalls-lot");
        }
    }
}
