package fr.gaveurs.console.backend.platform.postgres;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The processes of our server: those whose executable lies in our folder. No other process can be meant, whatever ids
 * were reused since.
 *
 * @param root the folder that holds the executables, its real path
 */
record ServerProcesses(Path root) {
    private static final long POLL_MS = 10;

    /** Everything that runs from the folder, orphans included. */
    List<ProcessHandle> all() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    /** Whether the process lives and is ours. A zombie isn't: it has no executable any more and holds nothing. */
    boolean isOurs(ProcessHandle process) {
        return process.isAlive()
                && process.info().command().filter(this::liesInRoot).isPresent();
    }

    private boolean liesInRoot(String command) {
        try {
            return Path.of(command).startsWith(root);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Waits until none of ours runs; false if some still do after {@code limit}. */
    boolean awaitNone(Duration limit) throws InterruptedException {
        return await(() -> all().isEmpty(), limit);
    }

    /** Kills what still runs, and waits for it to be gone. */
    void killAll() throws InterruptedException {
        // Again and again: a dying server may still have been starting a process.
        await(
                () -> {
                    List<ProcessHandle> left = all();
                    left.forEach(ProcessHandle::destroyForcibly);
                    return left.isEmpty();
                },
                Duration.ofSeconds(10));
    }

    static boolean await(BooleanSupplier done, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(POLL_MS);
        }
        return true;
    }
}
