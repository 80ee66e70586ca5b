package fr.gaveurs.console.desktop.shell;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Ends the program behind the window. Called on the FX thread, so neither method may block. */
public interface Closing {
    /** Where the program is on its way down: a step begins, and steps of an unknown name are shown as they are. */
    record Step(String name, int number, int of) {}

    /** Starts the orderly end. Tells each step from any thread; completes when nothing is left to wait for. */
    CompletableFuture<Void> close(Consumer<Step> progress);

    /** The person does not want to wait any longer, and was told what that means. */
    void force();

    /** A window with nothing behind it: it watches another machine. */
    Closing NOTHING = new Closing() {
        @Override
        public CompletableFuture<Void> close(Consumer<Step> progress) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void force() {}
    };
}
