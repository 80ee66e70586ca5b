package fr.gaveurs.console.desktop.kit;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** {@link PagedRows} in a list of lines, why there are none, and below it a place for the one that is chosen. */
public final class PagedList<T> {
    private static final double LINE_EM = 2.3;
    /** In a list narrower than this a row takes two lines. */
    private static final double NARROW_EM = 52;

    private static final double TWO_LINES_EM = 3.4;
    /** So many lines before the last one the next page is asked for. */
    private static final int AHEAD = 20;

    private final PagedRows<T> rows;
    private final Runnable older;
    private final Node place;
    private final Consumer<@Nullable T> shown;
    private final ReadOnlyBooleanWrapper narrow = new ReadOnlyBooleanWrapper();
    private @Nullable Object chosen;

    /**
     * @param textSize 1 em, px
     * @param place holds what is known of the chosen row; gone while none is
     * @param shown told which row is chosen; null for none
     * @param older the end of the list is near
     */
    public PagedList(
            ListView<T> list,
            PagedRows<T> rows,
            ReadOnlyDoubleProperty textSize,
            Node place,
            Consumer<@Nullable T> shown,
            Runnable older) {
        this.rows = rows;
        this.older = older;
        this.place = place;
        this.shown = shown;
        list.setItems(rows.rows());
        list.setPlaceholder(placeholder(rows));
        Kept.key(list, rows::key);
        narrow.bind(list.widthProperty()
                .lessThan(textSize.multiply(NARROW_EM))
                .and(list.widthProperty().greaterThan(0)));
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.rint(textSize.get() * (narrow.get() ? TWO_LINES_EM : LINE_EM)), textSize, narrow));
        Visibility.show(place, false);
        list.getSelectionModel().selectedItemProperty().subscribe(this::choose);
    }

    private static <T> Label placeholder(PagedRows<T> rows) {
        Label words = new Label();
        words.getStyleClass().add("products-empty");
        words.setWrapText(true);
        words.textProperty().bind(rows.empty());
        return words;
    }

    /** Whether each row takes two lines. */
    ReadOnlyBooleanProperty narrow() {
        return narrow.getReadOnlyProperty();
    }

    /** A line came into view. */
    void seen(int line) {
        if (line >= rows.rows().size() - AHEAD) {
            older.run();
        }
    }

    private void choose(@Nullable T row) {
        // A row that is replaced by what is known of it now is no other choice.
        if (row == null && rows.has(chosen)) {
            return;
        }
        chosen = row == null ? null : rows.key(row);
        Visibility.show(place, row != null);
        shown.accept(row);
    }
}
