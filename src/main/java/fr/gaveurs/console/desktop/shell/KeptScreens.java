package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Kept;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TouchEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What people left in the screens of a window in another language, until each is shown again. A screen gets it back as what
 * it needs comes from the backend, and a page of it as that comes into view: until that has stayed for a while, somebody does
 * something there, or it takes too long. FX thread only.
 */
final class KeptScreens {
    /** Key of what is asked above the screens. */
    private static final String ASKED = "asked";

    private static final Duration SOON = Duration.millis(100);
    private static final Duration LATER = Duration.millis(500);
    /** After so long it is no more tried so often. */
    private static final long SOON_NANOS = 3_000_000_000L;

    private static final List<EventType<? extends InputEvent>> TOUCHES =
            List.of(KeyEvent.KEY_PRESSED, MouseEvent.MOUSE_PRESSED, ScrollEvent.SCROLL, TouchEvent.TOUCH_PRESSED);

    /**
     * One screen.
     *
     * @param item opened in it
     * @param scrolled where the window was scrolled to around it, 0 its top and 1 its end
     */
    record Left(@Nullable String item, Kept kept, double scrolled) {}

    private final Map<String, Left> waiting = new HashMap<>();
    private final ShellController shell;
    private @Nullable Giving giving;

    KeptScreens(ShellController shell) {
        this.shell = shell;
    }

    /** What is to be given back, by the keys of screens. */
    void takeOver(Map<String, Left> left) {
        waiting.putAll(left);
        Left before = waiting.remove(ASKED);
        Node asked = shell.asked();
        if (before != null && asked != null) {
            before.kept().give(asked);
        }
    }

    /** What waits for a screen that is about to be shown; null for nothing. */
    @Nullable
    Left of(String key) {
        return waiting.get(key);
    }

    /** The screen is shown: it gets back what waits for it. */
    void shown(String key, Node screen) {
        left();
        Left left = waiting.get(key);
        if (left != null) {
            waiting.put(key, new Left(null, left.kept(), left.scrolled()));
            Giving begun = new Giving(key, left, screen);
            giving = begun;
            begun.go();
        }
    }

    /**
     * What was left in screens that were not shown since, or did not get back all of it yet, and in what is asked above
     * them.
     */
    Map<String, Left> waiting() {
        Map<String, Left> left = new HashMap<>(waiting);
        Node asked = shell.asked();
        if (asked != null) {
            left.put(ASKED, new Left(null, Kept.of(asked), 0));
        }
        return left;
    }

    /** Gives nothing more to the screen in view. */
    void end() {
        if (giving != null) {
            giving.end();
        }
    }

    /** The screen in view goes out of it: what it did not get yet waits for the next time. */
    void left() {
        Giving now = giving;
        giving = null;
        if (now != null) {
            now.stop();
        }
    }

    private final class Giving {
        private final String key;
        private final Left left;
        private final Node screen;
        private final PauseTransition pause = new PauseTransition(SOON);
        private final EventHandler<InputEvent> touched = this::touched;
        /** Its filters hear also of keys that the window takes for itself, such as Escape. */
        private final @Nullable Scene scene;

        private final long begun = System.nanoTime();
        private boolean scrolled;

        Giving(String key, Left left, Node screen) {
            this.key = key;
            this.left = left;
            this.screen = screen;
            this.scene = screen.getScene();
        }

        void go() {
            if (scene != null) {
                TOUCHES.forEach(type -> scene.addEventFilter(type, touched));
            }
            pause.setOnFinished(event -> give());
            give();
        }

        private void give() {
            boolean soon = System.nanoTime() - begun < SOON_NANOS;
            left.kept().give(screen);
            scrolled |= !soon || shell.scroll(left.scrolled());
            if (scrolled && left.kept().isOver()) {
                end();
            } else {
                pause.setDuration(soon ? SOON : LATER);
                pause.playFromStart();
            }
        }

        private void touched(InputEvent event) {
            if (!(event.getTarget() instanceof Node at) || FocusOrder.isWithin(at, screen)) {
                left.kept().touched(screen);
                scrolled = true;
            }
        }

        void end() {
            stop();
            waiting.remove(key);
        }

        void stop() {
            pause.stop();
            if (scene != null) {
                TOUCHES.forEach(type -> scene.removeEventFilter(type, touched));
            }
        }
    }
}
