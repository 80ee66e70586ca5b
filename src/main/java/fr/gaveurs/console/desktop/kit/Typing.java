package fr.gaveurs.console.desktop.kit;

import javafx.animation.PauseTransition;
import javafx.scene.control.TextField;
import javafx.util.Duration;

/** Does something once somebody has typed, and not with every letter. FX thread only. */
public final class Typing {
    /** Typing is over when no key came for so long; a scanner types a code within it. */
    private static final Duration TYPED = Duration.millis(300);

    private final PauseTransition pause = new PauseTransition(TYPED);

    /** @param done called after the last letter */
    public Typing(Runnable done, TextField... fields) {
        pause.setOnFinished(event -> done.run());
        for (TextField field : fields) {
            field.textProperty().addListener((property, old, now) -> pause.playFromStart());
        }
    }

    /** It is being done now, or nobody wants it any more. */
    public void stop() {
        pause.stop();
    }
}
