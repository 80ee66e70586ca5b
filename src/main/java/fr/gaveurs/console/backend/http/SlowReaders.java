package fr.gaveurs.console.backend.http;

import fr.gaveurs.console.backend.lifecycle.Supervised;
import fr.gaveurs.console.backend.lifecycle.SupervisedTimer;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose client reads an answer in drips. Jetty's idle time-out begins anew with each byte, so that a
 * reader of one byte now and then would hold its answer, and what makes it, for days. Only the time counts in which the
 * console waits for the client.
 */
final class SlowReaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowReaders.class);

    /** Bytes written at once: what is read of them is seen when all of them are gone. */
    static final int PIECE = 8 << 10;

    private final long graceNanos;
    private final double nanosPerByte;
    private final Counter ended;
    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
    private final SupervisedTimer timer = new SupervisedTimer("slow-readers");

    /** @param ended counts the connections that were ended */
    SlowReaders(Bounds bounds, Counter ended) {
        this.graceNanos = bounds.answerGrace().toNanos();
        this.nanosPerByte = 1e9 / bounds.answerBytesPerSecond();
        this.ended = ended;
    }

    void start() {
        long every = Math.clamp(TimeUnit.NANOSECONDS.toMillis(graceNanos) / 10, 10, 1_000);
        timer.every(Duration.ofMillis(every), Duration.ofMillis(every), this::sweep);
        timer.start();
    }

    /** Watches an answer until it is closed. */
    Reading watch(Response response) {
        Reading reading = new Reading(
                response.getRequest().getConnectionMetaData().getConnection().getEndPoint());
        readings.add(reading);
        return reading;
    }

    /** How an answer is read. */
    final class Reading implements AutoCloseable {
        private final EndPoint endPoint;
        /** How long it may still take over what it was given. */
        private long left = graceNanos;
        /** Since when a piece waits to be taken, by {@link System#nanoTime}. */
        private long waitsSince;

        private boolean waits;

        private Reading(EndPoint endPoint) {
            this.endPoint = endPoint;
        }

        /** A piece begins to be written. */
        synchronized void writing() {
            waitsSince = System.nanoTime();
            waits = true;
        }

        /** It was taken. */
        synchronized void written(int bytes) {
            long took = System.nanoTime() - waitsSince;
            left = Math.min(graceNanos, left - took + (long) (bytes * nanosPerByte));
            waits = false;
        }

        private synchronized boolean tooSlow(long now) {
            return waits && now - waitsSince > left;
        }

        private boolean end() {
            return readings.remove(this);
        }

        @Override
        public void close() {
            readings.remove(this);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Reading reading : readings) {
            if (reading.tooSlow(now) && reading.end()) {
                ended.increment();
                LOG.debug("{} reads too slowly and is cut off", reading.endPoint.getRemoteSocketAddress());
                // What waits to be written fails by it. There is no way left to say why.
                reading.endPoint.close(new TimeoutException("the answer was read too slowly"));
            }
        }
    }

    Supervised supervised() {
        return timer;
    }

    @Override
    public void close() {
        timer.stop();
    }
}
