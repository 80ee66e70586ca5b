package fr.gaveurs.console.desktop;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.shell.OpenWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Somebody at a window: moves the pointer, clicks, drags and types through TestFX's robot, and sees what is in view. It
 * waits for what it is told to press.
 */
public final class WindowRobot {
    /** The headless platform's screen has no more. */
    private static final double SCREEN = 1000;

    private static final int STEPS = 5;

    static {
        // A moment after each letter and each step of the pointer would only be waited for.
        System.setProperty("testfx.robot.write_sleep", "0");
        System.setProperty("testfx.robot", "glass");
        WaitForAsyncUtils.printException = false;
    }

    private final FxRobot robot = new FxRobot();
    private final Stage stage;

    public WindowRobot(OpenWindow open) {
        this(onScreen(open.stage()));
    }

    private static Stage onScreen(Stage stage) {
        Fx.run(() -> {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(SCREEN);
            stage.setHeight(SCREEN);
        });
        return stage;
    }

    public WindowRobot(Stage stage) {
        this.stage = stage;
        Fx.run(stage::requestFocus);
        passOverErrors(stage);
    }

    private static void passOverErrors(Stage stage) {
        // Errors of the windows before this one are not its own.
        WaitForAsyncUtils.clearExceptions();
        // The headless platform fails at each frame of a window that ends beyond its screen: those errors are no
        // test's.
        WaitForAsyncUtils.autoCheckException =
                Fx.call(() -> stage.getX() + stage.getWidth() <= SCREEN && stage.getY() + stage.getHeight() <= SCREEN);
    }

    /** Clicks the first such node in view. */
    public WindowRobot click(String selector) {
        return click(node -> is(node, selector));
    }

    /** Clicks what has these words: a button, a tab, an entry of a menu. */
    public WindowRobot clickWords(String words) {
        return click(node -> says(node, words) && !(node instanceof Text));
    }

    public WindowRobot click(Predicate<Node> which) {
        move(awaited(which));
        robot.clickOn(MouseButton.PRIMARY);
        return this;
    }

    public WindowRobot move(Node node) {
        Point2D place = center(node);
        // What has just come may still be on its way to its place.
        for (int i = 0; i < STEPS; i++) {
            robot.robotContext().getBaseRobot().moveMouse(place);
            WaitForAsyncUtils.waitForFxEvents(2);
            Point2D now = center(node);
            if (now.equals(place)) {
                break;
            }
            place = now;
        }
        return this;
    }

    /** Moves to a place within a node, px from its upper left corner. */
    public WindowRobot moveTo(Node node, double x, double y) {
        robot.robotContext().getBaseRobot().moveMouse(Fx.call(() -> node.localToScreen(x, y)));
        WaitForAsyncUtils.waitForFxEvents(1);
        return this;
    }

    /** Clicks where the pointer is. */
    public WindowRobot click() {
        robot.clickOn(MouseButton.PRIMARY);
        return this;
    }

    public WindowRobot doubleClick() {
        robot.doubleClickOn(MouseButton.PRIMARY);
        return this;
    }

    public WindowRobot press(MouseButton button) {
        robot.press(button);
        return this;
    }

    private static Point2D center(Node node) {
        return Fx.call(() -> {
            node.getScene().getRoot().applyCss();
            node.getScene().getRoot().layout();
            Bounds place = node.localToScreen(node.getLayoutBounds());
            return new Point2D(Math.rint(place.getCenterX()), Math.rint(place.getCenterY()));
        });
    }

    /** Presses the first such node in view and takes it along from there, until {@link #letGo}. */
    public WindowRobot take(Predicate<Node> which) {
        move(awaited(which));
        robot.press(MouseButton.PRIMARY);
        return this;
    }

    /** Moves what was taken over such a node, in steps as a hand would. */
    public WindowRobot carryOver(Predicate<Node> which) {
        Point2D to = center(awaited(which));
        Point2D from = Fx.call(() -> robot.robotContext().getBaseRobot().retrieveMouse());
        for (int i = 1; i <= STEPS; i++) {
            robot.robotContext().getBaseRobot().moveMouse(from.interpolate(to, (double) i / STEPS));
            WaitForAsyncUtils.waitForFxEvents(1);
        }
        return this;
    }

    /** Lets go of what was taken. */
    public WindowRobot letGo() {
        robot.release(MouseButton.PRIMARY);
        return this;
    }

    /** Drags the first such node in view onto another. */
    public WindowRobot drag(Predicate<Node> from, Predicate<Node> to) {
        return take(from).carryOver(to).letGo();
    }

    /** Leads the keyboard to it, which brings it into view. */
    public WindowRobot reach(String selector) {
        await("to reach " + selector)
                .until(() -> Fx.call(() -> {
                    for (Node node : stage.getScene().getRoot().lookupAll(selector)) {
                        if (node.isVisible()) {
                            node.requestFocus();
                            return node.isFocused();
                        }
                    }
                    return false;
                }));
        return this;
    }

    /** Clicks into a field and types, in place of what was there. */
    public WindowRobot type(String selector, String text) {
        click(selector);
        press(KeyCode.CONTROL, KeyCode.A);
        robot.write(text);
        return this;
    }

    /** Types where the keyboard is. */
    public WindowRobot write(String text) {
        robot.write(text);
        return this;
    }

    /** Presses these keys together, and lets them go. */
    public WindowRobot press(KeyCode... keys) {
        robot.push(keys);
        return this;
    }

    /** Waits until these words are in view. */
    public WindowRobot sees(String words) {
        await("to see “" + words + "”").until(() -> Fx.call(() -> find(node -> contains(node, words)) != null));
        return this;
    }

    /** Waits until these words are in view no more. */
    public WindowRobot seesNoMore(String words) {
        await("to see “" + words + "” no more").until(() -> Fx.call(() -> find(node -> contains(node, words)) == null));
        return this;
    }

    /** Waits until such a node is in view, and answers it. */
    public Node awaited(Predicate<Node> which) {
        await().until(() -> Fx.call(() -> find(which) != null));
        return Objects.requireNonNull(Fx.call(() -> find(which)));
    }

    public static boolean is(Node node, String selector) {
        return selector.startsWith(".")
                ? node.getStyleClass().contains(selector.substring(1))
                : selector.equals("#" + node.getId());
    }

    public static boolean says(Node node, String words) {
        return node instanceof Labeled labeled && words.equals(labeled.getText());
    }

    private static boolean contains(Node node, String words) {
        String text = node instanceof Labeled labeled
                ? labeled.getText()
                : node instanceof Text drawn ? drawn.getText() : node.getAccessibleText();
        return text != null && text.contains(words);
    }

    /** The topmost window first: a menu lies over what opened it. */
    private @Nullable Node find(Predicate<Node> which) {
        List<Window> windows = new ArrayList<>(Window.getWindows().filtered(Window::isShowing));
        for (Window window : windows.reversed()) {
            if (window.equals(stage) || !(window instanceof Stage)) {
                Node found = find(window.getScene().getRoot(), which);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Node find(Node node, Predicate<Node> which) {
        if (!node.isVisible()) {
            return null;
        }
        if (which.test(node) && inView(node)) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable().reversed()) {
                Node found = find(child, which);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean inView(Node node) {
        Bounds place = node.localToScene(node.getLayoutBounds());
        return place.getWidth() > 0
                && place.getHeight() > 0
                && node.getScene() != null
                && place.getCenterX() > 0
                && place.getCenterY() > 0
                && place.getCenterX() < node.getScene().getWidth()
                && place.getCenterY() < node.getScene().getHeight();
    }
}
