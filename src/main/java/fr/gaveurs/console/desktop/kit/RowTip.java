package fr.gaveurs.console.desktop.kit;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a row or a button says in full below the pointer. Made when the pointer first comes: there are dozens of them, most
 * tips are never read, and each is a window of its own, which takes longer to make than all else that a label needs.
 */
public final class RowTip {
    private final Node row;
    private final Consumer<Tooltip> look;
    private final boolean help;
    private @Nullable Tooltip made;
    private String text = "";

    /** @param look sets what the tip looks like */
    public RowTip(Node row, Consumer<Tooltip> look) {
        this(row, look, false);
    }

    /** @param help whether a screen reader reads it out too */
    private RowTip(Node row, Consumer<Tooltip> look, boolean help) {
        this.row = row;
        this.look = look;
        this.help = help;
        row.addEventFilter(MouseEvent.MOUSE_ENTERED, event -> entered());
    }

    /** The tip of something that says no more than that, to a screen reader too. */
    public static RowTip of(Node node, String text) {
        RowTip tip = new RowTip(node, look -> {}, true);
        tip.text(text);
        return tip;
    }

    /** @param now empty where there is nothing to say */
    public void text(String now) {
        text = now;
        if (help) {
            row.setAccessibleHelp(now);
        }
        if (made != null) {
            update(made);
        }
    }

    private void entered() {
        if (made == null) {
            Tooltip tip = new Tip();
            look.accept(tip);
            made = tip;
            update(tip);
        }
    }

    private void update(Tooltip tip) {
        tip.setText(text);
        if (row instanceof Control control) {
            control.setTooltip(text.isEmpty() ? null : tip);
        } else if (text.isEmpty()) {
            Tooltip.uninstall(row, tip);
        } else {
            Tooltip.install(row, tip);
        }
    }
}
