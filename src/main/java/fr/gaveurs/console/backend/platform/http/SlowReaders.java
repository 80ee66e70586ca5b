package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose client reads an answer in drips. Jetty's idle time-out begins anew with each byte, so that a
 * reader of one byte now and then would hold its answer, and what makes it, for days. Only the time counts in which the
 * console waits for the client.
 */
final class SlowReaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowReaders.class);

    /** Bytes of a stream written at once: what is read of them is seen when all of them are gone. */
    static final int PIECE = 8 << 10;

    /**
     * Bytes written at once of what is held in memory. What is read of them is seen while they are written; more at once
     * would be as much outside the heap.
     */
    static final int HELD_PIECE = 128 << 10;

    private final long graceNanos;
    private final double nanosPerByte;
    private final HeldBytes held;
    private final Counter ended;
    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
    private final SupervisedTimer timer = new SupervisedTimer("slow-readers");

    /**
     * @param held what all answers hold counts there
     * @param ended counts the connections that were ended
     */
    SlowReaders(Bounds bounds, HeldBytes held, Counter ended) {
        this.held = held;
        this.graceNanos = bounds.answerGrace().toNanos();
        this.nanosPerByte = 1e9 / bounds.answerBytesPerSecond();
        this.ended = ended;
    }

    void start() {
        long every = Math.clamp(TimeUnit.NANOSECONDS.toMillis(graceNanos) / 10, 10, 1_000);
        timer.every(Duration.ofMillis(every), Duration.ofMillis(every), this::sweep);
        timer.start();
    }

    /**
     * Watches an answer that is made as it is read, until it is closed.
     *
     * @param response whose connection is ended
     */
    Reading watch(Response response) {
        return watch(response, 0);
    }

    private Reading watch(Response response, int bytes) {
        return watch(
                response.getRequest().getConnectionMetaData().getConnection().getEndPoint(), bytes);
    }

    Reading watch(EndPoint endPoint, int bytes) {
        Reading reading = new Reading(endPoint, bytes);
        readings.add(reading);
        return reading;
    }

    /**
     * Watches an answer that is held in memory until it is closed.
     *
     * @param must whether it has to go out even where all answers hold too much: what it tells of is done
     * @return null where all hold too much, and nobody lets his wait that could be ended for it
     */
    @Nullable
    Reading watch(Response response, int bytes, boolean must) {
        boolean full = held.addToWrite(bytes) && bytes > 0; // one that all share takes nothing
        // One alone goes out whatever its size.
        if (full && !must && held.toWrite() > bytes && !endSlowest()) {
            held.written(bytes);
            return null;
        }
        return watch(response, bytes);
    }

    /** Ends the one who has let his answer wait for the longest, a second or more; whether there was one. */
    private boolean endSlowest() {
        Reading slowest = null;
        long now = System.nanoTime();
        long longest = TimeUnit.SECONDS.toNanos(1);
        for (Reading reading : readings) {
            long waits = reading.bytes == 0 ? 0 : reading.waits(now);
            if (waits > longest) {
                slowest = reading;
                longest = waits;
            }
        }
        return slowest != null && cutOff(slowest);
    }

    /** How an answer is read. */
    final class Reading implements AutoCloseable {
        private final EndPoint endPoint;
        private final int bytes;
        /** How long it may still take over what it was given. */
        private long left = graceNanos;
        /** Since when a piece waits to be taken, by {@link System#nanoTime}. */
        private long waitsSince;

        private boolean waits;
        /** What is being written, where it can be seen how much of it is left. */
        private @Nullable ByteBuffer content;

        private int seen;

        private Reading(EndPoint endPoint, int bytes) {
            this.endPoint = endPoint;
            this.bytes = bytes;
        }

        /** A piece begins to be written. */
        void writing() {
            writing(null);
        }

        /** The same of a piece that the connection takes its bytes from, so that each one that is taken counts at once. */
        synchronized void writing(@Nullable ByteBuffer piece) {
            content = piece;
            seen = 0;
            waitsSince = System.nanoTime();
            waits = true;
        }

        /** It was taken. */
        synchronized void written(int bytes) {
            taken(System.nanoTime(), bytes - seen);
            content = null;
            waits = false;
        }

        private void taken(long now, int bytes) {
            left = Math.min(graceNanos, left - (now - waitsSince) + (long) (bytes * nanosPerByte));
            waitsSince = now;
        }

        private void look(long now) {
            // Read beside who writes: a figure that is a moment old is as good.
            int fresh = content == null ? 0 : content.position() - seen;
            if (waits && fresh > 0) {
                seen += fresh;
                taken(now, fresh);
            }
        }

        private synchronized boolean tooSlow(long now) {
            look(now);
            return waits && now - waitsSince > left;
        }

        private synchronized long waits(long now) {
            look(now);
            return waits ? now - waitsSince : 0;
        }

        private boolean end() {
            boolean first = readings.remove(this);
            if (first) {
                held.written(bytes);
            }
            return first;
        }

        @Override
        public void close() {
            end();
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Reading reading : readings) {
            if (reading.tooSlow(now)) {
                cutOff(reading);
            }
        }
    }

    private boolean cutOff(Reading reading) {
        if (!reading.end()) {
            return false;
        }
        ended.increment();
        LOG.debug("{} reads too slowly and is cut off", reading.endPoint.getRemoteSocketAddress());
        // What waits to be written fails by it. There is no way left to say why.
        reading.endPoint.close(new TimeoutException("the answer was read too slowly"));
        return true;
    }

    Supervised supervised() {
        return timer;
    }

    @Override
    public void close() {
        timer.stop();
    }
}
