package fr.gaveurs.console.desktop.shell;

import java.util.concurrent.CompletableFuture;

/** Whether the console starts by itself when the person logs in. Called on the FX thread, so neither may block. */
public interface Autostart {
    CompletableFuture<Boolean> isOn();

    /** Completes exceptionally, with what to do, where the system refuses. */
    CompletableFuture<Void> turn(boolean on);
}
