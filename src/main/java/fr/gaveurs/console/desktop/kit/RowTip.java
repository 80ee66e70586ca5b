package fr.gaveurs.console.desktop.kit;

import java.util.function.Consumer;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a row says in full below the pointer. Made when the pointer first comes: there are dozens of rows, most tips are
 * never read, and each is a window of its own.
 */
public final class RowTip {
    private final Control row;
    private final Consumer<Tooltip> look;
    private @Nullable Tooltip made;
    private String text = "";

    /** @param look sets what the tip looks like */
    public RowTip(Control row, Consumer<Tooltip> look) {
        this.row = row;
        this.look = look;
        row.addEventFilter(MouseEvent.MOUSE_ENTERED, event -> entered());
    }

    /** @param now empty where there is nothing to say */
    public void text(String now) {
        text = now;
        if (made != null) {
            update(made);
        }
    }

    private void entered() {
        if (made == null) {
            Tooltip tip = new Tooltip();
            look.accept(tip);
            made = tip;
            update(tip);
        }
    }

    private void update(Tooltip tip) {
        tip.setText(text);
        row.setTooltip(text.isEmpty() ? null : tip);
    }
}
