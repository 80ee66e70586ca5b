package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** The list of bugs, or why there is none. */
final class BugListPane {
    /** A row is this high, in em. */
    private static final double ROW_EM = 3.72;

    private final BugText text;
    private final BugListViewModel model;
    private final ListView<BugSummary> list = new ListView<>();
    private final VBox instead = new VBox();
    private final StackPane root = new StackPane(list, instead);
    private final Runnable report;
    private final Runnable clear;
    private @Nullable BugSummary selected;
    /** The list was asked to take the keyboard while it was not there yet. */
    private boolean focusWanted;

    /**
     * @param open opens a bug
     * @param clear takes the filters away
     */
    BugListPane(
            BugText text,
            BugListViewModel model,
            ReadOnlyDoubleProperty textSize,
            Consumer<BugSummary> open,
            Runnable report,
            Runnable clear) {
        this.text = text;
        this.model = model;
        this.report = report;
        this.clear = clear;
        list.setId("bugList");
        list.getStyleClass().add("bug-list");
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(() -> Math.rint(textSize.get() * ROW_EM), textSize));
        list.setItems(model.rows());
        list.setCellFactory(of -> new BugRow(text, model::more, open));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            BugSummary bug = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && bug != null) {
                open.accept(bug);
                event.consume();
            }
        });
        // Rows come and go below the keyboard: it stays on its bug, not on its place.
        Kept.key(list, BugSummary::id);
        list.getSelectionModel().selectedItemProperty().subscribe(bug -> {
            if (bug != null) {
                selected = bug;
            }
        });
        model.rows().addListener((ListChangeListener<BugSummary>) change -> reselect());
        instead.getStyleClass().add("empty");
        model.phase().subscribe(this::phase);
    }

    Node node() {
        return root;
    }

    private void reselect() {
        BugSummary wanted = selected;
        if (wanted == null) {
            return;
        }
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).id() == wanted.id()) {
                if (list.getSelectionModel().getSelectedIndex() != i) {
                    list.getSelectionModel().clearAndSelect(i);
                }
                return;
            }
        }
        list.getSelectionModel().clearSelection();
    }

    private void phase(BugListViewModel.Phase phase) {
        boolean ready = phase == BugListViewModel.Phase.READY;
        list.setVisible(ready);
        instead.setVisible(!ready);
        instead.getChildren().clear();
        switch (phase) {
            case READY -> {
                Scene scene = list.getScene();
                // Whoever types somewhere meanwhile is not called back.
                if (focusWanted && scene != null && !(scene.getFocusOwner() instanceof TextInputControl)) {
                    focus();
                }
                focusWanted = false;
            }
            case ASKING -> instead.getChildren().add(hint("bugs.list.asking"));
            case NOTHING_YET ->
                instead(
                        MaterialDesignB.BUG_CHECK_OUTLINE,
                        "bugs.empty.title",
                        "bugs.empty.text",
                        button("bugs.empty.report", report));
            case NO_MATCH ->
                instead(
                        MaterialDesignF.FILTER_OFF_OUTLINE,
                        "bugs.no_match.title",
                        "bugs.no_match.text",
                        button("bugs.filter.clear", clear));
            case FAILED -> {
                Label why = hint("bugs.list.asking");
                why.textProperty().bind(model.failure());
                instead.getChildren()
                        .addAll(icon(MaterialDesignL.LAN_DISCONNECT), why, button("bugs.list.retry", model::reload));
            }
        }
    }

    private void instead(Ikon icon, String title, String words, Button button) {
        Label heading = new Label(text.messages().get(title));
        heading.getStyleClass().add("empty-title");
        instead.getChildren().addAll(icon(icon), heading, hint(words), button);
    }

    private static Icon icon(Ikon icon) {
        Icon made = new Icon(icon);
        made.getStyleClass().add("empty-icon");
        return made;
    }

    private Label hint(String key) {
        return Labels.wrapping(text.messages().get(key), "empty-text", "bug-empty-text");
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(text.messages().get(key));
        button.getStyleClass().add("accent");
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Leads the keyboard to the list, to its first bug if none was chosen before. */
    void focus() {
        focusWanted = !list.isVisible();
        if (list.getSelectionModel().isEmpty() && !model.rows().isEmpty()) {
            list.getSelectionModel().select(0);
        }
        list.requestFocus();
    }
}
