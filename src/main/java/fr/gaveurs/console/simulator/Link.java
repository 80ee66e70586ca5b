package fr.gaveurs.console.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/**
 * A station's way to the console: one connection at a time, one frame in flight, a longer wait after each failure. Used
 * by the station's thread.
 */
final class Link {
    private static final long FIRST_BACK_OFF = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_BACK_OFF = TimeUnit.SECONDS.toNanos(10);
    private static final int CONNECT_SECONDS = 5;
    private static final int SEND_SECONDS = 10;
    /** The longest that a call blocks, s. */
    static final int LONGEST_CALL_SECONDS = Math.max(CONNECT_SECONDS, SEND_SECONDS);

    private final URI uri;
    private final WebSocketClient client;
    private final Random jitter;
    private final BlockingQueue<ConsoleConnection.Event> events = new LinkedBlockingQueue<>();
    private @Nullable ConsoleConnection socket;
    private @Nullable Session session;
    private long backOff = FIRST_BACK_OFF;
    private long nextAttempt = System.nanoTime();

    Link(URI uri, WebSocketClient client, Random jitter) {
        this.uri = uri;
        this.client = client;
        this.jitter = jitter;
    }

    /** {@link System#nanoTime} before which it should not be opened again. */
    long nextAttempt() {
        return nextAttempt;
    }

    /** Opens it; returns what went wrong, null if nothing did. */
    @Nullable
    String open() throws InterruptedException {
        ConsoleConnection opening = new ConsoleConnection(events);
        try {
            session = client.connect(opening, uri).get(CONNECT_SECONDS, TimeUnit.SECONDS);
            socket = opening;
            return null;
        } catch (IOException | ExecutionException | TimeoutException e) {
            opening.abandon();
            drop();
            return "cannot connect to " + uri + ": " + (e.getCause() == null ? e : e.getCause());
        }
    }

    /** Returns when the frame is written; returns what went wrong, null if nothing did. */
    @Nullable
    String send(String text) throws InterruptedException {
        Session open = session;
        if (open == null) {
            return "not connected";
        }
        Callback.Completable written = new Callback.Completable();
        open.sendText(text, written);
        try {
            written.get(SEND_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return "cannot send: " + (e.getCause() == null ? "no progress for " + SEND_SECONDS + " s" : e.getCause());
        }
    }

    /** What happened on the open connection; null if nothing does within {@code nanos}. */
    ConsoleConnection.@Nullable Event poll(long nanos) throws InterruptedException {
        ConsoleConnection.Event event = events.poll(nanos, TimeUnit.NANOSECONDS);
        return event != null && event.socket() == socket ? event : null;
    }

    /** Forgets the connection, whatever state it is in, and waits with the next. */
    void drop() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
        session = null;
        socket = null;
        nextAttempt = System.nanoTime() + (long) (backOff * (0.5 + jitter.nextDouble()));
        backOff = Math.min(LONGEST_BACK_OFF, 2 * backOff);
    }

    /** It works: after the next failure the wait is short again. */
    void steady() {
        backOff = FIRST_BACK_OFF;
    }

    /** Says goodbye. */
    void close() {
        Session open = session;
        if (open != null) {
            open.close(1000, "bye", Callback.NOOP);
        }
    }
}
