package fr.gaveurs.console.desktop.kit;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * What of a control {@link Kept} keeps, and how it gets that back: as if a person did it, so that whoever hears of it does.
 * A switch ({@link OnOff}) is not turned: it acts at once.
 */
final class KeptControls {
    /** Less is no other place, share of what can be scrolled. */
    private static final double SAME_PLACE = 0.005;

    private KeptControls() {}

    /** A value by itself, without the words that it is shown by. */
    private record Picked(@Nullable Object value) {
        static Picked of(Object shown) {
            return new Picked(shown instanceof Choice<?> choice ? choice.value() : shown);
        }
    }

    private record Checked(List<?> values) {}

    private record Scrolled(double down, double across) {
        boolean isAt(ScrollPane pane) {
            return Math.abs(pane.getVvalue() - down) < SAME_PLACE && Math.abs(pane.getHvalue() - across) < SAME_PLACE;
        }
    }

    /**
     * A list.
     *
     * @param chosen the keys of the rows that are chosen
     * @param first the first line that was in view
     */
    private record Rows(List<Object> chosen, int first) {}

    /** What is below a node, also where its skin does not show it; of a control that is kept as a whole nothing. */
    static List<Node> below(Node node) {
        return switch (node) {
            case TabPane tabs ->
                tabs.getTabs().stream()
                        .map(Tab::getContent)
                        .filter(Objects::nonNull)
                        .toList();
            case ScrollPane pane -> pane.getContent() == null ? List.of() : List.of(pane.getContent());
            case TitledPane pane -> pane.getContent() == null ? List.of() : List.of(pane.getContent());
            case SegmentedButton segments -> List.copyOf(segments.getButtons());
            case TextInputControl input -> List.of();
            case ComboBoxBase<?> box -> List.of();
            case ManyChoice<?> box -> List.of();
            case OnOff onOff -> List.of();
            case ListView<?> list -> List.of();
            case TableView<?> table -> List.of();
            case Labeled words -> List.of();
            case Parent parent -> parent.getChildrenUnmodifiable();
            default -> List.of();
        };
    }

    /** How a control is; null where there is nothing to keep. */
    static @Nullable Object state(Node node) {
        return switch (node) {
            case PasswordField secret -> null;
            case TextInputControl input ->
                input.isEditable() && !input.textProperty().isBound() ? text(input) : null;
            case DayPicker day -> text(day.getEditor());
            case ComboBox<?> box when box.isEditable() -> text(box.getEditor());
            case ComboBox<?> box -> box.getValue() == null ? null : Picked.of(box.getValue());
            case ManyChoice<?> box -> new Checked(box.values());
            case CheckBox box -> box.isSelected();
            case ToggleButton button -> pressed(button);
            case TabPane tabs -> tabs.getSelectionModel().getSelectedIndex();
            case TitledPane pane -> pane.isExpanded();
            case ScrollPane pane -> scrolled(pane);
            case ListView<?> list -> rows(list);
            default -> null;
        };
    }

    /** Of a group the one that is pressed says it for all. */
    private static @Nullable Boolean pressed(ToggleButton button) {
        boolean silent = button.getToggleGroup() != null && !button.isSelected();
        return silent ? null : Boolean.valueOf(button.isSelected());
    }

    private static String text(TextInputControl input) {
        return Objects.requireNonNullElse(input.getText(), "");
    }

    private static @Nullable Scrolled scrolled(ScrollPane pane) {
        Scrolled now = new Scrolled(pane.getVvalue(), pane.getHvalue());
        return now.down() == 0 && now.across() == 0 ? null : now;
    }

    private static <T> @Nullable Rows rows(ListView<T> list) {
        List<Object> chosen = list.getSelectionModel() == null
                ? List.of()
                : list.getSelectionModel().getSelectedItems().stream()
                        .filter(Objects::nonNull)
                        .map(row -> key(list, row))
                        .toList();
        int first = first(list);
        return chosen.isEmpty() && first == 0 ? null : new Rows(chosen, first);
    }

    private static <T> Object key(ListView<T> list, T row) {
        @SuppressWarnings("unchecked") // put there by Kept.key, for rows of this list
        Function<T, ?> key = (Function<T, ?>) list.getProperties().get(Kept.KEY);
        return key == null ? row : key.apply(row);
    }

    private static int first(ListView<?> list) {
        IndexedCell<?> cell =
                list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow.getFirstVisibleCell() : null;
        return cell == null ? 0 : Math.max(0, cell.getIndex());
    }

    static boolean is(Node node, Object state) {
        if (node instanceof ScrollPane pane && state instanceof Scrolled place) {
            return place.isAt(pane);
        }
        return state.equals(state(node));
    }

    /** Whether something could be done to make it so. */
    static boolean give(Node node, Object state) {
        switch (node) {
            case DayPicker day -> day.type(String.valueOf(state));
            case TextInputControl input -> input.setText(String.valueOf(state));
            case ComboBox<?> box when box.isEditable() -> box.getEditor().setText(String.valueOf(state));
            case ComboBox<?> box -> {
                return state instanceof Picked picked && pick(box, picked);
            }
            case ManyChoice<?> box -> {
                return state instanceof Checked checked && box.choose(checked.values());
            }
            case CheckBox box -> box.fire();
            case ToggleButton button -> button.fire();
            case TabPane tabs
            when state instanceof Integer index -> tabs.getSelectionModel().select(index);
            case TitledPane pane -> pane.setExpanded(Boolean.TRUE.equals(state));
            case ScrollPane pane
            when state instanceof Scrolled place -> {
                pane.setVvalue(place.down());
                pane.setHvalue(place.across());
            }
            case ListView<?> list -> {
                return state instanceof Rows rows && show(list, rows);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <T> boolean pick(ComboBox<T> box, Picked wanted) {
        for (T entry : box.getItems()) {
            if (wanted.equals(Picked.of(entry))) {
                box.getSelectionModel().select(entry);
                if (box.getSkin() == null) {
                    // It is the skin that tells of another choice.
                    box.fireEvent(new ActionEvent());
                }
                return true;
            }
        }
        return false;
    }

    private static <T> boolean show(ListView<T> list, Rows wanted) {
        MultipleSelectionModel<T> selection = list.getSelectionModel();
        boolean done = false;
        for (int i = 0; i < list.getItems().size(); i++) {
            if (wanted.chosen().contains(key(list, list.getItems().get(i)))) {
                if (done) {
                    selection.select(i);
                } else {
                    selection.clearAndSelect(i);
                }
                done = true;
            }
        }
        if (wanted.first() < list.getItems().size() && first(list) != wanted.first()) {
            list.scrollTo(wanted.first());
            done = true;
        }
        return done;
    }
}
