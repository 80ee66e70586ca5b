package fr.gaveurs.console.backend.platform.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Lets somebody who is still sending a body that is not wanted read the answer. A connection that is closed over bytes
 * on their way is reset, and the reset takes the answer along. So a bounded part of them is read and dropped first.
 */
final class Lingering {
    /** More than any file that somebody sends by mistake; who sends more is reset. */
    private static final long MOST_BYTES = 64 << 20;

    /** Dropped before the answer. */
    private static final long AT_ONCE = 1 << 20;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Who sends nothing for so long has read the answer, or waits for the connection to end. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Lingering() {}

    /** Reads what has come of the body without waiting; whether that was all of it. */
    static boolean isAllRead(Request request) {
        if (waitsToBeAsked(request)) {
            return request.consumeAvailable(); // to read would be to ask
        }
        for (long dropped = 0; dropped < AT_ONCE; ) {
            Content.Chunk chunk = request.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return false;
            }
            dropped += chunk.remaining();
            chunk.release();
            if (chunk.isLast()) {
                return true;
            }
        }
        return false;
    }

    private static boolean waitsToBeAsked(Request request) {
        return request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }

    /** What to complete once the answer is written; completes {@code callback} when the rest was dropped. */
    static Callback before(Request request, Callback callback) {
        if (waitsToBeAsked(request)) {
            return callback; // sends nothing now
        }
        return Callback.from(
                () -> Thread.ofVirtual().name("lingering").start(() -> {
                    try {
                        drop(request);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        callback.succeeded();
                    }
                }),
                callback::failed);
    }

    private static void drop(Request request) throws InterruptedException {
        long begin = System.nanoTime();
        long dropped = 0;
        while (dropped < MOST_BYTES) {
            long left = MOST_NANOS - (System.nanoTime() - begin);
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                CountDownLatch come = new CountDownLatch(1);
                request.demand(come::countDown);
                if (!come.await(Math.min(left, QUIET_NANOS), TimeUnit.NANOSECONDS)) {
                    return;
                }
                continue;
            }
            dropped += chunk.remaining();
            chunk.release();
            if (left <= 0 || chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                return;
            }
        }
    }
}
