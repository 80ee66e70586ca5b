package fr.gaveurs.console.backend.platform.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.resilience.BreakerPolicy;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
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

    private static final String READ_ONLY = "25006";

    /**
     * 57014 is the statement time-out; 25006 a standby that took the primary's place; 3D000 a missing database;
     * XX001 and XX002 damaged files, which are seen to, and no fault of what was asked.
     */
    private static final Set<String> UNAVAILABLE_STATES = Set.of("57014", READ_ONLY, "3D000", "XX001", "XX002");

    /** Name of the circuit breaker around everything that writes in a transaction. */
    public static final String WRITES = "database";
    /** Name of the circuit breaker around queries. */
    public static final String READS = "database_reads";

    private static final BreakerPolicy WRITE_POLICY =
            new BreakerPolicy(5, 2, Duration.ofSeconds(30), Duration.ofSeconds(3), Database::isAway);
    /** A report may take its time; it is ended by its own limit. */
    private static final BreakerPolicy READ_POLICY =
            new BreakerPolicy(5, 2, Duration.ofSeconds(30), Duration.ofSeconds(30), Database::isAway);

    private final ConnectionInfo info;
    private final Probe probe;
    private final GatedSource writerSource;
    private final GatedSource readerSource;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbi jdbi;
    private final PieceReads pieces;
    private final ProbedBreakers breakers;
    /** Whether the server refused a write for being read-only, and took none since. */
    private volatile boolean readOnly;

    private volatile Consumer<SQLException> onFailure = failure -> {};

    /** Starts connecting in the background, to a database that is as this program needs it. */
    public Database(ConnectionInfo info) {
        this(info, new Breakers(Clock.systemUTC(), null), () -> {});
    }

    /**
     * Starts connecting in the background; the database needn't be there yet.
     *
     * @param preparation brings the database to what this program needs; runs on the probe's thread before the
     *     database is called up for the first time, and again while it throws {@link StoreException}
     */
    public Database(ConnectionInfo info, Breakers registry, Runnable preparation) {
        this.info = info;
        breakers = new ProbedBreakers(registry.make(WRITES, WRITE_POLICY), registry.make(READS, READ_POLICY));
        probe = new Probe(info, preparation, new Probe.Observer() {
            @Override
            public void answered(long nanos) {
                breakers.answered(nanos);
            }

            @Override
            public void failed(Exception cause, long nanos, boolean silent) {
                if (silent) {
                    abortAll();
                }
                breakers.failed(cause, nanos, silent);
            }

            @Override
            public void reconnected() {
                evict();
            }
        });
        writerSource = new GatedSource(info, Connections.Kind.WRITER, probe);
        readerSource = new GatedSource(info, Connections.Kind.READER, probe);
        writers = pool("writer", writerSource, WRITERS, WRITERS, WRITER_WAIT);
        readers = pool("reader", readerSource, READERS, 2, READER_WAIT);
        jdbi = newJdbi();
        onQuery(QueryListener.NONE);
        pieces = new PieceReads(jdbi);
        probe.start();
    }

    private static HikariDataSource pool(String name, GatedSource source, int size, int idle, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
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

    private void abortAll() {
        writerSource.abortAll();
        readerSource.abortAll();
    }

    /**
     * Runs {@code work} in one transaction on a writer's connection: commits what it did, or, if it throws, nothing.
     *
     * @throws SQLException what {@code work} or the commit threw; where {@link #isUnavailable} is true for it, the
     *     commit may still have happened, so the work must bear being done twice
     */
    public <T> T write(SqlWork<T> work) throws SQLException {
        return withConnection(writers, breakers.writes(), connection -> {
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
        return withConnection(readers, breakers.reads(), work);
    }

    private <T> T withConnection(HikariDataSource pool, Breaker breaker, SqlWork<T> work) throws SQLException {
        Breaker.Attempt<T, SQLException> attempt = () -> {
            refuseWhileDown();
            try (Connection connection = take(pool)) {
                return workOn(pool, connection, work);
            } catch (SQLException e) {
                onFailure.accept(e);
                if (isAway(e)) {
                    probe.hint();
                }
                throw e;
            }
        };
        return breaker.call(attempt, Database::refused);
    }

    private <T> T workOn(HikariDataSource pool, Connection connection, SqlWork<T> work) throws SQLException {
        try {
            T result = work.run(connection);
            if (readOnly && pool.equals(writers)) {
                readOnly = false;
                evict();
            }
            return result;
        } catch (SQLException e) {
            if (READ_ONLY.equals(e.getSQLState())) {
                // Connections that got this from their server or database when they were opened would keep it.
                readOnly = true;
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            throw e;
        }
    }

    private static SQLException refused(String reason) {
        return new SQLTransientConnectionException("The database is not asked: " + reason, CONNECTION_FAILURE);
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

    /** A connection of the pool; where none came free in time, what is said is which of the two it is. */
    private Connection take(HikariDataSource pool) throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            // A pool whose last attempt to connect failed says so by the cause.
            if (e.getCause() == null
                    && probe.availability().isUp()
                    && pool.getHikariPoolMXBean().getTotalConnections() >= pool.getMaximumPoolSize()) {
                throw new PoolBusyException("all " + pool.getMaximumPoolSize() + " connections of the pool "
                        + pool.getPoolName() + " are in use");
            }
            throw e;
        }
    }

    private Connection lendReader() throws SQLException {
        breakers.reads().check(Database::refused);
        long from = System.nanoTime();
        try {
            refuseWhileDown();
            return take(readers);
        } catch (PoolBusyException e) {
            throw e; // says nothing about the database
        } catch (SQLException e) {
            breakers.reads().done(System.nanoTime() - from, e);
            throw e;
        }
    }

    /**
     * The readers' connections, for a library that wants a data source. While the database is away it refuses at once.
     */
    public DataSource dataSource() {
        return new ConnectionSource(info, Connections.Kind.READER) {
            @Override
            public Connection getConnection() throws SQLException {
                refuseWhileDown();
                return take(readers);
            }
        };
    }

    /**
     * A connection of the caller's own, to be closed by the caller: it waits 5 s for an answer, as a writer's does.
     *
     * @throws SQLException at once while the database is away
     */
    public Connection connect() throws SQLException {
        refuseWhileDown();
        return Connections.open(info, Connections.Kind.RELAY);
    }

    /** Hears of each statement that {@link #jdbi} ran. */
    public interface QueryListener {
        /** Hears nothing. */
        QueryListener NONE = (nanos, failure) -> {};

        void done(long nanos, @Nullable SQLException failure);
    }

    /** Sets who hears of each statement that {@link #jdbi} ran. */
    public final void onQuery(QueryListener listener) {
        jdbi.setSqlLogger(watch(listener));
    }

    /** Sets who hears of each statement that failed; it must return at once. */
    public void onFailure(Consumer<SQLException> listener) {
        onFailure = listener;
    }

    /** Why a write is not worth trying: the database does not answer, or its breaker is open; null if it is. */
    public @Nullable String writeObstacle() {
        Availability availability = probe.availability();
        if (!availability.isUp()) {
            return String.valueOf(availability.lastError());
        }
        return breakers.writes().state() == BreakerState.OPEN
                ? breakers.writes().view().lastError()
                : null;
    }

    /** Whether it answers and is just being brought to what this program needs, which may take minutes. */
    public boolean preparing() {
        return probe.preparing();
    }

    /** Why the database cannot be used although it answers, such as tables of a newer program; null if it can. */
    public @Nullable StoreException unpreparable() {
        return probe.unpreparable();
    }

    /**
     * JDBI on the readers' pool, with PostgreSQL's types: for queries, and for the small writes of requests. Its
     * exceptions wrap the {@link SQLException}.
     */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** For answers that are too large to be held. */
    public PieceReads pieces() {
        return pieces;
    }

    /** As {@link #jdbi()}, but the server ends each statement after {@code limit}: it was in use for too long. */
    public Jdbi jdbi(Duration limit) {
        Jdbi limited = newJdbi();
        limited.setSqlLogger(watch(QueryListener.NONE));
        limited.getConfig(SqlStatements.class).setQueryTimeout((int) limit.toSeconds());
        return limited;
    }

    private ReadWatch watch(QueryListener listener) {
        return new ReadWatch(breakers.reads(), (nanos, failure) -> {
            listener.done(nanos, failure);
            if (failure != null) {
                onFailure.accept(failure);
            }
        });
    }

    private Jdbi newJdbi() {
        return Jdbi.create(this::lendReader).installPlugin(new PostgresPlugin());
    }

    /**
     * What tells this database from every other one, on whatever server and under whatever address.
     *
     * @throws SQLException when it is away
     */
    public String identity() throws SQLException {
        return read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT c.system_identifier || '-' || d.oid"
                            + " FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()")) {
                row.next();
                return row.getString(1);
            }
        });
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
    public static boolean isUnavailable(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLTimeoutException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof TimeoutException
                    || (cause instanceof SQLException sql && isUnavailableState(sql.getSQLState()))) {
                return true;
            }
            // A failed batch carries the real cause as its next exception.
            Throwable next = cause instanceof SQLException sql ? sql.getNextException() : null;
            cause = next != null ? next : cause.getCause();
        }
        return false;
    }

    /** Whether an exception says that every connection is in use, and nothing about the database. */
    public static boolean isBusy(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof PoolBusyException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAway(Throwable exception) {
        return isUnavailable(exception) && !isBusy(exception);
    }

    private static boolean isUnavailableState(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (UNAVAILABLE_CLASSES.contains(state.substring(0, 2))
                        || state.startsWith("57P")
                        || UNAVAILABLE_STATES.contains(state));
    }

    /** The thread that knows whether the database answers. */
    public Supervised supervised() {
        return probe.supervised();
    }

    /** Closes both pools; connections that are lent are cut. */
    @Override
    public void close() {
        probe.close();
        writers.close();
        readers.close();
    }
}
