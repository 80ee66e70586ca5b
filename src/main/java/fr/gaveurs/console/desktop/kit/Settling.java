package fr.gaveurs.console.desktop.kit;

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
public final class Settling {
    private final PauseTransition rest;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final EventHandler<InputEvent> touched = event -> touched();
    private long touchedAt = System.nanoTime();

    /**
     * @param within what is watched: all of the scene that it is in
     * @param untouched how long nobody may have touched the window
     */
    public Settling(Node within, Duration untouched) {
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
    public void later(Runnable task) {
        waiting.add(task);
        if (rest.getStatus() != PauseTransition.Status.RUNNING) {
            rest.playFromStart();
        }
    }

    /** Does it at once where nobody has touched the window for so long already, and else as {@link #later}. */
    public void whenUntouched(Runnable task) {
        if (waiting.isEmpty() && untouchedMillis() >= rest.getDuration().toMillis()) {
            task.run();
        } else {
            later(task);
        }
    }

    /** Another screen comes. */
    public void now() {
        rest.stop();
        Set<Runnable> due = new LinkedHashSet<>(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    /** Nothing of it wakes up any more. */
    public void dispose() {
        rest.stop();
        waiting.clear();
    }

    private void touched() {
        touchedAt = System.nanoTime();
    }

    private double untouchedMillis() {
        return (System.nanoTime() - touchedAt) / 1e6;
    }

    private void rested() {
        double untouched = untouchedMillis();
        if (untouched + 1 >= rest.getDuration().toMillis()) {
            now();
        } else {
            rest.playFrom(Duration.millis(untouched));
        }
    }
}
