package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;

/** What an error of the file system means for a report. */
final class FileReasons {
    /** As Linux, macOS and Windows say it. */
    private static final List<String> FULL =
            List.of("no space left", "disk quota exceeded", "not enough space", "disk is full");

    /** Of a network drive, or a stick, that was there. */
    private static final List<String> AWAY = List.of(
            "host is down",
            "no route to host",
            "network is unreachable",
            "stale file handle",
            "not connected",
            "no such device",
            "input/output error",
            "network path was not found",
            "network name is no longer available");

    private static final List<String> READ_ONLY = List.of("read-only file system", "write protected");

    private FileReasons() {}

    /** A report's own file could not be written. */
    static ReportReason writing(IOException e) {
        if (e instanceof ReasonException known) {
            return known.reason();
        }
        return isFull(e) ? ReportReason.of(Code.DISK_FULL) : ReportReason.of(Code.FILE, FileErrors.reason(e));
    }

    /** A folder did not take a copy. */
    static ReportReason copying(String folder, IOException e) {
        return switch (e) {
            case ReasonException known -> known.reason();
            case AccessDeniedException denied -> ReportReason.of(Code.FOLDER_DENIED, folder);
            case NoSuchFileException missing -> ReportReason.of(Code.FOLDER_AWAY, folder);
            case NotDirectoryException other -> ReportReason.of(Code.FOLDER_IS_FILE, folder);
            default -> copyingAsItSays(folder, e);
        };
    }

    /** What tells a disk that is full or a network that is away has no type of its own. */
    private static ReportReason copyingAsItSays(String folder, IOException e) {
        if (isFull(e)) {
            return ReportReason.of(Code.FOLDER_FULL, folder);
        }
        if (says(e, AWAY)) {
            return ReportReason.of(Code.FOLDER_AWAY, folder);
        }
        if (says(e, READ_ONLY)) {
            return ReportReason.of(Code.FOLDER_DENIED, folder);
        }
        return ReportReason.of(Code.FOLDER, folder, FileErrors.reason(e));
    }

    static boolean isFull(IOException e) {
        return says(e, FULL);
    }

    private static boolean says(IOException e, List<String> words) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(said::contains);
    }
}
