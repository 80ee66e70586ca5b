package fr.gaveurs.console.desktop.kit;

import javafx.animation.PauseTransition;
import javafx.scene.control.TextField;
import javafx.util.Duration;

/**
 * Does something once somebody has typed, and not with every letter; and once where several fields change together. FX
 * thread only.
 */
public final class Typing {
    /** Typing is over when no key came for so long; a scanner types a code within it. */
    private static final Duration TYPED = Duration.millis(300);

    private final PauseTransition pause = new PauseTransition(TYPED);
    private final Runnable done;
    private boolean quiet;

    /** @param done called after the last letter */
    public Typing(Runnable done, TextField... fields) {
        this.done = done;
        pause.setOnFinished(event -> done.run());
        for (TextField field : fields) {
            field.textProperty().addListener((property, old, now) -> pause.playFromStart());
        }
    }

    /** Does it at once, as when something is chosen beside the fields. */
    public void now() {
        pause.stop();
        if (!quiet) {
            done.run();
        }
    }

    /** Changes fields, and what is chosen beside them, without doing it: whoever changes them does so. */
    public void quietly(Runnable changes) {
        quiet = true;
        try {
            changes.run();
        } finally {
            quiet = false;
            pause.stop();
        }
    }

    /** Nobody wants it any more. */
    public void stop() {
        pause.stop();
    }
}
