package fr.gaveurs.console.desktop.shell;

import java.util.concurrent.CompletableFuture;

/** Simulated stations inside this process. Called on the FX thread, so neither method may block. */
public interface Demo {
    /** Completes when they are connected. */
    CompletableFuture<Void> start();

    /** Completes when they are gone. */
    CompletableFuture<Void> stop();
}
