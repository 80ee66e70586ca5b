package fr.gaveurs.console.desktop.kit;

import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A row of a list in one line of labels, one of which takes what room there is. */
public abstract class LineCell<T> extends ListCell<T> {
    private final IntConsumer seen;
    private final HBox row = new HBox();
    private final RowTip whole = new RowTip(this, tip -> tip.setWrapText(true));

    /**
     * @param style of the cell
     * @param rowStyle of what is in it
     * @param seen told the number of each line that comes into view
     */
    protected LineCell(String style, String rowStyle, IntConsumer seen) {
        this.seen = seen;
        getStyleClass().add(style);
        row.getStyleClass().add(rowStyle);
        // A row as wide as its longest text would make the list scroll sideways.
        row.setMinWidth(0);
        row.setPrefWidth(0);
    }

    /**
     * Puts the parts of a line side by side.
     *
     * @param grows takes what room there is
     */
    protected final void line(Label grows, Node... parts) {
        row.getChildren().setAll(parts);
        HBox.setHgrow(grows, Priority.ALWAYS);
        grows.setMaxWidth(Double.MAX_VALUE);
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
        setGraphic(row);
        seen.accept(getIndex());
    }
}
