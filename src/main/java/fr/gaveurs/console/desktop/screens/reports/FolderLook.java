package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.client.TaskThread;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the folder that reports are to be copied into: a path that was mistyped is told when it is typed, and not when the
 * first report is missed. The console runs on the window's machine. A folder on a network may take its time, so it is looked at
 * on a thread of its own, and not waited for longer than a person does.
 */
final class FolderLook {
    private static final long WAIT_SECONDS = 3;

    private final TaskThread thread = new TaskThread("folder-look");

    /** What was found. */
    enum Found {
        GOOD,
        ABSENT,
        FILE,
        READ_ONLY,
        /** Nobody knows: it does not answer. */
        SILENT;

        /** Of what is said of it; nothing is said of a good one. */
        String key() {
            return switch (this) {
                case GOOD -> "";
                case ABSENT -> "schedules.folder.absent";
                case FILE -> "schedules.folder.file";
                case READ_ONLY -> "schedules.folder.read_only";
                case SILENT -> "schedules.folder.silent";
            };
        }
    }

    /** Never fails. */
    CompletableFuture<Found> at(String folder) {
        CompletableFuture<Found> found = new CompletableFuture<>();
        thread.execute(() -> found.complete(look(folder)));
        return found.completeOnTimeout(Found.SILENT, WAIT_SECONDS, TimeUnit.SECONDS);
    }

    static Found look(String folder) {
        try {
            Path path = Path.of(folder);
            if (!Files.exists(path)) {
                return Found.ABSENT;
            }
            if (!Files.isDirectory(path)) {
                return Found.FILE;
            }
            return Files.isWritable(path) ? Found.GOOD : Found.READ_ONLY;
        } catch (InvalidPathException e) {
            return Found.ABSENT;
        }
    }
}
