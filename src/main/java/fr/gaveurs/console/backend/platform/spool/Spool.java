package fr.gaveurs.console.backend.platform.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on disk, first in, first out, bounded in size. What {@link #append} returned from survives the end of the
 * program and of the machine: it is checksummed and flushed. A record that was read is forgotten by {@link #remove};
 * one removed shortly before a crash may come again, so whoever takes it must bear that. Thread-safe.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String SUFFIX = ".spool";
    private static final String DAMAGED = ".damaged";
    private static final long MIB = 1 << 20;

    private final Path folder;
    private final int segmentSize;
    private final long maxBytes;
    private final long reserve;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long nextNumber = 1;
    private long damaged;

    /** The oldest records. {@code inherited}: an earlier run of the program wrote them. */
    public record Batch(List<byte[]> payloads, boolean inherited) {}

    /**
     * Opens the spool of a folder, made if it is missing, with what an earlier run left in it.
     *
     * @param segmentSize bytes of each file
     * @param maxBytes bytes of all files together
     * @param reserve bytes of the disk that are left free
     * @param orderly whether the run before came to its end in order, so that no record can be torn
     * @throws IOException when the folder or a file in it cannot be used, saying what to do
     */
    public static Spool open(Path folder, int segmentSize, long maxBytes, long reserve, boolean orderly)
            throws IOException {
        Files.createDirectories(folder);
        Spool spool = new Spool(folder, segmentSize, maxBytes, reserve);
        try {
            spool.recover(orderly);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    private Spool(Path folder, int segmentSize, long maxBytes, long reserve) {
        this.folder = folder;
        this.segmentSize = segmentSize;
        this.maxBytes = maxBytes;
        this.reserve = reserve;
    }

    private void recover(boolean orderly) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Segment segment = Segment.recover(file, segmentSize, orderly);
            nextNumber = Math.max(nextNumber, number(file) + 1);
            if (segment.damaged() > 0) {
                damaged += segment.damaged();
                Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
                Files.copy(file, aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                LOG.error(
                        "{} has {} bytes that are no records; the others are stored, and {} keeps all of it",
                        file,
                        segment.damaged(),
                        aside);
            }
            if (segment.size() == 0) {
                segment.delete();
            } else {
                segments.add(segment);
            }
        }
        if (size() > 0) {
            LOG.info("the spool holds {} samples of an earlier run", size());
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException e) {
            return 0; // somebody gave it a name of their own; it is read all the same
        }
    }

    /**
     * Appends all of the payloads or none, and flushes them to the disk.
     *
     * @throws SpoolFullException when there is no room
     * @throws IOException when the disk fails
     */
    public synchronized void append(List<byte[]> payloads, Instant now) throws IOException {
        List<List<byte[]>> parts = parts(payloads);
        Set<Segment> touched = new LinkedHashSet<>();
        List<Segment> begun = new ArrayList<>();
        try {
            for (List<byte[]> part : parts) {
                Segment segment =
                        segmentFor(part.stream().mapToInt(SpoolRecord::size).sum(), begun);
                touched.add(segment);
                segment.write(part, now);
            }
            for (Segment segment : touched) {
                segment.flush();
            }
        } catch (IOException | RuntimeException e) {
            touched.forEach(Segment::rollBack);
            for (Segment segment : begun) {
                segments.remove(segment);
                deleteQuietly(segment);
            }
            throw e;
        }
        touched.forEach(Segment::commit);
    }

    /** What is written to one file each: a batch that does not fit into one goes on in the next. */
    private List<List<byte[]>> parts(List<byte[]> payloads) throws IOException {
        List<List<byte[]>> parts = new ArrayList<>();
        int from = 0;
        while (from < payloads.size()) {
            int to = from;
            int bytes = 0;
            while (to < payloads.size() && bytes + SpoolRecord.size(payloads.get(to)) <= segmentSize / 2) {
                bytes += SpoolRecord.size(payloads.get(to++));
            }
            if (to == from) {
                throw new IOException("a record of " + payloads.get(from).length + " bytes is too large for the spool");
            }
            parts.add(payloads.subList(from, to));
            from = to;
        }
        return parts;
    }

    private static void deleteQuietly(Segment segment) {
        try {
            segment.delete();
        } catch (IOException e) {
            LOG.warn("{} is empty and could not be deleted: {}", segment.file(), e.getMessage());
        }
    }

    /** @param begun gets the segment if it had to be made */
    private Segment segmentFor(int bytes, List<Segment> begun) throws IOException {
        Segment last = segments.peekLast();
        if (last != null && last.fits(bytes, segmentSize)) {
            return last;
        }
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new SpoolFullException(obstacle);
        }
        Path file = folder.resolve(String.format(Locale.ROOT, "%020d", nextNumber++) + SUFFIX);
        try {
            Segment made = Segment.create(file, segmentSize);
            syncFolder();
            segments.add(made);
            begun.add(made);
            return made;
        } catch (IOException e) {
            throw new SpoolFullException("the disk of " + folder + " takes no more (" + e.getMessage() + ")");
        }
    }

    /** Why no further file can be begun; null if one can. */
    private @Nullable String obstacle() throws IOException {
        if ((segments.size() + 1L) * segmentSize > maxBytes) {
            return "the spool has reached its limit of " + maxBytes / MIB + " MiB (spool.limit.mib)";
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - segmentSize < reserve) {
            return "the disk of " + folder + " has only " + free / MIB + " MiB free, of which " + reserve / MIB
                    + " are kept free (spool.reserve.mib)";
        }
        return null;
    }

    /** Why it could take no sample of usual size now; null if it could. */
    public synchronized @Nullable String full() {
        Segment last = segments.peekLast();
        try {
            return last != null && last.fits((int) MIB, segmentSize) ? null : obstacle();
        } catch (IOException e) {
            return "the disk of " + folder + " does not answer (" + e.getMessage() + ")";
        }
    }

    /** The oldest records, at most {@code count} and of one file; empty only if there are none. They stay. */
    public synchronized Batch peek(int count) throws IOException {
        Segment first = segments.peekFirst();
        return first == null ? new Batch(List.of(), false) : new Batch(first.peek(count), first.inherited());
    }

    /** Forgets the {@code count} oldest records, of one {@link #peek}. */
    public synchronized void remove(int count) throws IOException {
        Segment first = segments.getFirst();
        first.remove(count);
        if (first.size() == 0) {
            segments.removeFirst();
            first.delete();
        }
    }

    /** Records in it. */
    public synchronized int size() {
        return segments.stream().mapToInt(Segment::size).sum();
    }

    public synchronized boolean isEmpty() {
        return segments.isEmpty();
    }

    /** When its oldest record was appended; null if it is empty. */
    public synchronized @Nullable Instant oldest() {
        Segment first = segments.peekFirst();
        return first == null ? null : first.oldest();
    }

    /** Bytes that it takes on the disk. */
    public synchronized long bytes() {
        return (long) segments.size() * segmentSize;
    }

    /** Bytes found at the start that were no record and no torn end: records were lost to a broken disk. */
    public synchronized long damagedBytes() {
        return damaged;
    }

    /** Names of the copies that keep what could not be read, also of earlier runs, until somebody takes them away. */
    public List<String> damagedFiles() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX + DAMAGED))
                    .sorted()
                    .toList();
        }
    }

    /** A new file is there after a power cut only when its folder was flushed too. */
    private void syncFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("this system flushes no folders", e);
        }
    }

    /** What is in it stays on the disk. */
    @Override
    public synchronized void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
        segments.clear();
    }
}
