package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.screens.health.LogViewModel.Entry;
import fr.gaveurs.console.desktop.screens.health.LogViewModel.Further;
import fr.gaveurs.console.desktop.screens.health.LogViewModel.Line;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** One line of the log: time, level, who, what. What is too long for the window ends in dots, and is read whole below the pointer. */
final class LogCell extends ListCell<Line> {
    private static final double WHOLE_WIDTH = 640;

    private final Messages messages;
    private final Icon chevron = new Icon(MaterialDesignC.CHEVRON_RIGHT);
    private final Label time = label("log-time");
    private final Label level = label("log-level");
    private final Label logger = Labels.eliding("log-logger");
    private final Label text = label("log-text");
    private final RowTip whole = new RowTip(this, tip -> {
        tip.setWrapText(true);
        tip.setMaxWidth(WHOLE_WIDTH);
    });
    private final HBox row;

    LogCell(Messages messages) {
        this.messages = messages;
        getStyleClass().add("log-cell");
        StackPane opener = new StackPane(chevron);
        opener.getStyleClass().add("log-opener");
        row = new HBox(opener, time, level, logger, text);
        row.getStyleClass().add("log-row");
        for (Label label : List.of(time, level)) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        text.setMinWidth(0);
        text.getStyleClass().add("elides");
        // A row as wide as its text would make the list scroll sideways.
        row.setMinWidth(0);
        row.setPrefWidth(0);
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        boolean head = line instanceof Entry;
        time.setVisible(head);
        // Further lines begin further left: they are long.
        for (Label label : List.of(level, logger)) {
            label.setVisible(head);
            label.setManaged(head);
        }
        switch (line) {
            case Entry entry -> {
                chevron.setVisible(entry.more());
                chevron.icon(entry.open() ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT);
                time.setText(messages.time(entry.event().at()));
                Level shown = level(entry.event().level());
                level.setText(word(entry.event().level()));
                level.getStyleClass().setAll("label", "log-level", shown.style());
                logger.setText(entry.event().logger());
                text.setText(entry.text());
                text.getStyleClass().setAll("label", "log-text", "elides");
                setAccessibleText(level.getText() + " " + entry.text());
            }
            case Further further -> {
                chevron.setVisible(false);
                text.setText(further.text());
                text.getStyleClass().setAll("label", "log-text", "log-further", "elides");
                setAccessibleText(further.text());
            }
        }
        whole.text(
                line instanceof Entry entry
                        ? messages.moment(entry.event().at()) + " · " + logger.getText() + " · " + text.getText()
                        : text.getText());
        setGraphic(row);
    }

    static Level level(LogLevel level) {
        return switch (level) {
            case TRACE, DEBUG, INFO -> Level.GOOD;
            case WARN -> Level.WARNING;
            case ERROR -> Level.BAD;
        };
    }

    private String word(LogLevel level) {
        return messages.get("health.log.level." + level.key());
    }
}
