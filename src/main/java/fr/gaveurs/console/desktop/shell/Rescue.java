package fr.gaveurs.console.desktop.shell;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** A backup that can take the place of damaged data, at the press of a button. */
public interface Rescue {
    /** Name of the backup's file. */
    String backup();

    /** When it was made. */
    Instant made();

    /** What does the same on a command line. */
    String command();

    /**
     * Puts the backup in place; the start then goes on by itself.
     *
     * @param percent hears how far it is, 0–100, on any thread
     * @return completes with the folder that holds what was there before, or with the exception that says why nothing was
     *     changed
     */
    CompletableFuture<String> run(IntConsumer percent);

    /** Gives it up, unless the new is just taking the old one's place. {@link #run} then completes soon. */
    void cancel();
}
