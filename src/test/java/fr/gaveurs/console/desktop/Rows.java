package fr.gaveurs.console.desktop;

import fr.gaveurs.console.desktop.kit.LabeledField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.controlsfx.control.CheckComboBox;

/** Whether what stands beside each other in a form stands on one line: buttons, and boxes to type into or to choose from. */
public final class Rows {
    /** Rounding. */
    private static final double SLACK = 1.5;

    private Rows() {}

    /** Buttons that stand higher or lower than the boxes of their row, and fields that are not as high as others. FX thread only. */
    public static List<String> uneven(Node root) {
        List<String> found = new ArrayList<>();
        walk(root, found);
        return found;
    }

    private static void walk(Node node, List<String> found) {
        if (!node.isVisible() || isBox(node) || node instanceof ButtonBase) {
            return;
        }
        if (node instanceof Parent parent) {
            row(parent, found);
            fields(parent, found);
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, found));
        }
    }

    private static void row(Parent parent, List<String> found) {
        List<Node> boxes = new ArrayList<>();
        parent.getChildrenUnmodifiable().forEach(child -> boxes(child, boxes));
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (!(child instanceof Button button) || !child.isVisible() || !child.isManaged()) {
                continue;
            }
            Bounds place = place(button);
            for (Node box : boxes) {
                Bounds other = place(box);
                boolean beside = other.getMinY() < place.getMaxY()
                        && place.getMinY() < other.getMaxY()
                        && (other.getMaxX() <= place.getMinX() + SLACK || place.getMaxX() <= other.getMinX() + SLACK);
                double lower = place.getMaxY() - other.getMaxY();
                double off = place.getCenterY() - other.getCenterY();
                if (beside && Math.abs(lower) > SLACK && Math.abs(off) > SLACK) {
                    found.add("“" + button.getText() + "” #" + button.getId() + " ends " + Math.round(lower)
                            + " px below " + box.getClass().getSimpleName() + " #" + box.getId() + " of its row, "
                            + Math.round(place.getHeight()) + " and " + Math.round(other.getHeight()) + " px high");
                }
            }
        }
    }

    /** Of fields with names that stand beside each other, one is as high as the other. */
    private static void fields(Parent parent, List<String> found) {
        List<Node> inputs = parent.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof LabeledField && child.isVisible())
                .flatMap(child -> Stream.ofNullable(((LabeledField) child).getInput()))
                .filter(input -> isBox(input) || (input instanceof ButtonBase && !(input instanceof CheckBox)))
                .toList();
        for (Node input : inputs) {
            for (Node other : inputs) {
                Bounds place = place(input);
                Bounds beside = place(other);
                if (place.getMinY() < beside.getMaxY()
                        && beside.getMinY() < place.getMaxY()
                        && place.getHeight() > beside.getHeight() + SLACK) {
                    found.add(input.getClass().getSimpleName() + " #" + input.getId() + " is "
                            + Math.round(place.getHeight()) + " px high, and "
                            + other.getClass().getSimpleName() + " #" + other.getId() + " beside it "
                            + Math.round(beside.getHeight()));
                }
            }
        }
    }

    /** The boxes of a child: itself, or what it names. */
    private static void boxes(Node node, List<Node> boxes) {
        if (!node.isVisible() || node instanceof ButtonBase || node instanceof TextArea) {
            return;
        }
        if (isBox(node)) {
            boxes.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> boxes(child, boxes));
        }
    }

    private static boolean isBox(Node node) {
        return node instanceof TextField || node instanceof ComboBoxBase<?> || node instanceof CheckComboBox<?>;
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
