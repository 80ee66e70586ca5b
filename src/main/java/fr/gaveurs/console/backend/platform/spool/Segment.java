package fr.gaveurs.console.backend.platform.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the spool. It gets its whole size when it is made, so that what is appended later needs no more disk and
 * its flush writes no metadata. Not safe for use by several threads.
 */
final class Segment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final byte[] TITLE = {'G', 'V', 'S', 'P', 'O', 'O', 'L', 1};
    private static final int ZEROS = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final boolean inherited;
    private final Deque<Extent> unread = new ArrayDeque<>();
    private long end = TITLE.length;
    /** Where the next record is written; beyond {@link #end} lies what was not committed yet. */
    private long written = TITLE.length;

    private boolean full;
    private final List<Extent> uncommitted = new ArrayList<>();
    private long damaged;

    /** Where a record's payload lies. */
    private record Extent(long offset, int length, long millis) {}

    private Segment(Path file, FileChannel channel, boolean inherited) {
        this.file = file;
        this.channel = channel;
        this.inherited = inherited;
    }

    /** Makes a segment of {@code size} bytes; a failure, such as a full disk, leaves no file. */
    static Segment create(Path file, int size) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
            for (long at = 0; at < size; at += ZEROS) {
                zeros.clear().limit((int) Math.min(ZEROS, size - at));
                write(channel, zeros, at);
            }
            write(channel, ByteBuffer.wrap(TITLE), 0);
            channel.force(true);
            return new Segment(file, channel, false);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Opens the segment of an earlier run, to be read only. A record that was torn by the end of that run is cut off;
     * damage in the middle costs the records that it hit.
     *
     * @param size bytes that a segment has
     * @param orderly whether that run came to its end in order: then nothing can be torn, and is damage, too
     */
    static Segment recover(Path file, int size, boolean orderly) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            byte[] bytes = Files.readAllBytes(file);
            Segment segment = new Segment(file, channel, true);
            if (bytes.length < TITLE.length) {
                return segment; // the program ended while it made this file
            }
            for (int i = 0; i < TITLE.length - 1; i++) {
                if (bytes[i] != TITLE[i]) {
                    segment.damaged = bytes.length;
                    return segment;
                }
            }
            int version = bytes[TITLE.length - 1];
            if (version == 0) {
                return segment; // torn before its first record could be written
            }
            if (version != TITLE[TITLE.length - 1]) {
                throw new IOException(file + " was written by a newer program: start that one to have its samples"
                        + " stored, or move the file away");
            }
            segment.scan(bytes, orderly);
            // It had its whole size before it got its title.
            segment.damaged += Math.max(0, size - bytes.length);
            return segment;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void scan(byte[] bytes, boolean orderly) {
        int at = TITLE.length;
        int lost = 0;
        while (at < bytes.length) {
            int size = SpoolRecord.validAt(bytes, at);
            if (size < 0) {
                lost += bytes[at] == 0 ? 0 : 1;
                at++;
                continue;
            }
            // What could not be read lies between records: it is damage, and no torn end.
            damaged += lost;
            lost = 0;
            long millis = ByteBuffer.wrap(bytes, at + 12, 8).getLong();
            unread.add(new Extent(at + SpoolRecord.HEADER, size - SpoolRecord.HEADER, millis));
            at += size;
        }
        damaged += orderly ? lost : 0;
        end = at;
        written = at;
    }

    private static void write(FileChannel channel, ByteBuffer from, long at) throws IOException {
        long position = at;
        while (from.hasRemaining()) {
            position += channel.write(from, position);
        }
    }

    boolean fits(int bytes, int size) {
        return !inherited && !full && written + bytes <= size;
    }

    /** Writes records without flushing; they count from the next {@link #commit}. */
    void write(List<byte[]> payloads, Instant at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(
                payloads.stream().mapToInt(SpoolRecord::size).sum());
        long begin = written;
        for (byte[] payload : payloads) {
            SpoolRecord.put(buffer, payload, at);
            uncommitted.add(new Extent(written + SpoolRecord.HEADER, payload.length, at.toEpochMilli()));
            written += SpoolRecord.size(payload);
        }
        write(channel, buffer.flip(), begin);
    }

    /** Brings what was written to the disk itself. */
    void flush() throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            full = true; // a system that failed to write a page may say next time that it had
            throw e;
        }
    }

    /** Takes up what was flushed. */
    void commit() {
        unread.addAll(uncommitted);
        uncommitted.clear();
        end = written;
    }

    /** Forgets what was written since the last commit, also for a later start, as far as the disk still lets it. */
    void rollBack() {
        long from = end;
        long to = written;
        uncommitted.clear();
        written = end;
        try {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
            for (long at = from; at < to; at += ZEROS) {
                write(channel, zeros.clear().limit((int) Math.min(ZEROS, to - at)), at);
            }
        } catch (IOException e) {
            // The next records overwrite it; if there are none, a later start stores what was refused.
            LOG.warn("{} still holds records that were refused: {}", file, e.getMessage());
        }
    }

    /** The oldest payloads, at most {@code count}; they stay until {@link #remove}. */
    List<byte[]> peek(int count) throws IOException {
        List<byte[]> payloads = new ArrayList<>(Math.min(count, unread.size()));
        for (Extent extent : unread) {
            if (payloads.size() == count) {
                break;
            }
            payloads.add(read(extent));
        }
        return payloads;
    }

    private byte[] read(Extent extent) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(extent.length());
        while (payload.hasRemaining()) {
            if (channel.read(payload, extent.offset() + payload.position()) < 0) {
                throw new EOFException(file + " became shorter while it was in use");
            }
        }
        return payload.array();
    }

    void remove(int count) {
        for (int i = 0; i < count; i++) {
            unread.removeFirst();
        }
    }

    int size() {
        return unread.size();
    }

    /** When its oldest record was written; it must have one. */
    Instant oldest() {
        return Instant.ofEpochMilli(unread.getFirst().millis());
    }

    /** Whether an earlier run of the program wrote it. */
    boolean inherited() {
        return inherited;
    }

    /** Bytes between its records that are no record. */
    long damaged() {
        return damaged;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
