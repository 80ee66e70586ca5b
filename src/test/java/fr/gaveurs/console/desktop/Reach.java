package fr.gaveurs.console.desktop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;

/**
 * Whether everything that can be pressed or typed into can be reached, and read, in small windows with large text: it
 * lies wholly in the window and under nothing else, or in a pane that scrolls it there, and no word ends in an ellipsis.
 */
public final class Reach {
    /** The smallest screens that are about, width and height. */
    private static final int[][] SIZES = {{1366, 768}, {1280, 720}};

    private static final int[] PERCENTS = {100, 125, 150, 200};
    /** Rounding. */
    private static final double SLACK = 1.5;
    /** A title that may be cut, as its whole is told elsewhere, still shows this much, em. */
    private static final double LEAST_EM = 14;

    private Reach() {}

    /**
     * What is out of reach on what is shown now, in every size and with every size of text; empty where all is well.
     *
     * @param textPercent sets the size of the text
     */
    public static List<String> lost(Scene shown, IntConsumer textPercent) {
        Set<String> lost = new LinkedHashSet<>();
        Fx.run(() -> lost(shown, textPercent, lost));
        return List.copyOf(lost);
    }

    private static void lost(Scene shown, IntConsumer textPercent, Set<String> lost) {
        Parent root = shown.getRoot();
        SceneSize.during(shown, SIZES[0][0], SIZES[0][1], () -> {
            for (int percent : PERCENTS) {
                textPercent.accept(percent);
                for (int[] size : SIZES) {
                    SceneSize.set(shown, size[0], size[1]);
                    List<String> here = new ArrayList<>();
                    walk(top(root), root, false, here);
                    here.forEach(what -> lost.add(what + " in " + size[0] + "x" + size[1] + ", " + percent + " %"));
                }
            }
        });
    }

    /** What covers the rest: of several layers, the last. */
    private static Node top(Parent root) {
        return root.getStyleClass().contains("layers")
                        && !root.getChildrenUnmodifiable().isEmpty()
                ? root.getChildrenUnmodifiable().getLast()
                : root;
    }

