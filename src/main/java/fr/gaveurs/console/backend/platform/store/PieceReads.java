package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.store.errors.PoolBusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * The way to the database for answers that are too large to be held: they are read piece by piece, each piece on a
 * connection that is given back before the piece goes out, so that nobody who reads slowly holds one. However many read
 * at once, they have a part of the connections only. Thread-safe.
 */
public final class PieceReads {
    /** Of the readers' connections. */
    static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    public PieceReads(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Reads one piece, in its turn; what {@code work} returns must not need the connection any more.
     *
     * @throws ConnectionException whose cause is a {@link PoolBusyException} if the turn does not come within 10 s
     */
    public <T> T read(HandleCallback<T, RuntimeException> work) throws InterruptedException {
        if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ConnectionException(new PoolBusyException("all connections for large answers are in use"));
        }
        try {
            return jdbi.withHandle(work);
        } finally {
            turns.release();
        }
    }
}
