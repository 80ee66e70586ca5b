package fr.gaveurs.console.backend.features.firmware.download;

import fr.gaveurs.console.backend.features.firmware.download.ByteRange.OutsideException;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives files out to stations, piece by piece: so many at once, at a rate for all together, so that samples do not feel
 * it, and cut off when the console ends. Whoever was cut off asks for the rest.
 */
public final class Downloads {
    /** Downloads at once. */
    public static final int AT_ONCE = 4;

    /** Copied in some microseconds: no piece keeps a sample from its processor. */
    private static final int PIECE = 16 << 10;
    /** Pieces that may go out at once after a pause; more at once would be felt. */
    private static final int BURST = 4;
    /** Who finds no place asks again after so long, or up to twice that: not all of a wave in the same moment. */
    private static final int RETRY_SECONDS = 5;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String TYPE = "application/octet-stream";

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Bucket rate;
    private final Duration longest;
    private final BooleanSupplier ending;
    private final Counter bytes;

    /**
     * @param kibPerSecond of all downloads together
     * @param longest how long one may hold its place: who is slower asks for the rest anew, like everybody else
     * @param ending whether the console ends
     * @param bytes counts what is written
     */
    public Downloads(int kibPerSecond, Duration longest, BooleanSupplier ending, Counter bytes) {
        this.longest = longest;
        this.ending = ending;
        this.bytes = bytes;
        long perSecond = kibPerSecond * 1024L;
        rate = Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST * PIECE).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }

    /**
     * Gives the file, or the range of it that is asked for.
     *
     * @param range the header; null for none
     * @param ifRange likewise
     * @throws ProblemException 503 with Retry-After while as many as may download do
     */
    public Reply reply(Path file, long size, String sha256, @Nullable String range, @Nullable String ifRange) {
        String tag = '"' + sha256 + '"';
        ByteRange asked;
        try {
            asked = ByteRange.of(range, ifRange, tag, size);
        } catch (OutsideException e) {
            return new Reply(416, new byte[0], TYPE, Map.of("Content-Range", "bytes */" + size, "ETag", tag));
        }
        Reply reply = new Reply(
                asked.part() ? 206 : 200, new Writing(file, asked, place()), TYPE, whole(asked.length(), tag));
        return asked.part()
                ? reply.with("Content-Range", "bytes " + asked.from() + "-" + asked.to() + "/" + size)
                : reply;
    }

    /** What {@link #reply} says of the whole file, without its bytes: it takes no place. */
    public Reply headers(long size, String sha256) {
        return new Reply(200, (Reply.Stream) out -> {}, TYPE, whole(size, '"' + sha256 + '"'));
    }

    private static Map<String, String> whole(long length, String tag) {
        return Map.of("ETag", tag, "Accept-Ranges", "bytes", "Content-Length", Long.toString(length));
    }

    /**
     * Turns away at once who would find no place, before anything is asked of the database: of a wave of fifty stations 46
     * do, again and again.
     *
     * @throws ProblemException 503 with Retry-After
     */
    public void requireRoom() {
        if (places.availablePermits() == 0) {
            throw noRoom();
        }
    }

    private Place place() {
        if (!places.tryAcquire()) {
            throw noRoom();
        }
        return new Place();
    }

    private static ProblemException noRoom() {
        int seconds = ThreadLocalRandom.current().nextInt(RETRY_SECONDS, 2 * RETRY_SECONDS + 1);
        return ProblemException.unavailable(
                AT_ONCE + " stations download at once: ask again when Retry-After says so", seconds);
    }

    /** One of the places, given back once. */
    private final class Place implements AutoCloseable {
        private final AtomicBoolean held = new AtomicBoolean(true);

        @Override
        public void close() {
            if (held.getAndSet(false)) {
                places.release();
            }
        }
    }

    /** An answer's bytes; they hold one of the places until they are written, or will not be. */
    private final class Writing implements Reply.Stream {
        private final Path file;
        private final ByteRange range;
        private final Place place;

        Writing(Path file, ByteRange range, Place place) {
            this.file = file;
            this.range = range;
            this.place = place;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException, InterruptedException {
            try (place) {
                write(file, range, out);
            }
        }

        @Override
        public void unwritten() {
            place.close();
        }
    }

    private void write(Path file, ByteRange range, OutputStream out) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            long begun = System.nanoTime();
            for (long at = range.from(); at <= range.to(); ) {
                int size = (int) Math.min(PIECE, range.to() + 1 - at);
                await(size);
                if (System.nanoTime() - begun > longest.toNanos()) {
                    throw new IOException("others wait for the place: ask for the rest");
                }
                piece.clear().limit(size);
                while (piece.hasRemaining()) {
                    if (channel.read(piece, at + piece.position()) < 0) {
                        throw new EOFException("the image became shorter");
                    }
                }
                out.write(piece.array(), 0, size);
                bytes.increment(size);
                at += size;
            }
        }
    }

    /** Waits for its share of the rate, at most a second at once, so that an end is seen. */
    private void await(int size) throws IOException, InterruptedException {
        while (true) {
            if (ending.getAsBoolean()) {
                throw new IOException("the console is shutting down");
            }
            if (rate.asBlocking().tryConsume(size, LONGEST_WAIT)) {
                return;
            }
            // It says so at once where its turn would come later than that.
            Thread.sleep(PAUSE);
        }
    }
}
