package fr.gaveurs.console.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is there, or replaces the one of its name, only once it is whole; until then it has another name. */
public final class WholeFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private final FileChannel channel;

    /** @throws IOException if nothing can be written beside {@code target} */
    public WholeFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        // Beside it, so that it can take its place in one step. By chance, so that nobody's file is written over.
        part = this.target.resolveSibling("." + this.target.getFileName() + "." + UUID.randomUUID() + ".part");
        channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes all of {@code bytes} at once. */
    public static void write(Path target, byte[] bytes) throws IOException {
        try (WholeFile file = new WholeFile(target)) {
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
    }

    /** Takes away what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
