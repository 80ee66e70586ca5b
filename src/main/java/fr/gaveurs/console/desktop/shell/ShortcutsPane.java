package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.screen.Fxml;
import fr.gaveurs.console.desktop.screen.Messages;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** Controller of {@code fxml/shortcuts.fxml}: what the keyboard does. */
public final class ShortcutsPane {
    /** Keys and what they do, as keys of the messages. */
    private static final List<List<String>> ROWS = List.of(
            List.of("Ctrl+1", "shortcuts.live"),
            List.of("Ctrl+2", "shortcuts.health"),
            List.of("← ↑ → ↓", "shortcuts.move"),
            List.of("key.enter", "shortcuts.open"),
            List.of("key.escape", "shortcuts.back"),
            List.of("F11", "shortcuts.full_screen"),
            List.of("F1", "shortcuts.help"));

    private final Messages messages;
    private final String version;
    private final Runnable closed;
    private final Parent root;

    @FXML
    private GridPane rows;

    @FXML
    private Button close;

    ShortcutsPane(Messages messages, String version, Runnable closed) {
        this.messages = messages;
        this.version = version;
        this.closed = closed;
        this.root = Fxml.load("shortcuts", messages, this);
    }

    Parent node() {
        return root;
    }

    @FXML
    public void initialize() {
        for (int i = 0; i < ROWS.size(); i++) {
            Label key =
                    new Label(messages.getOr(ROWS.get(i).getFirst(), ROWS.get(i).getFirst()));
            key.getStyleClass().add("key-cap");
            Label does = new Label(messages.get(ROWS.get(i).getLast()));
            rows.addRow(i, key, does);
        }
    }

    void focus() {
        close.requestFocus();
    }

    @FXML
    public void close() {
        closed.run();
    }

    public String getProgram() {
        return messages.get("app.name") + " " + version;
    }
}
