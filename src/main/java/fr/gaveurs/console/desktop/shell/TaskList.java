package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Settling;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.geometry.Orientation;
import javafx.scene.control.Skin;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import org.controlsfx.control.TaskProgressView;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the background, in the window's frame: below the screen, in a place of its own that comes when something
 * is begun. A row whose task ended stays for some seconds, and then until the pointer is at nothing that would move with it,
 * the screen may move anyway, or another task needs a row. ControlsFX's view keeps the list; it is made when the first
 * task begins.
 */
final class TaskList {
    /** Long enough to read how it went. */
    private static final Duration READ = Duration.seconds(8);

    private static final Duration AGAIN = Duration.seconds(1);

    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Pane place;
    private final Runnable leave;
    private final Settling settling;
    private final Aim aim;
    private final PauseTransition read = new PauseTransition();
    private final Runnable sweep = this::sweep;
    private final ListChangeListener<Task<?>> listener = this::changed;
    private @Nullable TaskProgressView<Task<?>> view;
    private @Nullable TaskRows rows;

    /**
     * @param place holds the list
     * @param leave leads the keyboard on, where the list had it and nothing runs any more
     * @param settling says when the screen may move
     * @param aim says whether what somebody points at would move as the list goes
     */
    TaskList(Messages messages, BackgroundTasks tasks, Pane place, Runnable leave, Settling settling, Aim aim) {
        this.messages = messages;
        this.tasks = tasks;
        this.place = place;
        this.leave = leave;
        this.settling = settling;
        this.aim = aim;
        read.setOnFinished(event -> wasRead());
        Visibility.show(place, false);
        tasks.running().addListener(listener);
        add(tasks.running());
    }

    /** The tasks go on; another list shows them. */
    void dispose() {
        tasks.running().removeListener(listener);
        read.stop();
    }

    private void changed(ListChangeListener.Change<? extends Task<?>> change) {
        // Asked before its row rests: the keyboard would be led to whatever stands first in the window.
        boolean keyboard = place.isFocusWithin();
        while (change.next()) {
            add(List.copyOf(change.getAddedSubList()));
            TaskProgressView<Task<?>> shown = view;
            if (shown != null) {
                shown.getTasks().removeAll(change.getRemoved());
            }
        }
        settling.later(sweep);
        sweepIn(READ);
        if (keyboard && tasks.running().isEmpty()) {
            leave.run();
        }
    }

    /** Once nothing runs: while something does, the list is there anyway. */
    private void sweepIn(Duration later) {
        read.stop();
        if (tasks.running().isEmpty()) {
            read.setDuration(later);
            read.play();
        }
    }

    private void wasRead() {
        if (aim.staysWithMoreRoom()) {
            sweep();
        } else {
            sweepIn(AGAIN);
        }
    }

    /** The rows of what ended go. */
    private void sweep() {
        if (rows != null) {
            rows.sweep();
        }
        Visibility.show(place, !tasks.running().isEmpty());
    }

    private void add(List<? extends Task<?>> begun) {
        if (begun.isEmpty()) {
            return;
        }
        TaskProgressView<Task<?>> shown = view;
        if (shown == null) {
            shown = new Plain();
            shown.setId("tasks");
            view = shown;
            place.getChildren().setAll(shown);
        }
        shown.getTasks().addAll(begun);
        Visibility.show(place, true);
    }

    /** The library's own skin is a list of a fixed size, with English words and colours of its own. */
    private final class Plain extends TaskProgressView<Task<?>> {
        /** Long names go on in a further line. */
        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected Skin<?> createDefaultSkin() {
            TaskRows made = new TaskRows(this, messages);
            rows = made;
            return made;
        }
    }
}
