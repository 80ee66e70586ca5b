package fr.gaveurs.console.backend.platform.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used: Java's own message often is the file's name alone. */
public final class FileErrors {
    private FileErrors() {}

    /** The cause as part of a sentence, such as {@code there is no file a.backup}. */
    public static String reason(IOException e) {
        String message = e.getMessage();
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "this user may not use " + denied.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            case NotDirectoryException other -> other.getFile() + " is no folder";
            case FileSystemException file ->
                file.getReason() == null ? file.getFile() + ", " + e.getClass().getSimpleName() : message(e, message);
            default -> message(e, message);
        };
    }

    private static String message(IOException e, String message) {
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
