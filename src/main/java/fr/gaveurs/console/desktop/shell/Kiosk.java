package fr.gaveurs.console.desktop.shell;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/**
 * A window that covers the screen and is left with a code alone. It keeps somebody from leaving by mistake or out of
 * curiosity, not somebody who may log in elsewhere or pull the plug. For one thread.
 */
public final class Kiosk {
    /** Wrong codes in a row before a pause. */
    static final int TRIES = 5;

    static final Duration PAUSE = Duration.ofSeconds(30);

    /** What came of a code. */
    enum Answer {
        OPEN,
        WRONG,
        /** Not looked at: too many were wrong. */
        WAIT
    }

    private final byte[] code;
    private final LongSupplier nanos;
    private int wrong;
    private long until;

    /** @param code figures */
    public Kiosk(String code) {
        this(code, System::nanoTime);
    }

    Kiosk(String code, LongSupplier nanos) {
        this.code = code.getBytes(StandardCharsets.UTF_8);
        this.nanos = nanos;
        this.until = nanos.getAsLong();
    }

    Answer enter(String typed) {
        if (secondsToWait() > 0) {
            return Answer.WAIT;
        }
        if (MessageDigest.isEqual(code, typed.getBytes(StandardCharsets.UTF_8))) {
            wrong = 0;
            return Answer.OPEN;
        }
        wrong++;
        if (wrong >= TRIES) {
            wrong = 0;
            until = nanos.getAsLong() + PAUSE.toNanos();
            return Answer.WAIT;
        }
        return Answer.WRONG;
    }

    /** Until the next code is looked at, s. */
    long secondsToWait() {
        return Math.max(0, Math.ceilDiv(until - nanos.getAsLong(), 1_000_000_000L));
    }

    /** Gives the stage all of the screen, without a frame, and again whatever the window manager does. */
    void cover(Stage stage) {
        stage.initStyle(StageStyle.UNDECORATED);
        var screen = Screen.getPrimary().getBounds();
        stage.setX(screen.getMinX());
        stage.setY(screen.getMinY());
        stage.setWidth(screen.getWidth());
        stage.setHeight(screen.getHeight());
        stage.setFullScreen(true);
        stage.fullScreenProperty().subscribe(full -> {
            if (!full) {
                Platform.runLater(() -> {
                    if (stage.isShowing()) {
                        stage.setFullScreen(true);
                    }
                });
            }
        });
        stage.iconifiedProperty().subscribe(iconified -> {
            if (iconified) {
                // Not through the pump, which rests while the window is minimised.
                Platform.runLater(() -> stage.setIconified(false));
            }
        });
    }
}
