package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.MachineText;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Open bugs that are like the report: each can be opened, or told that this person met it too. */
final class SimilarPane extends VBox {
    private final Messages messages;
    private final Consumer<BugSummary> mineToo;
    private final LongConsumer open;

    SimilarPane(Messages messages, Consumer<BugSummary> mineToo, LongConsumer open) {
        this.messages = messages;
        this.mineToo = mineToo;
        this.open = open;
        getStyleClass().add("similar");
        show(List.of());
    }

    /** Nothing alike: no place is taken. */
    void show(List<BugSummary> bugs) {
        getChildren().clear();
        setVisible(!bugs.isEmpty());
        setManaged(!bugs.isEmpty());
        if (!bugs.isEmpty()) {
            getChildren().add(Labels.wrapping(messages.get("report.similar.title"), "report-heading"));
            bugs.forEach(bug -> getChildren().add(row(bug)));
        }
    }

    private VBox row(BugSummary bug) {
        Label title = Labels.wrapping(
                messages.get("report.similar.bug", bug.id(), MachineText.of(bug.title(), messages)), "similar-title");
        title.setMaxHeight(USE_PREF_SIZE);
        Label facts = Labels.wrapping(facts(bug), "report-note");
        Button mine = new Button(messages.get("report.similar.mine"));
        mine.getStyleClass().addAll("small", "similar-mine");
        mine.setMinWidth(USE_PREF_SIZE);
        mine.setAccessibleHelp(title.getText());
        mine.setOnAction(event -> mineToo.accept(bug));
        Button show = new Button(messages.get("report.similar.open"));
        show.getStyleClass().addAll("small", "flat");
        show.setMinWidth(USE_PREF_SIZE);
        show.setAccessibleHelp(title.getText());
        show.setOnAction(event -> open.accept(bug.id()));
        HBox buttons = new HBox(mine, show);
        buttons.getStyleClass().add("similar-buttons");
        VBox row = new VBox(title, facts, buttons);
        row.getStyleClass().add("similar-bug");
        return row;
    }

    private String facts(BugSummary bug) {
        String status = messages.get("report.status." + bug.status().key());
        String device = bug.deviceId() == null ? "" : bug.deviceId() + " · ";
        return device + status + " · " + messages.dayTime(bug.createdAt());
    }
}
