package fr.gaveurs.console.simulator;

import java.util.concurrent.BlockingQueue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a simulated station: hands what happens to the station's thread. Public because Jetty demands it of
 * endpoints.
 */
public final class ConsoleConnection implements Session.Listener {
    /** What happened; {@code socket} tells a connection from the ones before it. */
    sealed interface Event {
        ConsoleConnection socket();
    }

    /** A message; the next one comes only after {@link Session#demand}. */
    record Message(ConsoleConnection socket, Session session, String text) implements Event {}

    /** The connection is gone. */
    record Gone(ConsoleConnection socket, String why) implements Event {}

    private final BlockingQueue<Event> events;
    private volatile @Nullable Session session;
    private volatile boolean abandoned;

    ConsoleConnection(BlockingQueue<Event> events) {
        this.events = events;
    }

    /** Nobody waits for it any more: should it open after all, it closes. */
    void abandon() {
        abandoned = true;
        Session late = session;
        if (late != null) {
            late.disconnect();
        }
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        if (abandoned) {
            opened.disconnect();
        } else {
            opened.demand();
        }
    }

    @Override
    public void onWebSocketText(String text) {
        Session open = session;
        if (open != null) {
            events.add(new Message(this, open, text));
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        String message = cause.getMessage();
        events.add(new Gone(this, message == null ? cause.getClass().getSimpleName() : message));
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        events.add(new Gone(
                this, reason == null || reason.isEmpty() ? "closed " + statusCode : statusCode + " " + reason));
        callback.succeed();
    }
}
