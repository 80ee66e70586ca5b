package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Controller of {@code fxml/shortcuts.fxml}: what the keyboard does. */
public final class ShortcutsPane {
    /** Where keys work, and what each does, as keys of the messages. */
    private record Group(String title, List<List<String>> keys) {}

    private static final List<List<Group>> COLUMNS = List.of(
            List.of(
                    new Group(
                            "shortcuts.everywhere",
                            List.of(
                                    List.of("Ctrl+1", "shortcuts.live"),
                                    List.of("Ctrl+2", "shortcuts.stations"),
                                    List.of("Ctrl+3", "shortcuts.health"),
                                    List.of("Ctrl+4", "shortcuts.bugs"),
                                    List.of("Ctrl+5", "shortcuts.journal"),
                                    List.of("Ctrl+6", "shortcuts.products"),
                                    List.of("Ctrl+7", "shortcuts.feedback"),
                                    List.of("Ctrl+8", "shortcuts.proofs"),
                                    List.of("Ctrl+9", "shortcuts.reports"),
                                    List.of("Ctrl+0", "shortcuts.firmware"),
                                    List.of("F6", "shortcuts.skip"),
                                    List.of("key.escape", "shortcuts.back"),
                                    List.of("key.report", "shortcuts.report"),
                                    List.of("F11", "shortcuts.full_screen"),
                                    List.of("F1", "shortcuts.help"))),
                    new Group(
                            "shortcuts.live_group",
                            List.of(
                                    List.of("O", "shortcuts.order"),
                                    List.of("← ↑ → ↓", "shortcuts.move"),
                                    List.of("key.enter", "shortcuts.open"))),
                    new Group(
                            "shortcuts.bugs_group",
                            List.of(
                                    List.of("N", "shortcuts.bugs_report"),
                                    List.of("/", "shortcuts.bugs_search"),
                                    List.of("E", "shortcuts.bugs_export"),
                                    List.of("key.enter", "shortcuts.bugs_open"),
                                    List.of("Ctrl+← →", "shortcuts.bugs_move"),
                                    List.of("Ctrl+S", "shortcuts.bugs_save")))),
            List.of(
                    new Group(
                            "shortcuts.stations_group",
                            List.of(
                                    List.of("O", "shortcuts.stations_order"),
                                    List.of("/, Ctrl+F", "shortcuts.stations_search"),
                                    List.of("key.enter", "shortcuts.stations_open"))),
                    new Group(
                            "shortcuts.station_group",
                            List.of(
                                    List.of("M", "shortcuts.manage"),
                                    List.of("key.space", "shortcuts.hold"),
                                    List.of("key.page", "shortcuts.older"),
                                    List.of("1 2 3 4 5", "shortcuts.map"),
                                    List.of("← ↑ → ↓", "shortcuts.walk"))),
                    new Group(
                            "shortcuts.reports_group",
                            List.of(
                                    List.of("key.tabs", "shortcuts.reports_tabs"),
                                    List.of("Ctrl+F", "shortcuts.reports_search"),
                                    List.of("key.make", "shortcuts.reports_make"),
                                    List.of("key.enter", "shortcuts.reports_open"),
                                    List.of("key.delete", "shortcuts.reports_delete"))),
                    new Group(
                            "shortcuts.health_group",
                            List.of(
                                    List.of("Ctrl+L", "shortcuts.log"),
                                    List.of("Ctrl+F", "shortcuts.find"),
                                    List.of("key.diagnostics", "shortcuts.diagnostics"),
                                    List.of("key.expand", "shortcuts.expand"),
                                    List.of("key.space", "shortcuts.pause"),
                                    List.of("Ctrl+C", "shortcuts.copy_lines")))));

    private final Messages messages;
    private final String version;
    private final Runnable closed;
    private final Parent root;

    @FXML
    private HBox columns;

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
        for (List<Group> groups : COLUMNS) {
            VBox column = new VBox();
            column.getStyleClass().add("shortcut-column");
            groups.forEach(group -> column.getChildren().add(group(group)));
            columns.getChildren().add(column);
        }
    }

    private VBox group(Group group) {
        Label title = new Label(messages.get(group.title()));
        title.getStyleClass().add("shortcut-group");
        GridPane rows = new GridPane();
        rows.getStyleClass().add("shortcut-rows");
        for (List<String> row : group.keys()) {
            Label key = new Label(messages.getOr(row.getFirst(), row.getFirst()));
            key.getStyleClass().add("key-cap");
            key.setMinWidth(Label.USE_PREF_SIZE);
            Label does = new Label(messages.get(row.getLast()));
            does.setWrapText(true);
            rows.addRow(rows.getRowCount(), key, does);
        }
        return new VBox(title, rows);
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
