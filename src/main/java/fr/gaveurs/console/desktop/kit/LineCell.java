package fr.gaveurs.console.desktop.kit;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list in one line of labels, some of which share what room there is; in a narrow list some stand in a line
 * below.
 */
public abstract class LineCell<T> extends ListCell<T> {
    private final ReadOnlyBooleanProperty narrow;
    private final IntConsumer seen;
    private final HBox row = new HBox();
    private final HBox below = new HBox();
    private final VBox lines = new VBox(row);
    private final RowTip whole = new RowTip(this, tip -> tip.setWrapText(true));

    /**
     * @param style of the cell
     * @param rowStyle of what is in it
     * @param list says whether it is narrow, and is told which rows come into view
     */
    protected LineCell(String style, String rowStyle, PagedList<T> list) {
        this(style, rowStyle, list.narrow(), list::seen);
    }

    /**
     * @param style of the cell
     * @param rowStyle of what is in it
     * @param narrow whether the list is
     * @param seen told the number of each row that comes into view
     */
    protected LineCell(String style, String rowStyle, ReadOnlyBooleanProperty narrow, IntConsumer seen) {
        this.narrow = narrow;
        this.seen = seen;
        getStyleClass().add(style);
        row.getStyleClass().add(rowStyle);
        below.getStyleClass().add(rowStyle);
        lines.getStyleClass().add("line-cell-lines");
        // A row as wide as its longest text would make the list scroll sideways.
        lines.setMinWidth(0);
        lines.setPrefWidth(0);
    }

    /**
     * Puts the parts of a line side by side.
     *
     * @param grow share what room there is
     * @param folded those of the parts that stand in a line below where the list is narrow
     */
    protected final void line(List<Label> grow, List<Node> folded, Node... parts) {
        for (Label label : grow) {
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
        }
        narrow.subscribe(now -> {
            below.getChildren().clear();
            row.getChildren().setAll(parts);
            if (now) {
                row.getChildren().removeAll(folded);
                below.getChildren().setAll(folded);
                lines.getChildren().setAll(row, below);
            } else {
                lines.getChildren().setAll(row);
            }
        });
    }

    /**
     * Writes a row, or takes back how the last one looked where there is none.
     *
     * @return the whole line, for its tip and for a screen reader; empty where there is none
     */
    protected abstract String fill(@Nullable T item);

    /** What its tip says of a row, where that is not the whole line. */
    protected String tip(T item, String line) {
        return line;
    }

    @Override
    protected final void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            fill(null);
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        String line = fill(item);
        setAccessibleText(line);
        whole.text(tip(item, line));
        setGraphic(lines);
        seen.accept(getIndex());
    }
}
