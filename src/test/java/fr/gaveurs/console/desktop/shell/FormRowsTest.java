package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.Rows;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen, page and question with large text: buttons stand on one line with the boxes beside them. */
@Timeout(240)
class FormRowsTest {
    @TempDir
    Path folder;

    private final Set<String> uneven = new TreeSet<>();
    private int pages;

    @ParameterizedTest
    @CsvSource({"FR,200", "EN,200", "FR,125", "EN,100"})
    void buttonsStandBesideBoxes(Language language, int percent) {
        try (TestBackend backend = MadeUpModels.in(MadeUpFirmware.in(MadeUpBackend.inTrouble(40)));
                OpenWindow open = new OpenWindow(folder, language, Theme.LIGHT, percent).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            Fx.run(() -> {
                open.stage().setWidth(1366);
                open.stage().setHeight(768);
            });
            for (String screen : Fx.call(() -> open.workbench().entries())) {
                Fx.run(() -> open.workbench().choose(screen));
                pages(open, screen);
            }
            Fx.run(() -> open.workbench().manageStation("ESP32_LL_01"));
            await().until(() -> Fx.call(() -> open.stage().getScene().lookup("#act-rename") != null));
            Set<Node> acts = Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".button"));
            for (Node act : acts) {
                if (act instanceof Button button
                        && act.getId() != null
                        && act.getId().startsWith("act-")) {
                    Fx.run(button::fire);
                    look(open, "station, " + act.getId());
                }
            }
            open.report();
            look(open, "a report of a bug");
        }
        assertThat(pages).isGreaterThan(25);
        assertThat(uneven).isEmpty();
    }

    /** Every page of a screen, and theirs. */
    private void pages(OpenWindow open, String name) {
        look(open, name);
        for (TabPane tabs : all(open, TabPane.class)) {
            for (int i = 0; i < tabs.getTabs().size(); i++) {
                int index = i;
                Fx.run(() -> tabs.getSelectionModel().select(index));
                look(open, name + ", page " + index);
            }
        }
        for (SegmentedButton box : all(open, SegmentedButton.class)) {
            for (ToggleButton button : List.copyOf(box.getButtons())) {
                Fx.run(button::fire);
                look(open, name + ", " + button.getText());
            }
        }
    }

    private void look(OpenWindow open, String what) {
        Fx.settle(open.stage());
        Fx.settle(open.stage());
        pages++;
        Fx.call(() -> Rows.uneven(open.stage().getScene().getRoot())).forEach(each -> uneven.add(what + ": " + each));
    }

    private static <T extends Node> List<T> all(OpenWindow open, Class<T> type) {
        return Fx.call(() -> {
            List<T> found = new ArrayList<>();
            collect(open.workbench().shell().place(), type, found);
            return found;
        });
    }

    private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
        if (!node.isVisible()) {
            return;
        }
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
        }
    }
}
