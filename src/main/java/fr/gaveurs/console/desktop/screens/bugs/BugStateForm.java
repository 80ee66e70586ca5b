package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** How a bug stands, a line for each field: its status, who works at it, what it is about. */
final class BugStateForm {
    private static final List<BugField> LINES = List.of(
            BugField.TAGS,
            BugField.DEVICE,
            BugField.FIRMWARE,
            BugField.COMPONENT,
            BugField.RELATED,
            BugField.DUPLICATE_OF);

    private final Messages messages;
    private final GridPane grid;

    private BugStateForm(Messages messages, GridPane grid) {
        this.messages = messages;
        this.grid = grid;
    }

    /**
     * Fills a grid with the lines.
     *
     * @param people names that a bug may be given to
     * @param ask asks who sits in front of the window, where nobody has said so
     */
    static void fill(
            Messages messages,
            FieldEditors editors,
            GridPane grid,
            Supplier<Collection<String>> people,
            Actor actor,
            Button ask) {
        new BugStateForm(messages, grid).rows(editors, people, actor, ask);
    }

    private void rows(FieldEditors editors, Supplier<Collection<String>> people, Actor actor, Button ask) {
        row(BugField.STATUS, editors.status());
        row(BugField.SEVERITY, editors.severity());
        row(BugField.PRIORITY, editors.priority());
        row(BugField.CATEGORY, editors.category());
        TextField assignee = editors.line(BugField.ASSIGNEE);
        Button me = new Button(messages.get("bugs.detail.me"));
        me.setId("bugMe");
        me.getStyleClass().add("small");
        me.setMinWidth(Region.USE_PREF_SIZE);
        me.setOnAction(event -> {
            String name = actor.named();
            if (name == null) {
                ask.requestFocus();
                ask.fire();
            } else {
                assignee.setText(name);
            }
        });
        HBox.setHgrow(assignee, Priority.ALWAYS);
        HBox line = new HBox(assignee, new NameMenu(messages, people, assignee::setText).button(), me);
        line.getStyleClass().add("bug-assignee-edit");
        row(BugField.ASSIGNEE, line);
        LINES.forEach(field -> row(field, editors.line(field)));
    }

    private void row(BugField field, Node control) {
        Label label = new Label(messages.get("bugs.label." + field.key()));
        label.getStyleClass().add("figure-key");
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHgrow(control, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), label, control);
    }
}
