package fr.gaveurs.console.backend.platform.relay;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport by two connections of its own: one waits for messages, the other one sends. A lost one is made anew, the
 * first at once and again and again, the second when there is something to send.
 *
 * @param <C> a connection; dropped from any thread, also while another one waits at it
 */
abstract class TwoConnections<C> implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(TwoConnections.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration RETRY_FORBIDDEN = Duration.ofSeconds(10);
    private static final Listener NOBODY = new Listener() {
        @Override
        public void heard(String message) {}

        @Override
        public void lost(String why) {}
    };

    private volatile boolean closed;
    private volatile @Nullable C listening;
    private volatile @Nullable C sending;
    private volatile Listener listener = NOBODY;
    private final SupervisedThread thread = new SupervisedThread("relay-listener", this::run);

    /** What the one who listens has to know before it connects; does nothing by itself. */
    void prepare() throws Exception {}

    /** A new connection. */
    abstract C connect() throws Exception;

    /** Hands on what is heard, until the connection ends or the transport is {@link #closed}. */
    abstract void listen(C connection, Listener listener) throws Exception;

    /** Sends by a connection, which is dropped if this throws. */
    abstract void send(C connection, String message) throws Exception;

    /** Ends a connection without a goodbye, which a server that says nothing would not take. */
    abstract void drop(C connection) throws Exception;

    final boolean closed() {
        return closed;
    }

    @Override
    public final void start(Listener hearing) {
        listener = hearing;
        thread.start();
    }

    @Override
    public final List<Supervised> supervised() {
        return List.of(thread);
    }

    private void run() {
        while (!closed) {
            Duration pause = RETRY;
            try {
                prepare();
                C connection = connect();
                listening = connection;
                if (!closed) { // otherwise nobody would drop it
                    listen(connection, listener);
                    listener.lost("the connection ended");
                }
            } catch (Exception e) {
                listener.lost(explain(e));
                pause = forbids(e) ? RETRY_FORBIDDEN : RETRY;
                LOG.debug("not listening by {}: {}", name(), e.getMessage());
            }
            dropIfAny(listening);
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public final void send(String message) throws Exception {
        C connection = sending;
        if (connection == null) {
            connection = connect();
            sending = connection;
        }
        try {
            send(connection, message);
        } catch (Exception e) {
            sending = null;
            dropIfAny(connection);
            throw e;
        }
    }

    @Override
    public final void reconnect() {
        dropIfAny(listening);
        dropIfAny(sending);
        sending = null;
    }

    private void dropIfAny(@Nullable C connection) {
        try {
            if (connection != null) {
                drop(connection);
            }
        } catch (Exception e) {
            LOG.debug("the connection was gone already", e);
        }
    }

    @Override
    public final void close() {
        closed = true;
        reconnect();
        thread.stop();
    }
}
