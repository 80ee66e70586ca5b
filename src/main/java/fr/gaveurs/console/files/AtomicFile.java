package fr.gaveurs.console.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
    /** Whether it is locked while it is written: then it is open until it has its name, or is gone. */
    private final boolean exclusive;

    private boolean finished;

    /** Somebody else is writing that file. */
    public static final class InUseException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        InUseException(Path part) {
            super(part.toString(), null, "somebody else is writing it");
        }
    }

    /** @throws IOException if nothing can be written beside {@code target} */
    public AtomicFile(Path target) throws IOException {
        this(target, NO_ATTRIBUTES);
    }

    private AtomicFile(Path target, FileAttribute<?>... attributes) throws IOException {
        this.target = target.toAbsolutePath();
        // Beside it, so that it can take its place in one step. By chance, so that nobody's file is written over.
        part = this.target.resolveSibling("." + this.target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        exclusive = false;
    }

    private AtomicFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
        this.exclusive = true;
    }

    /**
     * A large one that its owner alone may read: unfinished it is {@code NAME.part}, so that one that a killed program left
     * is written over and takes no room twice.
     *
     * @throws InUseException if somebody is writing it now
     */
    public static AtomicFile exclusive(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path part = absolute.resolveSibling(absolute.getFileName() + UNFINISHED);
        try {
            Files.createFile(part, ownerOnly(part));
        } catch (FileAlreadyExistsException e) {
            // Left by a killed program, or being written: the lock tells.
        }
        FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            // Whoever had it until now may just have given it its name: it is whole then.
            if (lock != null && Files.exists(part)) {
                channel.truncate(0);
                return new AtomicFile(absolute, part, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            InUseException inUse = new InUseException(part);
            inUse.initCause(e);
            throw inUse;
        }
        channel.close();
        throw new InUseException(part);
    }

    /** Writes all of {@code bytes}, and the folder if there is none. */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, bytes, NO_ATTRIBUTES);
    }

    /** As {@link #write}, into a file that its owner alone may read, where the file system knows owners that way. */
    public static void writePrivate(Path target, byte[] bytes) throws IOException {
        write(target, bytes, ownerOnly(target));
    }

    /** As {@link #writePrivate(Path, byte[])}, in UTF-8. */
    public static void writePrivate(Path target, String text) throws IOException {
        writePrivate(target, text.getBytes(StandardCharsets.UTF_8));
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : NO_ATTRIBUTES;
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

    /** Adds what is written into it; its end is not that of the file. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                append(new byte[] {(byte) one}, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        };
    }

    /** Bytes written so far. */
    public long size() throws IOException {
        return channel.size();
    }

    /** It is whole: gives it its name. */
    public void finish() throws IOException {
        finishOneOfSeveral();
        Path folder = target.getParent();
        if (folder != null) {
            sync(folder);
        }
    }

    /**
     * It is whole: gives it its name, which may be lost in a power cut until whoever writes several has called
     * {@link #sync}: each flush of the disk is one for which others wait.
     */
    public void finishOneOfSeveral() throws IOException {
        channel.force(true);
        if (!exclusive) {
            channel.close();
        }
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        finished = true;
        channel.close();
    }

    /** Makes names that were given in a folder durable. Windows does so by itself, and can open no folder. */
    public static void sync(Path folder) throws IOException {
        if (OperatingSystem.WINDOWS) {
            return;
        }
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    /** Takes away what was not finished. */
    @Override
    public void close() throws IOException {
        if (!exclusive) {
            channel.close();
        }
        if (!finished) {
            Files.deleteIfExists(part);
        }
        channel.close();
    }
}
