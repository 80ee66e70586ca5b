package fr.gaveurs.console.desktop.screens.bugs;

import java.time.Duration;
import javafx.util.Subscription;

/** Runs a task some time after it was asked for, once however often that was. For the FX thread alone. */
final class Gather {
    private final BugRequests requests;
    private final Duration pause;
    private final Runnable task;
    private Subscription waiting = Subscription.EMPTY;
    private boolean asked;
    private int round;

    Gather(BugRequests requests, Duration pause, Runnable task) {
        this.requests = requests;
        this.pause = pause;
        this.task = task;
    }

    void ask() {
        if (asked) {
            return;
        }
        asked = true;
        int mine = ++round;
        waiting = requests.later().apply(pause, () -> requests.fx().execute(() -> {
            if (asked && mine == round) {
                asked = false;
                task.run();
            }
        }));
    }

    void stop() {
        asked = false;
        waiting.unsubscribe();
        waiting = Subscription.EMPTY;
    }
}
