package fr.gaveurs.console.desktop.kit;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.ScrollPaneSkin;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;

/**
 * Gives its content all the room there is, and scrolls it down where that is less than it needs: in a small window with
 * large text nothing is out of reach. A press beside the controls leaves the keyboard where it is.
 */
public class Roomy extends ScrollPane {
    /** A scroll pane takes the keyboard on a press, and with it the keys of the screen in it. */
    private static final EventHandler<MouseEvent> KEEP = MouseEvent::consume;

    private Subscription shown = Subscription.EMPTY;

    public Roomy() {
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("roomy");
        // Else what it holds would be in the scene, and could have the keyboard, only from the next pulse on.
        setSkin(new ScrollPaneSkin(this));
        drawDirectly(this);
        keepKeyboard(this);
        contentProperty().subscribe(content -> {
            shown.unsubscribe();
            // What is not shown has a height all the same, and nothing to scroll to.
            shown = content == null
                    ? Subscription.EMPTY
                    : content.visibleProperty()
                            .subscribe(visible ->
                                    setVbarPolicy(visible ? ScrollBarPolicy.AS_NEEDED : ScrollBarPolicy.NEVER));
        });
    }

    /** A press in what a scroll pane holds gives the keyboard to what was pressed, or leaves it where it is. */
    public static void keepKeyboard(ScrollPane pane) {
        pane.contentProperty().subscribe(content -> {
            if (content != null) {
                content.removeEventHandler(MouseEvent.MOUSE_PRESSED, KEEP);
                content.addEventHandler(MouseEvent.MOUSE_PRESSED, KEEP);
            }
        });
    }

    /**
     * JavaFX keeps a picture of all that a scroll pane shows, and draws the whole of it anew for each change in it: on a
     * screen that changes all the time that costs more than it spares. To be called once the pane has its skin.
     */
    public static void drawDirectly(ScrollPane pane) {
        Node viewport = pane.lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }
}
