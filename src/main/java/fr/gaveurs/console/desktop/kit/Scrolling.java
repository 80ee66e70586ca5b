package fr.gaveurs.console.desktop.kit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.ObservableList;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Scrolling by the keyboard, for every scroll pane of a window: keys that whoever has the focus does not use scroll the
 * page, and what gets the focus comes into view with its heading. FX thread only.
 */
public final class Scrolling {
    /** What an arrow scrolls by, in em. */
    private static final double LINE_EM = 3;
    /** Style of what lies beside the page, such as the rail: these keys turn the page, also from there. */
    private static final String BESIDE = "rail-scroll";
    /** What stays in view of a page that is turned. */
    private static final double KEPT = 0.1;
    /** Kept free around what comes into view, px. */
    private static final double MARGIN = 8;
    /** Of what is at least that large in a page, em, its upper part is enough for whoever comes to the page. */
    private static final double LARGE_EM = 5;

    /** So much of it. */
    private static final double UPPER_PART = 0.3;

    /** Within these a page that comes has its height; after them it stays where it is. */
    private static final int SETTLING_LAYOUTS = 10;

    private final Scene scene;
    private final Supplier<@Nullable Node> top;
    private boolean pressing;
    private boolean revealing;
    /** What had the keyboard before. */
    private @Nullable Node before;

    private Scrolling(Scene scene, Supplier<@Nullable Node> top) {
        this.scene = scene;
        this.top = top;
    }