    /** @param listed within a list, which brings its rows into view by itself */
    private static void walk(Node node, Parent root, boolean listed, List<String> found) {
        if (!node.isVisible() || node instanceof ScrollBar) {
            return;
        }
        boolean own = node instanceof ButtonBase || node instanceof ComboBox<?> || node instanceof TextInputControl;
        if (!listed && (own || node.isFocusTraversable())) {
            String why = unreachable(node, root);
            if (why != null) {
                found.add(name(node) + " " + why);
            }
        }
        if (node instanceof Labeled labeled && cut(labeled)) {
            found.add(name(node) + " is cut");
        }
        boolean closed = node instanceof TextInputControl || (node instanceof ButtonBase && !(node instanceof Labeled));
        if (node instanceof Parent parent && !closed) {
            boolean rows = listed || node instanceof VirtualFlow<?>;
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, root, rows, found));
        }
    }

    private static String name(Node node) {
        String words = node instanceof Labeled labeled && labeled.getText() != null
                ? labeled.getText()
                : node.getAccessibleText();
        String id = node.getId() == null ? "" : "#" + node.getId();
        return node.getClass().getSimpleName() + id + node.getStyleClass() + " “" + words + "”";
    }

    /** Null where it can be reached. */
    private static String unreachable(Node node, Parent root) {
        Bounds place = node.getLayoutBounds();
        if (place.getWidth() < 4 || place.getHeight() < 4) {
            return "has no size";
        }
        Node inner = node;
        Bounds seen = node.localToScene(place);
        boolean scrolled = false;
        for (Parent outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (outer instanceof ScrollPane pane && pane.getContent() != null && within(inner, pane.getContent())) {
                Node viewport = pane.lookup(".viewport");
                Bounds port = viewport.localToScene(viewport.getLayoutBounds());
                boolean across = pane.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER;
                boolean down = pane.getVbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER;
                if (!across && (seen.getMinX() < port.getMinX() - SLACK || seen.getMaxX() > port.getMaxX() + SLACK)) {
                    return "is cut at the side by a pane that does not scroll sideways";
                }
                if (!down && (seen.getMinY() < port.getMinY() - SLACK || seen.getMaxY() > port.getMaxY() + SLACK)) {
                    return "is cut by a pane that does not scroll down";
                }
                Bounds content =
                        pane.getContent().localToScene(pane.getContent().getLayoutBounds());
                if (seen.getMaxY() > content.getMaxY() + SLACK || seen.getMaxX() > content.getMaxX() + SLACK) {
                    return "ends outside of what the pane scrolls";
                }
                if (port.getHeight() < Math.min(seen.getHeight(), 24)) {
                    return "has a slit of " + Math.round(port.getHeight()) + " px to be seen through";
                }
                seen = port;
                inner = pane;
                scrolled = true;
            } else if (outer.getClip() != null && !outer.getStyleClass().contains("viewport")) {
                Bounds clip = outer.localToScene(outer.getClip().getBoundsInParent());
                if (!contains(clip, seen)) {
                    return "is clipped";
                }
            }
        }
        Bounds window = root.localToScene(root.getLayoutBounds());
        if (!contains(window, seen)) {
            return "is out of the window: " + rounded(seen);
        }
        if (!scrolled) {
            for (double x : new double[] {0.1, 0.5, 0.9}) {
                Point2D point =
                        new Point2D(seen.getMinX() + seen.getWidth() * x, seen.getMinY() + seen.getHeight() * 0.5);
                Node hit = pick(root, point);
                if (hit == null || !(within(hit, node) || within(node, hit))) {
                    return "is covered by " + (hit == null ? "nothing" : name(hit));
                }
            }
        }
        return null;
    }

    private static String rounded(Bounds b) {
        return Math.round(b.getMinX()) + "–" + Math.round(b.getMaxX()) + " × " + Math.round(b.getMinY()) + "–"
                + Math.round(b.getMaxY());
    }

    private static boolean contains(Bounds outer, Bounds inner) {
        return inner.getMinX() >= outer.getMinX() - SLACK
                && inner.getMaxX() <= outer.getMaxX() + SLACK
                && inner.getMinY() >= outer.getMinY() - SLACK
                && inner.getMaxY() <= outer.getMaxY() + SLACK;
    }

    private static boolean within(Node node, Node outer) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    /** What a press at a point of the scene would hit. */
    private static Node pick(Node node, Point2D point) {
        if (!node.isVisible() || node.isMouseTransparent()) {
            return null;
        }
        Point2D local = node.sceneToLocal(point);
        if (node.getClip() != null && !node.getClip().contains(node.getClip().parentToLocal(local))) {
            return null;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable().reversed()) {
                Node hit = pick(child, point);
                if (hit != null) {
                    return hit;
                }
            }
        }
        return node.contains(local) ? node : null;
    }

    private static boolean cut(Labeled labeled) {
        String whole = labeled.getText();
        if (whole == null || whole.isEmpty() || labeled.getWidth() <= 0 || !(textOf(labeled) instanceof Text text)) {
            return false;
        }
        double em = labeled.getFont().getSize();
        if (labeled.getStyleClass().contains("elides")) {
            return labeled.getStyleClass().contains("bug-title")
                    && labeled.getWidth() + SLACK < Math.min(labeled.prefWidth(-1), LEAST_EM * em);
        }
        String ellipsis = labeled.getEllipsisString();
        boolean elided = text.getText().contains(ellipsis) && !whole.contains(ellipsis);
        boolean squeezed = !labeled.isWrapText() && labeled.getWidth() + SLACK < labeled.prefWidth(-1);
        boolean flat = labeled.getHeight() + SLACK < labeled.minHeight(labeled.getWidth());
        return elided || squeezed || flat;
    }

    private static Node textOf(Labeled labeled) {
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (child instanceof Text && child.getStyleClass().contains("text")) {
                return child;
            }
        }
        return null;
    }
}
