package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * Carries a card to another column below the pointer: its picture goes along, the columns say whether they take it, the
 * board scrolls near an edge, and Escape leaves the card where it was. By mouse events alone and not by the platform's
 * drag and drop: so it is the same everywhere, and a robot can do it where there is no screen.
 */
final class BoardDrag {
    /** So close to an edge the board scrolls, px at least. */
    private static final double EDGE = 40;
    /** So fast it scrolls there, px a second. */
    private static final double SPEED = 600;

    /** Where a card may be put down. */
    interface Target {
        Node node();

        /** While a card is carried: whether it may come here; null once it is put down. */
        void carrying(@Nullable BugSummary bug);

        /** The pointer came over it with the card, or left. */
        void over(boolean over);

        void drop(BugSummary bug);
    }

    private final ScrollPane scroll;
    private final List<? extends Target> targets;
    private final ImageView ghost = new ImageView();
    private final Pane layer = new Pane(ghost);
    private final EventHandler<MouseEvent> mouse = this::mouse;
    private final EventHandler<KeyEvent> keys = this::key;
    private final Scroller scroller = new Scroller();
    private @Nullable Scene scene;
    private @Nullable Cursor cursorBefore;
    private @Nullable BugSummary bug;
    private Point2D grip = Point2D.ZERO;
    private Point2D pointer = Point2D.ZERO;

    /** @param scroll holds the targets, side by side */
    BoardDrag(ScrollPane scroll, List<? extends Target> targets) {
        this.scroll = scroll;
        this.targets = targets;
        ghost.getStyleClass().add("board-ghost");
        ghost.setManaged(false);
        ghost.setVisible(false);
        layer.setMouseTransparent(true);
        layer.setMinSize(0, 0);
    }

    /** Lies over the board and shows what is carried. */
    Node layer() {
        return layer;
    }

    /** The bug that is carried now. */
    @Nullable
    BugSummary carried() {
        return bug;
    }

    /** Takes a card up. */
    void begin(BugSummary taken, Node card, MouseEvent event) {
        cancel();
        Scene here = card.getScene();
        Bounds place = card.localToScene(card.getLayoutBounds());
        pointer = new Point2D(event.getSceneX(), event.getSceneY());
        grip = pointer.subtract(place.getMinX(), place.getMinY());
        // The press has just chosen the card and made its badge anew, which has no style until the next pulse.
        card.applyCss();
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        ghost.setImage(card.snapshot(clear, null));
        ghost.setVisible(true);
        bug = taken;
        scene = here;
        cursorBefore = here.getCursor();
        here.setCursor(Cursor.CLOSED_HAND);
        here.addEventFilter(MouseEvent.ANY, mouse);
        here.addEventFilter(KeyEvent.KEY_PRESSED, keys);
        targets.forEach(target -> target.carrying(taken));
        moved();
        scroller.begin();
    }

    private void mouse(MouseEvent event) {
        pointer = new Point2D(event.getSceneX(), event.getSceneY());
        if (event.getEventType() == MouseEvent.MOUSE_RELEASED && event.getButton() == MouseButton.PRIMARY) {
            drop();
            // The list that it came from would take the keyboard back.
            event.consume();
        } else if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            // Let go where nobody heard of it, such as beside the window.
            cancel();
        } else {
            moved();
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            cancel();
            event.consume();
        }
    }

    private void moved() {
        Point2D corner = layer.sceneToLocal(pointer.subtract(grip));
        ghost.relocate(Math.rint(corner.getX()), Math.rint(corner.getY()));
        Target below = below();
        targets.forEach(target -> target.over(target.equals(below)));
    }

    /** What of the board is in view at the pointer. */
    private @Nullable Target below() {
        if (!area(scroll).contains(pointer)) {
            return null;
        }
        return targets.stream()
                .filter(target -> area(target.node()).contains(pointer))
                .findFirst()
                .orElse(null);
    }

    private static Bounds area(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private void drop() {
        BugSummary dropped = bug;
        Target below = below();
        cancel();
        if (dropped != null && below != null) {
            below.drop(dropped);
        }
    }

    /** Leaves the card where it was. */
    void cancel() {
        Scene here = scene;
        if (here == null) {
            return;
        }
        scene = null;
        bug = null;
        here.removeEventFilter(MouseEvent.ANY, mouse);
        here.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
        here.setCursor(cursorBefore);
        scroller.stop();
        ghost.setVisible(false);
        ghost.setImage(null);
        targets.forEach(target -> target.carrying(null));
    }

    /** Runs while a card is carried: the pointer may rest at an edge. */
    private final class Scroller extends AnimationTimer {
        private long last;

        void begin() {
            last = 0;
            start();
        }

        @Override
        public void handle(long now) {
            double seconds = last == 0 ? 0 : (now - last) / 1e9;
            last = now;
            Bounds seen = area(scroll);
            double hidden = scroll.getContent().getLayoutBounds().getWidth()
                    - scroll.getViewportBounds().getWidth();
            double edge = Math.min(EDGE, seen.getWidth() / 6);
            double way = pointer.getX() < seen.getMinX() + edge ? -1 : pointer.getX() > seen.getMaxX() - edge ? 1 : 0;
            if (hidden > 0 && way != 0) {
                scroll.setHvalue(Math.clamp(scroll.getHvalue() + way * SPEED * seconds / hidden, 0, 1));
                moved();
            }
        }
    }
}
