package fr.gaveurs.console.backend.platform.files;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trees of files. */
public final class FileTrees {
    private FileTrees() {}

    /** Deletes a file or a whole folder; links are removed, never followed. Nothing there: nothing done. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Puts every file of the tree on the disk, so that a move that follows never names half-written files. */
    public static void sync(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            // In parallel: the disk then answers many of these with one flush.
            paths.parallel().filter(path -> !Files.isSymbolicLink(path)).forEach(FileTrees::syncOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void syncOne(Path path) {
        try {
            if (Files.isDirectory(path)) {
                AtomicFile.sync(path);
            } else {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
