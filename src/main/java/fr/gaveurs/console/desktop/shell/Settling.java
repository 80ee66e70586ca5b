package fr.gaveurs.console.desktop.shell;

import java.util.LinkedHashSet;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the screen may get more or less room: not while somebody aims at something on it, but as another one comes, or
 * once nobody has touched the window for a while. FX thread only.
 */
final class Settling {
    private final PauseTransition rest;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final EventHandler<InputEvent> touched = event -> touched();
    private long touchedAt = System.nanoTime();

    /**
     * @param within what is watched: all of the scene that it is in
     * @param untouched how long nobody may have touched the window
     */
    Settling(Node within, Duration untouched) {
        rest = new PauseTransition(untouched);
        rest.setOnFinished(event -> rested());
        within.sceneProperty().subscribe(this::watch);
    }

    private void watch(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removeEventFilter(InputEvent.ANY, touched);
        }
        if (now != null) {
            now.addEventFilter(InputEvent.ANY, touched);
        }
    }

    /** Does it when the screen may move; what waits already waits no second time. */
    void later(Runnable task) {
        waiting.add(task);
        if (rest.getStatus() != PauseTransition.Status.RUNNING) {
            rest.playFromStart();
        }
    }

    /** Another screen comes. */
    void now() {
        rest.stop();
        Set<Runnable> due = new LinkedHashSet<>(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    /** Nothing of it wakes up any more. */
    void dispose() {
        rest.stop();
        waiting.clear();
    }

    private void touched() {
        touchedAt = System.nanoTime();
    }

    private void rested() {
        double untouched = (System.nanoTime() - touchedAt) / 1e6;
        if (untouched + 1 >= rest.getDuration().toMillis()) {
            now();
        } else {
            rest.playFrom(Duration.millis(untouched));
        }
    }
}
