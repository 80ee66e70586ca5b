package fr.gaveurs.console.desktop;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.shell.OpenWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.robot.BaseRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Somebody at a window: moves the pointer, clicks, drags and types through TestFX's robot, and sees what is in view. It
 * waits for what it is told to press, and after each act until the window has taken it and drawn its next frame: TestFX
 * itself waits a twentieth of a second after each key.
 */
public final class WindowRobot {
    /** The headless platform's screen has no more. */
    private static final double SCREEN = 1000;

    private static final int STEPS = 5;

    static {
        System.setProperty("testfx.robot", "glass");
        WaitForAsyncUtils.printException = false;
    }

    private final BaseRobot robot = new FxRobot().robotContext().getBaseRobot();
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
        if (Fx.call(() -> !stage.isFocused() || stage.getScene().getRoot().isNeedsLayout())) {
            Fx.settle(stage);
        }
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
        return move(awaited(which)).click();
    }

    public WindowRobot move(Node node) {
        Point2D place = center(node);
        // What has just come may still be on its way to its place.
        for (int i = 0; i < STEPS; i++) {
            robot.moveMouse(place);
            Fx.settle(stage);
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
        robot.moveMouse(Fx.call(() -> node.localToScreen(x, y)));
        Fx.settle(stage);
        return this;
    }

    /** Clicks where the pointer is. */
    public WindowRobot click() {
        robot.pressMouse(MouseButton.PRIMARY);
        robot.releaseMouse(MouseButton.PRIMARY);
        Fx.settle(stage);
        return this;
    }

    public WindowRobot doubleClick() {
        return click().click();
    }

    public WindowRobot press(MouseButton button) {
        robot.pressMouse(button);
        Fx.settle(stage);
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
        return move(awaited(which)).press(MouseButton.PRIMARY);
    }

    /** Moves what was taken over such a node, in steps as a hand would. */
    public WindowRobot carryOver(Predicate<Node> which) {
        Point2D to = center(awaited(which));
        Point2D from = Fx.call(robot::retrieveMouse);
        for (int i = 1; i <= STEPS; i++) {
            robot.moveMouse(from.interpolate(to, (double) i / STEPS));
            Fx.settle(stage);
        }
        return this;
    }

    /** Lets go of what was taken. */
    public WindowRobot letGo() {
        robot.releaseMouse(MouseButton.PRIMARY);
        Fx.settle(stage);
        return this;
    }

    /** Drags the first such node in view onto another. */
    public WindowRobot drag(Predicate<Node> from, Predicate<Node> to) {
        return take(from).carryOver(to).letGo();
    }

    /** Leads the keyboard to the first such node that can be used, which brings it into view. */
    public WindowRobot reach(String selector) {
        await("to reach " + selector)
                .until(() -> Fx.call(() -> {
                    for (Node node : stage.getScene().getRoot().lookupAll(selector)) {
                        if (node.isVisible() && !node.isDisabled()) {
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
        return press(KeyCode.CONTROL, KeyCode.A).write(text);
    }

    /** Types where the keyboard is. */
    public WindowRobot write(String text) {
        Scene scene = Fx.call(() -> Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(stage)
                .getScene());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            KeyCode key = letter == '\n' ? KeyCode.ENTER : letter == '\t' ? KeyCode.TAB : KeyCode.UNDEFINED;
            robot.typeKeyboard(scene, key, Character.toString(letter));
        }
        Fx.settle(stage);
        return this;
    }

    /** Presses these keys together, and lets them go. */
    public WindowRobot press(KeyCode... keys) {
        for (KeyCode key : keys) {
            robot.pressKeyboard(key);
        }
        Fx.settle(stage);
        for (KeyCode key : Arrays.asList(keys).reversed()) {
            robot.releaseKeyboard(key);
        }
        Fx.settle(stage);
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
