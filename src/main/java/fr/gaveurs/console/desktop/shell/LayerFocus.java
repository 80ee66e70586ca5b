package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.FocusOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * The keyboard belongs to the topmost layer of the window. What lies behind a form, the help or a question can have no
 * focus: Tab goes round in the layer on top, and whatever takes the focus behind it has it only once it is uncovered.
 * FX thread only.
 */
final class LayerFocus {
    private final Scene scene;
    private final Pane layers;
    private final Runnable fallback;
    /** For each layer what had the keyboard when it came; null where nothing had. */
    private final Map<Node, @Nullable Node> before = new HashMap<>();

    private List<Node> order = List.of();
    /** The layer that has the keyboard. */
    private @Nullable Node on;
    /** What had the keyboard last in the layer on top. */
    private @Nullable Node last;

    private @Nullable KeyEvent tab;

    /** @param fallback leads the keyboard into the screens, where what had it is gone */
    private LayerFocus(Scene scene, Pane layers, Runnable fallback) {
        this.scene = scene;
        this.layers = layers;
        this.fallback = fallback;
    }

    /**
     * Watches over the layers of a scene.
     *
     * @param layers the last of its children is on top, the first is what may be covered
     */
    static LayerFocus watch(Scene scene, Pane layers, Runnable fallback) {
        LayerFocus focus = new LayerFocus(scene, layers, fallback);
        layers.getChildren().addListener((ListChangeListener<Node>) change -> focus.changed());
        scene.focusOwnerProperty().subscribe((was, now) -> focus.moved(now));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> focus.tab = event.getCode() == KeyCode.TAB ? event : null);
        return focus;
    }

    /** Whether something lies over the screens and keeps them from the person. */
    boolean isCovered() {
        return top() > 0;
    }

    /** Place of the topmost layer that covers what is behind. One that lets the mouse through lets the keyboard through. */
    private int top() {
        List<Node> all = layers.getChildren();
        for (int i = all.size() - 1; i > 0; i--) {
            if (all.get(i).isPickOnBounds()) {
                return i;
            }
        }
        return 0;
    }

    private void changed() {
        List<Node> now = List.copyOf(layers.getChildren());
        List<Node> was = order;
        order = now;
        Node wasOn = on;
        if (now.isEmpty() || was.isEmpty() || !now.getFirst().equals(was.getFirst())) {
            before.clear();
            on = null;
            last = null;
            return;
        }
        Node top = now.get(top());
        on = top;
        Node back = null;
        for (Node gone : was) {
            if (!now.contains(gone)) {
                Node had = before.remove(gone);
                // What lay over the one that is gone had the keyboard from it: now from where that had it.
                before.replaceAll((layer, node) -> FocusOrder.isWithin(node, gone) ? had : node);
                back = gone.equals(wasOn) ? had : back;
            }
        }
        if (top.equals(wasOn)) {
            return;
        }
        last = null;
        if (!was.contains(top)) {
            before.put(top, scene.getFocusOwner());
            if (!isFree(scene.getFocusOwner())) {
                top.requestFocus();
            }
        } else if (wasOn != null && !now.contains(wasOn)) {
            giveBack(back);
        }
    }

    private void giveBack(@Nullable Node wanted) {
        if (wanted != null && scene.equals(wanted.getScene()) && isFree(wanted)) {
            wanted.requestFocus();
        }
        if (!isFree(scene.getFocusOwner())) {
            if (isCovered()) {
                into(false);
            } else {
                fallback.run();
            }
        }
    }

    private void moved(@Nullable Node now) {
        KeyEvent by = tab;
        tab = null;
        if (!isCovered()) {
            return;
        }
        if (isFree(now)) {
            last = now;
            return;
        }
        Node top = layers.getChildren().get(top());
        if (by == null && now != null) {
            // Something behind was given the keyboard meanwhile: it gets it when it is uncovered.
            before.put(top, now);
        }
        Node had = last;
        if (by != null) {
            into(by.isShiftDown());
        } else if (had != null && scene.equals(had.getScene()) && !had.isDisabled()) {
            had.requestFocus();
        } else {
            top.requestFocus();
        }
    }

    /** Whether a node lies behind nothing. */
    private boolean isFree(@Nullable Node node) {
        return layers.getChildren().stream().skip(top()).anyMatch(layer -> FocusOrder.isWithin(node, layer));
    }

    private void into(boolean end) {
        List<Node> inside = layers.getChildren().stream()
                .skip(top())
                .flatMap(layer -> FocusOrder.within(layer).stream())
                .toList();
        if (inside.isEmpty()) {
            layers.getChildren().get(top()).requestFocus();
        } else if (end) {
            inside.getLast().requestFocus();
        } else {
            inside.getFirst().requestFocus();
        }
    }
}
