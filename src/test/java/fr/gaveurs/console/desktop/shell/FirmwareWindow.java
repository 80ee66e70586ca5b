package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import java.io.IOException;
import java.time.ZoneId;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/** The screen of firmware in an open window, as a person uses it. */
final class FirmwareWindow {
    private final OpenWindow open;
    private final Language language;

    FirmwareWindow(OpenWindow open, Language language) {
        this.open = open;
        this.language = language;
        Fx.run(() -> open.workbench().choose(Screens.FIRMWARE));
    }

    /** FX thread only. */
    @Nullable
    Node find(String id) {
        return open.stage().getScene().lookup("#" + id);
    }

    /** FX thread only. */
    boolean canBePressed(String id) {
        Node node = find(id);
        return node != null && !node.isDisabled();
    }

    void awaitButton(String id) {
        await(id).until(() -> Fx.call(() -> canBePressed(id)));
    }

    void press(String id) {
        awaitButton(id);
        Fx.run(() -> {
            Node node = find(id);
            if (node instanceof ToggleButton toggle) {
                toggle.fire();
            } else {
                ((Button) node).fire();
            }
        });
    }

    /** Says yes to what is asked. */
    void confirm(String picture) throws IOException {
        Button yes = open.inPanel(Button.class, button -> "actConfirm".equals(button.getId()));
        take(picture);
        Fx.run(yes::fire);
    }

    void take(String name) throws IOException {
        assertThat(Pictures.take(open.stage().getScene(), 1366, 768, "firmware/" + name))
                .as("labels that are cut in %s", name)
                .isEmpty();
    }

    int rows(String list) {
        return Fx.call(
                () -> find(list) instanceof ListView<?> found ? found.getItems().size() : -1);
    }

    /** The page that holds a list. FX thread only. */
    Node page(String list) {
        Node node = find(list);
        while (!node.getStyleClass().contains("firmware-page")) {
            node = node.getParent();
        }
        return node;
    }

    /** Whether some row of a list, or other text of the screen, is shown with these words. */
    boolean says(String words) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Label label
                        && label.getText() != null
                        && label.getText().contains(words)));
    }

    /** What the window calls something. */
    String words(String key) {
        return new Messages(language, ZoneId.of("UTC")).get(key);
    }
}
