package fr.gaveurs.console.backend.platform.store.pool;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.pool.Availability.State;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database every 200 ms, on a thread and a connection of its own with short time-outs, so that neither a full
 * pool nor a server that accepts and then says nothing can keep it from noticing.
 */
public final class Probe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Probe.class);
    private static final long INTERVAL_MS = 200;
    private static final int MAX_ERROR_LENGTH = 300;

    private final ConnectionInfo info;
    private final Runnable preparation;
    private final Observer observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition hinted = lock.newCondition();
    private final SupervisedThread thread;
    private volatile Availability availability = new Availability(State.DOWN, Instant.now(), null);
    private volatile boolean closed;
    private boolean hint;
    private boolean prepared;
    private volatile boolean preparing;
    private volatile @Nullable StoreException unpreparable;
    private @Nullable Connection connection;

    /** Hears of each probe, on the probe's thread: must return at once. */
    public interface Observer {
        void answered(long nanos);

        /** @param silent whether the server took the question and said nothing: connections in use may hang too */
        void failed(Exception cause, long nanos, boolean silent);

        /** A new connection replaced a lost one: other connections may be dead too. */
        void reconnected();
    }

    /** @param preparation brings the database to what this program needs, before it is called up for the first time */
    public Probe(ConnectionInfo info, Runnable preparation, Observer observer) {
        this.info = info;
        this.preparation = preparation;
        this.observer = observer;
        thread = new SupervisedThread("database-probe", this::run);
    }

    public void start() {
        thread.start();
    }

    public Availability availability() {
        return availability;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Something failed that may mean an outage: look now. */
    public void hint() {
        lock.lock();
        try {
            hint = true;
            hinted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the database is up; false if it isn't within the time, or the probe was closed. */
    public boolean awaitUp(long time, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(time);
        lock.lockInterruptibly();
        try {
            while (!availability.isUp() && !closed) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The thread that asks. */
    public Supervised supervised() {
        return thread;
    }

    private void run() throws InterruptedException {
        try {
            while (!closed) {
                probe();
                pause();
            }
        } finally {
            disconnect();
        }
    }

    private void pause() throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
        lock.lockInterruptibly();
        try {
            while (!hint && !closed && left > 0) {
                left = hinted.awaitNanos(left);
            }
            hint = false;
        } finally {
            lock.unlock();
        }
    }

    /** Why the database cannot be used although it answers, such as tables of a newer program; null if it can. */
    public @Nullable StoreException unpreparable() {
        return unpreparable;
    }

    public boolean preparing() {
        return preparing;
    }

    private void probe() {
        long from = System.nanoTime();
        if (connection != null) {
            try {
                ask(connection);
                up(from);
                return;
            } catch (SQLException e) {
                log.debug("The probe's connection was lost", e);
                disconnect();
                if (isSilence(e)) {
                    // Trying once more would only take as long again.
                    down(e, from);
                    return;
                }
            }
        }
        // Only this connection may have been ended: the server is away when a new one fails too.
        try {
            Connection fresh = Connections.open(info, Connections.Kind.PROBE);
            connection = fresh;
            ask(fresh);
            prepare();
            tell(observer::reconnected);
            up(from);
        } catch (SQLException | RuntimeException e) {
            disconnect();
            down(e, from);
        }
    }

    private void prepare() {
        if (prepared) {
            return;
        }
        preparing = true;
        try {
            preparation.run();
            prepared = true;
            unpreparable = null;
        } catch (StoreException e) {
            if (e instanceof DamageException || !DatabaseErrors.isUnavailable(e)) {
                unpreparable = e;
            }
            throw e;
        } finally {
            preparing = false;
        }
    }

    private void up(long from) {
        become(State.UP, null);
        long nanos = System.nanoTime() - from;
        tell(() -> observer.answered(nanos));
    }

    private void down(Exception cause, long from) {
        become(State.DOWN, sanitise(cause));
        long nanos = System.nanoTime() - from;
        tell(() -> observer.failed(cause, nanos, isSilence(cause)));
    }

    /** A fault of who hears it says nothing about the database, and may not keep the next question from being asked. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable e) {
            thread.failed(e);
        }
    }

    private static boolean isSilence(Exception e) {
        return e.getCause() instanceof SocketTimeoutException;
    }

    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                // Not close(): it would say goodbye to a server that may not answer.
                old.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("Couldn't drop the probe's connection", e);
            }
        }
    }

    private void become(State state, @Nullable String error) {
        Availability before = availability;
        boolean change = before.state() != state;
        Availability now = new Availability(
                state, change ? Instant.now() : before.since(), error == null ? before.lastError() : error);
        if (!change && now.equals(before)) {
            return;
        }
        lock.lock();
        try {
            availability = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (change || (before.lastError() == null && error != null)) {
            if (now.isUp()) {
                log.info("The database answers");
            } else {
                log.warn("The database is away: {}", now.lastError());
            }
        }
    }

    private String sanitise(Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (!info.password().isEmpty()) {
            message = message.replace(info.password(), "***");
        }
        return ShortText.elided(message, MAX_ERROR_LENGTH);
    }

    @Override
    public void close() {
        closed = true;
        thread.stopAfterRun();
        lock.lock();
        try {
            changed.signalAll();
            hinted.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
