package fr.gaveurs.console.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file that is there, or replaces the one of its name, only once it is whole and on the disk; until then it has another
 * name. After a crash or a power cut the old or the new one is there, never half of it.
 */
public final class AtomicFile implements AutoCloseable {
    /** What the names of unfinished ones end with. */
    public static final String UNFINISHED = ".part";

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    private final Path target;
    private final Path part;
    private final FileChannel channel;

    /** @throws IOException if nothing can be written beside {@code target} */
    public AtomicFile(Path target) throws IOException {
        this(target, NO_ATTRIBUTES);
    }

    private AtomicFile(Path target, FileAttribute<?>... attributes) throws IOException {
        this.target = target.toAbsolutePath();
        // Beside it, so that it can take its place in one step. By chance, so that nobody's file is written over.
        part = this.target.resolveSibling("." + this.target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
    }

    /** Writes all of {@code bytes}, and the folder if there is none. */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, bytes, NO_ATTRIBUTES);
    }

    /** As {@link #write}, into a file that its owner alone may read, where the file system knows owners that way. */
    public static void writePrivate(Path target, byte[] bytes) throws IOException {
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        write(
                target,
                bytes,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : NO_ATTRIBUTES);
    }

    private static void write(Path target, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (AtomicFile file = new AtomicFile(target, attributes)) {
            file.append(bytes, bytes.length);
            file.finish();
        }
    }

    /** Adds the first {@code length} bytes. */
    public void append(byte[] bytes, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** It is whole: gives it its name. */
    public void finish() throws IOException {
        channel.force(true);
        channel.close();
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Path folder = target.getParent();
        if (folder != null) {
            sync(folder);
        }
    }

    /** Makes names that were given in a folder durable. Windows does so by itself, and can open no folder. */
    public static void sync(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    /** Takes away what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
