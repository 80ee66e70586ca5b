package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies, as long as they are neither too large nor too slow, and there is room for them among all others.
 * Only bodies of callers who were let in are read: others' are dropped piece by piece.
 */
final class BodyReader {

    private static final byte[] NOTHING = new byte[0];
    private static final int PIECE = 8 << 10;

    private final Bounds bounds;
    private final HeldBytes held;
    private final Counter slowBodies;
    private final Set<BodyBuffer> coming = ConcurrentHashMap.newKeySet();

    /**
     * @param held the bytes of all bodies
     * @param slowBodies counts those that were given up
     */
    BodyReader(Bounds bounds, HeldBytes held, Counter slowBodies) {
        this.bounds = bounds;
        this.held = held;
        this.slowBodies = slowBodies;
    }

    /** What the body of one request takes of the memory for all; given back when it is closed. */
    final class BodyBuffer implements AutoCloseable {
        private byte[] buffer = NOTHING;
        private int length;
        private int taken;
        private boolean givenUp;
        private long begunNanos;
        /** Null while nothing is on its way. */
        private @Nullable EndPoint endPoint;

        private synchronized void begin(EndPoint from) {
            endPoint = from;
            begunNanos = System.nanoTime();
        }

        private synchronized long comingNanos(long now) {
            return endPoint == null ? 0 : now - begunNanos;
        }

        private void add(byte[] piece, int size, int most) {
            int more = growth(size, most);
            // Without the lock: another one's body may be given up for it.
            if (more > 0 && !takeBytes(more)) {
                throw busy();
            }
            synchronized (this) {
                if (givenUp) {
                    held.give(more, false);
                    throw busy();
                }
                taken += more;
                buffer = more == 0 ? buffer : Arrays.copyOf(buffer, buffer.length + more);
                System.arraycopy(piece, 0, buffer, length, size);
                length += size;
            }
        }

        private synchronized int growth(int size, int most) {
            int wanted = length + size;
            return wanted <= buffer.length
                    ? 0
                    : Math.max(wanted, Math.min(most, Math.max(PIECE, 2 * buffer.length))) - buffer.length;
        }

        private synchronized byte[] whole() {
            endPoint = null;
            if (givenUp) {
                throw busy();
            }
            byte[] whole = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
            buffer = NOTHING;
            return whole;
        }

        /** Ends what has been coming for too long; whether that made room. */
        private boolean giveUp() {
            int given;
            EndPoint from;
            synchronized (this) {
                from = endPoint;
                if (from == null || givenUp) {
                    return false;
                }
                givenUp = true;
                given = taken;
                taken = 0;
                buffer = NOTHING;
            }
            held.give(given, false);
            slowBodies.increment();
            from.close(new TimeoutException("the body came too slowly while many came at once"));
            return given > 0;
        }

        private synchronized boolean isGivenUp() {
            return givenUp;
        }

        @Override
        public void close() {
            int given;
            synchronized (this) {
                endPoint = null;
                given = taken;
                taken = 0;
                buffer = NOTHING;
            }
            if (given > 0) {
                held.give(given, false);
            }
        }
    }

    private boolean takeBytes(int bytes) {
        return held.take(bytes, false) || (endSlowest() && held.take(bytes, false));
    }

    /** Ends the body that has been coming for the longest, past its grace: it must not keep others out. */
    private boolean endSlowest() {
        BodyBuffer slowest = null;
        long now = System.nanoTime();
        long longest = bounds.bodyGrace().toNanos();
        for (BodyBuffer buffer : coming) {
            long nanos = buffer.comingNanos(now);
            if (nanos > longest) {
                slowest = buffer;
                longest = nanos;
            }
        }
        return slowest != null && slowest.giveUp();
    }

    /** For one request's body: holds nothing yet. To be closed when the request was handled. */
    BodyBuffer buffer() {
        return new BodyBuffer();
    }

    /**
     * The whole body; blocks.
     *
     * @param limit whole MiB or KiB, in bytes
     * @throws ProblemException 413, 408, 400 for one that is cut off, or 503 where all bodies together are too much
     */
    byte[] read(Request request, int limit, BodyBuffer buffer) {
        long announced = request.getLength();
        if (announced > limit) {
            throw tooLarge(limit); // before the first byte, and before whoever waits for a 100 is asked to send
        }
        int most = announced < 0 ? limit : (int) announced;
        // Not closed: that would fail the request, and a refusal could no longer wait for what is on its way.
        InputStream in = Content.Source.asInputStream(request);
        buffer.begin(request.getConnectionMetaData().getConnection().getEndPoint());
        coming.add(buffer);
        try {
            byte[] piece = new byte[PIECE];
            long begin = System.nanoTime();
            long length = 0;
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                length += size;
                if (length > limit) {
                    in.skipNBytes(in.available()); // what has come is given back to the server's buffers
                    throw tooLarge(limit);
                }
                buffer.add(piece, size, most);
                pace(begin, length);
            }
            return buffer.whole();
        } catch (IOException e) {
            if (buffer.isGivenUp()) {
                throw busy();
            }
            if (e.getCause() instanceof TimeoutException) {
                throw tooSlow(); // nothing came for the connection's idle time
            }
            throw cutOff();
        } finally {
            coming.remove(buffer);
        }
    }

    /**
     * The body as it comes: nothing of it is held. Its reader gets the same {@link ProblemException}s as from
     * {@link #read}, but no 503.
     *
     * @param limit whole MiB, in bytes
     */
    InputStream stream(Request request, int limit) {
        if (request.getLength() > limit) {
            throw tooLarge(limit);
        }
        InputStream in = Content.Source.asInputStream(request);
        return new InputStream() {
            private final long begin = System.nanoTime();
            private long length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int most) throws IOException {
                int size;
                try {
                    size = in.read(into, offset, most);
                } catch (IOException e) {
                    if (e.getCause() instanceof TimeoutException) {
                        throw tooSlow();
                    }
                    throw e;
                }
                length += Math.max(size, 0);
                if (length > limit) {
                    in.skipNBytes(in.available());
                    throw tooLarge(limit);
                }
                pace(begin, length);
                return size;
            }
        };
    }

    private void pace(long begin, long length) {
        // Jetty's own handler for this knows no grace, and would end one whose first byte comes late.
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (seconds > bounds.bodyGrace().toMillis() / 1e3 && length < seconds * bounds.bodyBytesPerSecond()) {
            throw tooSlow();
        }
    }

    private static ProblemException busy() {
        return ProblemException.of(
                503,
                "busy",
                "the console is busy: it holds as many request bodies as it may; nothing of this one was kept, send it"
                        + " again in some seconds",
                Map.of("Retry-After", "2"));
    }

    /** Whoever left meanwhile, or sent what is no body: no failure of the console's. */
    private static ProblemException cutOff() {
        return ProblemException.of(
                400,
                "bad-request",
                "the body was cut off before its end, or its pieces are none: nothing of it was kept",
                Map.of("Connection", "close"));
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.of(
                413,
                "too-large",
                "a body may have " + (limit >= 1 << 20 ? (limit >> 20) + " MiB" : (limit >> 10) + " KiB")
                        + " at most here",
                Map.of());
    }

    private ProblemException tooSlow() {
        slowBodies.increment();
        return ProblemException.of(
                408,
                "too-slow",
                "the body came too slowly: send at least " + bounds.bodyBytesPerSecond() + " bytes a second",
                Map.of("Connection", "close"));
    }
}
