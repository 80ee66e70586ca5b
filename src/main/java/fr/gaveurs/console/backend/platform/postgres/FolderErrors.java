package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what the file system says into what a user can do about it. */
final class FolderErrors {
    private FolderErrors() {}

    static StoreException explain(String what, Path folder, Exception e) {
        String message = String.valueOf(e.getMessage());
        if (isDiskFull(message)) {
            return diskFull(what, folder, e);
        }
        if (e instanceof AccessDeniedException
                || e instanceof ReadOnlyFileSystemException
                || message.contains("Read-only")
                || message.contains("Permission denied")) {
            return new StoreException(
                    "Couldn't " + what + ": the folder " + folder + " can't be written by user "
                            + System.getProperty("user.name")
                            + ". Correct its rights or choose another data folder.",
                    e);
        }
        return new StoreException("Couldn't " + what + " in " + folder + ": " + message, e);
    }

    static StoreException diskFull(String what, Path folder, @Nullable Throwable cause) {
        return new StoreException(
                "Couldn't " + what + ": the disk that holds " + folder + " is full (" + freeMegabytes(folder)
                        + " MiB free, " + DiskSpace.NEEDED_MIB
                        + " MiB needed). Free some space, or choose a data folder on another disk.",
                cause);
    }

    static boolean isDiskFull(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("no space left on device")
                || lower.contains("not enough space on the disk")
                || lower.contains("disk quota exceeded");
    }

    /** Whether a server couldn't even write its first files. */
    static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < 1 << 20;
        } catch (IOException e) {
            return false;
        }
    }

    private static String freeMegabytes(Path folder) {
        try {
            return String.valueOf(Files.getFileStore(folder).getUsableSpace() / (1 << 20));
        } catch (IOException e) {
            return "?";
        }
    }
}