    /**
     * Watches over a scene.
     *
     * @param top the layer that the person sees; null for none
     */
    public static void watch(Scene scene, Supplier<@Nullable Node> top) {
        Scrolling scrolling = new Scrolling(scene, top);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, scrolling::key);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> scrolling.pressing = true);
        scene.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> scrolling.pressing = false);
        scene.focusOwnerProperty().subscribe(owner -> scrolling.focused());
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isControlDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        KeyCode code = event.getCode();
        int way =
                switch (code) {
                    case UP, PAGE_UP, HOME -> -1;
                    case DOWN, PAGE_DOWN, END -> 1;
                    default -> 0;
                };
        ScrollPane pane = way == 0 ? null : pane(way);
        if (pane == null) {
            return;
        }
        double seen = pane.getViewportBounds().getHeight();
        double hidden = hidden(pane);
        double by =
                switch (code) {
                    case UP, DOWN -> LINE_EM * em(pane);
                    case PAGE_UP, PAGE_DOWN -> seen * (1 - KEPT);
                    default -> hidden;
                };
        pane.setVvalue(Math.clamp(pane.getVvalue() + way * by / hidden, 0, 1));
        event.consume();
    }

    /** What scrolls in that direction: what holds the focus, from the inside out, or else what hides most. */
    private @Nullable ScrollPane pane(int way) {
        for (Node node = scene.getFocusOwner(); node != null; node = node.getParent()) {
            if (node instanceof ScrollPane pane && canScroll(pane, way)) {
                return pane;
            }
        }
        Node within = top.get();
        return within == null
                ? null
                : panes(within)
                        .filter(pane -> canScroll(pane, way))
                        .max(Comparator.comparingDouble(Scrolling::hidden))
                        .orElse(null);
    }

    private static Stream<ScrollPane> panes(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        Stream<ScrollPane> inner = node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(Scrolling::panes)
                : Stream.empty();
        return node instanceof ScrollPane pane ? Stream.concat(Stream.of(pane), inner) : inner;
    }

    private static boolean canScroll(ScrollPane pane, int way) {
        return !pane.getStyleClass().contains(BESIDE)
                && hidden(pane) > 1
                && (way < 0 ? pane.getVvalue() > 0 : pane.getVvalue() < 1);
    }

    /** How much of the content is out of view, px. */
    private static double hidden(ScrollPane pane) {
        Node content = pane.getContent();
        return content == null
                ? 0
                : content.getLayoutBounds().getHeight()
                        - pane.getViewportBounds().getHeight();
    }

    private static double em(Node node) {
        return node instanceof ScrollPane pane && pane.lookup(".label") instanceof Label label
                ? label.getFont().getSize()
                : 14;
    }

    private void focused() {
        // Under a button that is pressed nothing may move away.
        if (!pressing && !revealing && scene.getFocusOwner() != null) {
            revealing = true;
            afterLayout(scene, () -> {
                revealing = false;
                Node owner = scene.getFocusOwner();
                if (owner != null && !pressing) {
                    reveal(owner, before);
                }
                before = owner;
            });
        }
    }

    /** What has just come has its place only after the next layout: runs a task then. */
    public static void afterLayout(Scene scene, Runnable task) {
        new Runnable() {
            void await() {
                scene.addPostLayoutPulseListener(this);
                Platform.requestNextPulse();
            }

            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                task.run();
            }
        }.await();
    }

    /**
     * Scrolls a page that has just come to where it was: again after each layout for as long as its height still changes, since
     * a page that grows keeps the place of its upper edge.
     *
     * @param where 0 its top and 1 its end
     */
    public static void settleAt(Scene scene, ScrollPane pane, double where) {
        settleAt(scene, pane, where, -1, SETTLING_LAYOUTS);
    }

    private static void settleAt(Scene scene, ScrollPane pane, double where, double before, int left) {
        afterLayout(scene, () -> {
            double hidden = hidden(pane);
            if (hidden != before) {
                pane.setVvalue(where);
            }
            if (left > 1) {
                settleAt(scene, pane, where, hidden, left - 1);
            }
        });
    }

    /** Scrolls every pane around a node so that the node and its heading are in view. */
    public static void reveal(Node node) {
        reveal(node, node);
    }

    /** @param from where the keyboard comes from */
    private static void reveal(Node node, @Nullable Node from) {
        for (Parent outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (outer instanceof ScrollPane pane && pane.getContent() != null && hidden(pane) > 1) {
                // A page that is opened shows its beginning, and not the whole of what has the keyboard there first.
                if (FocusOrder.isWithin(from, pane) || !upperPart(pane, node)) {
                    reveal(pane, node);
                }
            }
        }
    }

    /** Whether a large thing is in view with enough of its upper part. */
    private static boolean upperPart(ScrollPane pane, Node node) {
        Bounds place = bounds(Objects.requireNonNull(pane.getContent()), node);
        double from = pane.getVvalue() * hidden(pane);
        double seen = from + pane.getViewportBounds().getHeight() - place.getMinY();
        return place.getHeight() >= LARGE_EM * em(pane)
                && place.getMinY() >= from
                && seen >= UPPER_PART * place.getHeight();
    }

    /** Whether enough of a node is in view where every page around it is at its top; also of one without a place yet. */
    public static boolean seenFromTop(Node node) {
        for (Parent outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (outer instanceof ScrollPane pane && pane.getContent() != null && hidden(pane) > 1) {
                Bounds place = bounds(pane.getContent(), node);
                if (place.getMinY() + UPPER_PART * place.getHeight()
                        > pane.getViewportBounds().getHeight()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void reveal(ScrollPane pane, Node node) {
        Node content = Objects.requireNonNull(pane.getContent());
        double seen = pane.getViewportBounds().getHeight();
        Bounds wanted = bounds(content, node);
        Bounds whole = withLabels(content, node, wanted);
        if (whole.getHeight() + 2 * MARGIN <= seen) {
            wanted = whole;
        }
        double hidden = hidden(pane);
        double from = pane.getVvalue() * hidden;
        double top = wanted.getMinY() - MARGIN;
        double bottom = wanted.getMaxY() + MARGIN;
        double to = from;
        if (wanted.getHeight() > seen) {
            // Of what is larger than the view some is enough.
            to = bottom < from + MARGIN * 2 || top > from + seen - MARGIN * 2 ? top : from;
        } else if (top < from) {
            to = top;
        } else if (bottom > from + seen) {
            to = bottom - seen;
        }
        if (to != from) {
            pane.setVvalue(Math.clamp(to / hidden, 0, 1));
        }
    }

    private static Bounds bounds(Node content, Node node) {
        return content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }

    /** With the label above it and what is said below it. */
    private static Bounds withLabels(Node content, Node node, Bounds own) {
        Bounds all = own;
        if (node.getParent() instanceof VBox box) {
            ObservableList<Node> siblings = box.getChildren();
            int at = siblings.indexOf(node);
            for (int i : List.of(at - 1, at + 1)) {
                if (i >= 0 && i < siblings.size() && siblings.get(i) instanceof Label label && label.isManaged()) {
                    all = union(all, bounds(content, label));
                }
            }
        }
        return all;
    }

    private static Bounds union(Bounds a, Bounds b) {
        double x = Math.min(a.getMinX(), b.getMinX());
        double y = Math.min(a.getMinY(), b.getMinY());
        return new BoundingBox(x, y, Math.max(a.getMaxX(), b.getMaxX()) - x, Math.max(a.getMaxY(), b.getMaxY()) - y);
    }
}
