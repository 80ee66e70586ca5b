package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;

/**
 * Small panels that point at what opened them. A press elsewhere, Escape, and the going of what opened it close one. It
 * looks like the window, in its theme and size of text, also where these change while it is open. FX thread only.
 */
public final class PopOvers {
    private static final double CORNER = 6;
    /** Share of the screen's height that a panel with a {@link PanelScroll} has at most: edge and arrow need some, too. */
    private static final double ROOM = 0.92;

    private PopOvers() {}

    /** Opens one above or below what it points at, where there is more room. */
    public static PopOver show(Node anchor, Parent content) {
        // What has just changed may not be in its place yet.
        anchor.getScene().getRoot().layout();
        Bounds place = anchor.localToScreen(anchor.getLayoutBounds());
        Rectangle2D room = screen(place);
        boolean below = place.getCenterY() < (room.getMinY() + room.getMaxY()) / 2;
        double across = (place.getCenterX() - room.getMinX()) / room.getWidth();
        ArrowLocation arrow =
                switch ((int) Math.clamp(across * 3, 0, 2)) {
                    case 0 -> below ? ArrowLocation.TOP_LEFT : ArrowLocation.BOTTOM_LEFT;
                    case 1 -> below ? ArrowLocation.TOP_CENTER : ArrowLocation.BOTTOM_CENTER;
                    default -> below ? ArrowLocation.TOP_RIGHT : ArrowLocation.BOTTOM_RIGHT;
                };
        return show(anchor, arrow, content);
    }

    /** The screen that most likely shows it. */
    private static Rectangle2D screen(Bounds place) {
        return Screen.getScreensForRectangle(
                        place.getMinX(), place.getMinY(), Math.max(1, place.getWidth()), Math.max(1, place.getHeight()))
                .stream()
                .findFirst()
                .orElseGet(Screen::getPrimary)
                .getVisualBounds();
    }

    /** Its own stylesheets stand nearer than the window's, and would paint it white in every theme. */
    private static void plain(PopOver panel) {
        panel.getRoot().getStylesheets().clear();
        if (panel.getSkin().getNode() instanceof Parent drawn) {
            drawn.getStylesheets().clear();
        }
    }

    /** What hangs over the edge of the screen could not be pressed. */
    private static void keepOn(PopOver panel, Node anchor) {
        if (panel.isShowing() && anchor.getScene() != null) {
            Rectangle2D room = screen(anchor.localToScreen(anchor.getLayoutBounds()));
            double low = panel.getY() + panel.getHeight() - room.getMaxY();
            double right = panel.getX() + panel.getWidth() - room.getMaxX();
            if (low > 0.5) {
                panel.setAnchorY(panel.getAnchorY() - low);
            }
            if (right > 0.5) {
                panel.setAnchorX(panel.getAnchorX() - right);
            }
        }
    }

    /**
     * Opens one.
     *
     * @param anchor what it points at; in a window that is shown
     * @param arrow the side of the panel that the anchor lies at
     */
    public static PopOver show(Node anchor, ArrowLocation arrow, Parent content) {
        PopOver panel = made(content);
        panel.setArrowLocation(arrow);
        if (content instanceof Region region
                && content.getChildrenUnmodifiable().stream().anyMatch(PanelScroll.class::isInstance)) {
            region.setMaxHeight(ROOM
                    * screen(anchor.localToScreen(anchor.getLayoutBounds())).getHeight());
        }
        Scene scene = anchor.getScene();
        Parent root = scene.getRoot();
        panel.getRoot().styleProperty().bind(root.styleProperty());
        Subscription leaving = anchor.sceneProperty().subscribe((before, now) -> panel.hide());
        panel.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> {
            leaving.unsubscribe();
            panel.getRoot().styleProperty().unbind();
        });
        panel.show(anchor);
        plain(panel);
        panel.getScene().getStylesheets().setAll(scene.getStylesheets());
        SkinOnFocus.watch(panel.getScene());
        // Before the fields: one with a formatter takes Escape for itself. A list that is open over it has had it by
        // then.
        panel.getScene().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                panel.hide();
                event.consume();
            }
        });
        // What nothing in it wants would go on to the window, and press the button there that opened it.
        panel.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                event.consume();
            }
        });
        // It grows with the text. Not at once: its place and its size depend on each other while it is laid out.
        panel.heightProperty().subscribe(height -> Platform.runLater(() -> keepOn(panel, anchor)));
        content.requestFocusTraversal(TraversalDirection.NEXT);
        return panel;
    }

    private static PopOver made(Parent content) {
        PopOver panel = new PopOver(content);
        panel.setDetachable(false);
        panel.setAnimated(false);
        panel.setCornerRadius(CORNER);
        panel.setTitle("");
        content.getStyleClass().add("popover-content");
        return panel;
    }

    /**
     * Makes one that is never shown: what the first of all costs is paid then. On any thread.
     *
     * @param stylesheets of the window
     */
    public static void rehearse(Parent content, List<String> stylesheets) {
        Scene scene = made(content).getScene();
        scene.getStylesheets().setAll(stylesheets);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    /** Asks, beside what was pressed, before something is done. */
    public static void ask(Node anchor, Messages messages, ReasonForm.Question question, ReasonForm.Answer answer) {
        show(anchor, new ReasonForm(messages, question, answer));
    }

    /** Closes the panel that holds a node. */
    public static void close(Node inside) {
        Scene scene = inside.getScene();
        if (scene != null && scene.getWindow() instanceof PopOver panel) {
            panel.hide();
        }
    }

    /** Closes every panel over a window, as before something that covers it. */
    public static void hideAll(Window owner) {
        Window.getWindows().stream()
                .filter(window -> window instanceof PopOver panel && owner.equals(panel.getOwnerWindow()))
                .toList()
                .forEach(Window::hide);
    }
}
