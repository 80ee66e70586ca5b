package fr.gaveurs.console.backend.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database: a small pool for the writer of samples, another for everything else, so that no report can
 * starve ingest, and a probe that knows within a fraction of a second whether the database is there.
 *
 * <p>No call hangs: while the database is away calls fail at once, and a silent server is given up after 5 s by the
 * writer, 30 s by others. Once it is back, the first call gets a new connection. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int WRITERS = 2;
    private static final int READERS = 8;
    private static final Duration WRITER_WAIT = Duration.ofSeconds(2);
    private static final String CONNECTION_FAILURE = "08006";
    private static final Duration READER_WAIT = Duration.ofSeconds(5);

    /**
     * Classes of SQLState that say that the server, or the way to it, is at fault: connection, resources, operator
     * intervention, system error, and a login that no longer opens.
     */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "58", "28");

    /** 57014 is the statement time-out; 25006 a standby that took the primary's place; 3D000 a missing database. */
    private static final Set<String> UNAVAILABLE_STATES = Set.of("57014", "25006", "3D000");

    private final Probe probe;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbi jdbi;

    /** Starts connecting in the background; the database needn't be there yet. */
    public Database(ConnectionInfo info) {
        probe = new Probe(info, this::evict);
        writers = pool("writer", info, Connections.Kind.WRITER, WRITERS, WRITERS, WRITER_WAIT);
        readers = pool("reader", info, Connections.Kind.READER, READERS, 2, READER_WAIT);
        jdbi = Jdbi.create(this::lendReader).installPlugin(new PostgresPlugin());
        probe.start();
    }

    private HikariDataSource pool(
            String name, ConnectionInfo info, Connections.Kind kind, int size, int idle, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new GatedSource(info, kind, probe));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(idle);
        config.setConnectionTimeout(wait.toMillis());
        config.setValidationTimeout(1_000);
        // Without it the pool asks the first connection for its level; if that one dies just then, the pool takes
        // level -1 for the default and can never set up a connection again.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // The database may come later than the program.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private void evict() {
        for (HikariDataSource pool : List.of(writers, readers)) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /**
     * Runs {@code work} in one transaction on a writer's connection: commits what it did, or, if it throws, nothing.
     *
     * @throws SQLException what {@code work} or the commit threw; where {@link #isUnavailable} is true for it, the
     *     commit may still have happened, so the work must bear being done twice
     */
    public <T> T write(SqlWork<T> work) throws SQLException {
        return withConnection(writers, connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        });
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
            cause.addSuppressed(e);
        }
    }

    /**
     * Runs {@code work} on a reader's connection, each statement a transaction of its own.
     *
     * @throws SQLException what {@code work} threw, or that no connection was to be had
     */
    public <T> T read(SqlWork<T> work) throws SQLException {
        return withConnection(readers, work);
    }

    private <T> T withConnection(HikariDataSource pool, SqlWork<T> work) throws SQLException {
        refuseWhileDown();
        try (Connection connection = pool.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            if (isUnavailable(e)) {
                probe.hint();
            }
            throw e;
        }
    }

    private void refuseWhileDown() throws SQLException {
        if (probe.isClosed()) {
            throw new SQLTransientConnectionException("The program is stopping", CONNECTION_FAILURE);
        }
        Availability availability = probe.availability();
        if (!availability.isUp()) {
            throw new SQLTransientConnectionException(
                    "The database is away since " + availability.since() + ": " + availability.lastError(),
                    CONNECTION_FAILURE);
        }
    }

    private Connection lendReader() throws SQLException {
        refuseWhileDown();
        return readers.getConnection();
    }

    /**
     * JDBI on the readers' pool, with PostgreSQL's types: for queries, and for the small writes of requests. Its
     * exceptions wrap the {@link SQLException}.
     */
    public Jdbi jdbi() {
        return jdbi;
    }

    public Availability availability() {
        return probe.availability();
    }

    /** Waits until the database answers; false if it doesn't within {@code limit}. */
    public boolean awaitUp(Duration limit) throws InterruptedException {
        return probe.awaitUp(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Calls {@code listener} on each change between up and down, on the probe's thread: it must return at once. */
    public void onStateChange(Consumer<Availability> listener) {
        probe.addListener(listener);
    }

    public PoolNumbers writerPool() {
        return numbers(writers);
    }

    public PoolNumbers readerPool() {
        return numbers(readers);
    }

    private static PoolNumbers numbers(HikariDataSource pool) {
        var numbers = pool.getHikariPoolMXBean();
        return new PoolNumbers(
                numbers.getActiveConnections(),
                numbers.getIdleConnections(),
                numbers.getTotalConnections(),
                numbers.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }

    /**
     * Whether an exception says that the database can't be used now, rather than that the statement or its data is
     * wrong: then trying the same again later makes sense.
     */
    public static boolean isUnavailable(SQLException exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLTimeoutException
                    || cause instanceof SocketTimeoutException
                    || (cause instanceof SQLException sql && isUnavailableState(sql.getSQLState()))) {
                return true;
            }
            // A failed batch carries the real cause as its next exception.
            Throwable next = cause instanceof SQLException sql ? sql.getNextException() : null;
            cause = next != null ? next : cause.getCause();
        }
        return false;
    }

    private static boolean isUnavailableState(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (UNAVAILABLE_CLASSES.contains(state.substring(0, 2))
                        || state.startsWith("57P")
                        || UNAVAILABLE_STATES.contains(state));
    }

    /** Closes both pools; connections that are lent are cut. */
    @Override
    public void close() {
        probe.close();
        writers.close();
        readers.close();
    }
}
