package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.CheckListView;
import org.jspecify.annotations.Nullable;

/**
 * A list of which any number may be checked, with two lines a row: ControlsFX's list in the window's looks. What is checked
 * stays so while other rows are shown, as by a search. FX thread only.
 *
 * @param <T> told apart by {@code equals}
 */
public final class CheckedList<T> extends CheckListView<T> {
    private final Function<T, String> first;
    private final Function<T, String> second;
    private final Predicate<T> can;
    private final Set<T> checked = new LinkedHashSet<>();
    private Runnable changed = () -> {};
    private boolean quiet;

    /**
     * @param second the line below
     * @param can whether a row may be checked
     */
    public CheckedList(Function<T, String> first, Function<T, String> second, Predicate<T> can) {
        this.first = first;
        this.second = second;
        this.can = can;
        getStyleClass().add("checked-list");
        setCellFactory(view -> new Row());
        getCheckModel().getCheckedItems().addListener((ListChangeListener<T>) change -> {
            if (!quiet) {
                getItems().forEach(this::take);
                changed.run();
            }
        });
        // The library would check by the keyboard what rests.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            T chosen = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && chosen != null && !can.test(chosen)) {
                event.consume();
            }
        });
    }

    private void take(T item) {
        if (getCheckModel().isChecked(item)) {
            checked.add(item);
        } else {
            checked.remove(item);
        }
    }

    /** Told whenever the person checks a row, or unchecks one. */
    public void onChecked(Runnable told) {
        changed = told;
    }

    /** Shows these rows. */
    public void show(List<T> items) {
        quiet = true;
        // The library goes by the places of rows: it begins anew with others.
        getCheckModel().clearChecks();
        getItems().setAll(items);
        checked.stream().filter(items::contains).forEach(getCheckModel()::check);
        quiet = false;
    }

    /** Checks these and no others, also of those that are not shown; nobody is told. */
    public void check(List<T> wanted) {
        checked.clear();
        checked.addAll(wanted);
        show(new ArrayList<>(getItems()));
    }

    /** What is checked. */
    public List<T> checked() {
        return List.copyOf(checked);
    }

    private final class Row extends ListCell<T> {
        private final CheckBox box = new CheckBox();
        private final Label title = Labels.eliding("checked-title");
        private final Label below = Labels.eliding("checked-below");
        private final VBox lines = new VBox(title, below);
        private final HBox row = new HBox(box, lines);
        private @Nullable BooleanProperty bound;

        Row() {
            // The keyboard is the list's, and a press on the words counts as one on the box.
            box.setFocusTraversable(false);
            box.setMinWidth(USE_PREF_SIZE);
            lines.setMinWidth(0);
            HBox.setHgrow(lines, Priority.ALWAYS);
            lines.setOnMouseClicked(event -> {
                BooleanProperty now = bound;
                if (now != null && !box.isDisabled()) {
                    now.set(!now.get());
                }
            });
            row.getStyleClass().add("checked-row");
            // A row as wide as its longest text would make the list scroll sideways.
            row.setMinWidth(0);
            row.setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            BooleanProperty before = bound;
            if (before != null) {
                box.selectedProperty().unbindBidirectional(before);
                bound = null;
            }
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            BooleanProperty now = getItemBooleanProperty(item);
            box.setSelected(now != null && now.get());
            if (now != null) {
                box.selectedProperty().bindBidirectional(now);
                bound = now;
            }
            box.setDisable(!can.test(item));
            title.setText(first.apply(item));
            below.setText(second.apply(item));
            setAccessibleText(title.getText() + " " + below.getText());
            setGraphic(row);
        }
    }
}
