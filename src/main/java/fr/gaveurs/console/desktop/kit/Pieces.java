package fr.gaveurs.console.desktop.kit;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Work of the FX thread in pieces, with a pulse after each: the window answers and shows what is there in between. */
public final class Pieces {
    private Pieces() {}

    /** Does something so many pulses later, as when what comes with each of them is there. */
    public static void after(Scene scene, int pulses, Runnable task) {
        Scrolling.afterLayout(
                scene,
                () -> Platform.runLater(() -> {
                    if (pulses > 1) {
                        after(scene, pulses - 1, task);
                    } else {
                        task.run();
                    }
                }));
    }

    /**
     * Does one piece after the other.
     *
     * @param wanted asked before each; once it says false nothing more is done
     */
    public static void inTurn(Scene scene, BooleanSupplier wanted, Runnable... pieces) {
        if (pieces.length == 0 || !wanted.getAsBoolean()) {
            return;
        }
        Scrolling.afterLayout(
                scene,
                () -> Platform.runLater(() -> {
                    if (wanted.getAsBoolean()) {
                        pieces[0].run();
                        inTurn(scene, wanted, Arrays.copyOfRange(pieces, 1, pieces.length));
                    }
                }));
    }
}
