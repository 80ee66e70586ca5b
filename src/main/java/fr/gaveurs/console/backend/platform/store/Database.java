package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionSource;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.pool.Availability;
import fr.gaveurs.console.backend.platform.store.pool.Pool;
import fr.gaveurs.console.backend.platform.store.pool.PoolNumbers;
import fr.gaveurs.console.backend.platform.store.pool.Probe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database: a small pool for the writer of samples, one for what requests change, another for queries,
 * so that no report can starve ingest or keep a person's act waiting, and a probe that knows within a fraction of a second
 * whether the database is there.
 *
 * <p>No call hangs: while the database is away calls fail at once, and a silent server is given up after 5 s by the
 * writer, 30 s by others. Once it is back, the first call gets a new connection. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int WRITERS = 2;
    private static final int READERS = 8;
    /** Of what requests change. */
    private static final int CHANGERS = 2;

    private static final Duration WRITER_WAIT = Duration.ofSeconds(2);
    private static final Duration READER_WAIT = Duration.ofSeconds(5);

    /** Name of the circuit breaker around everything that writes in a transaction. */
    public static final String WRITES = "database";
    /** Name of the circuit breaker around queries. */
    public static final String READS = "database_reads";

    /** What a statement's text comes to, for all connections: to take one apart costs more than to run many of them. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final ConnectionInfo info;
    private final Probe probe;
    private final ConnectionGate gate;
    private final Pool writers;
    private final Pool changers;
    private final Pool readers;
    private final Jdbi jdbi;
    private final Jdbi changes;
    private final PieceReads pieces;
    private final ProbedBreakers breakers;
    /** Whether the server refused a write for being read-only, and took none since. */
    private volatile boolean readOnly;

    /** How long the last probe took that was answered, ms; NaN before the first. */
    private volatile double answerMillis = Double.NaN;

    private volatile Consumer<SQLException> onFailure = failure -> {};

    /**
     * Starts connecting in the background; the database needn't be there yet.
     *
     * @param preparation brings the database to what this program needs; runs on the probe's thread before the
     *     database is called up for the first time, and again while it throws {@link StoreException}
     */
    public Database(ConnectionInfo info, Breakers registry, Runnable preparation) {
        this.info = info;
        breakers = ProbedBreakers.of(registry);
        probe = new Probe(info, preparation, new Probe.Observer() {
            @Override
            public void answered(long nanos) {
                answerMillis = nanos / 1e6;
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
        gate = new ConnectionGate(probe);
        writers = new Pool("writer", info, Connections.Kind.WRITER, probe, WRITERS, WRITERS, WRITER_WAIT);
        changers = new Pool("changes", info, Connections.Kind.READER, probe, CHANGERS, 1, READER_WAIT);
        readers = new Pool("reader", info, Connections.Kind.READER, probe, READERS, 2, READER_WAIT);
        jdbi = newJdbi();
        changes = jdbiOn(() -> gate.lend(changers, breakers.writes()));
        onQuery(QueryListener.NONE, QueryListener.NONE);
        pieces = new PieceReads(jdbi);
        probe.start();
    }

    /** How long the last probe took that was answered, ms; NaN before the first. */
    public double answerMillis() {
        return answerMillis;
    }

    private void evict() {
        pools().forEach(Pool::evict);
    }

    private void abortAll() {
        pools().forEach(Pool::abortAll);
    }

    private List<Pool> pools() {
        return List.of(writers, changers, readers);
    }

    /**
     * Runs {@code work} in one transaction on a writer's connection: commits what it did, or, if it throws, nothing.
     *
     * @throws SQLException what {@code work} or the commit threw; where {@link DatabaseErrors#isUnavailable} is true for it, the
     *     commit may still have happened, so the work must bear being done twice
     */
    public <T> T write(SqlWork<T> work) throws SQLException {
        return withConnection(writers, breakers.writes(), Transaction.of(work));
    }

    /**
     * As {@link #write}, on the connections of {@link #changes()}: for what may wait for a lock of somebody else, or
     * delete much. It is given up after 30 s, keeps no sample waiting, and however long it takes says nothing of the
     * database to who writes samples.
     */
    public <T> T change(SqlWork<T> work) throws SQLException {
        Connection lent = gate.lend(changers, breakers.writes());
        try (Connection connection = lent) {
            T result = workOn(changers, connection, Transaction.of(work));
            breakers.changed(null);
            return result;
        } catch (SQLException e) {
            breakers.changed(e);
            throw told(e);
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

    private <T> T withConnection(Pool pool, Breaker breaker, SqlWork<T> work) throws SQLException {
        Breaker.Attempt<T, SQLException> attempt = () -> {
            gate.refuseWhileDown();
            try (Connection connection = pool.take()) {
                return workOn(pool, connection, work);
            } catch (SQLException e) {
                throw told(e);
            }
        };
        return breaker.call(attempt, ConnectionGate::refused);
    }

    private SQLException told(SQLException e) {
        onFailure.accept(e);
        if (DatabaseErrors.isAway(e)) {
            probe.hint();
        }
        return e;
    }

    private <T> T workOn(Pool pool, Connection connection, SqlWork<T> work) throws SQLException {
        try {
            T result = work.run(connection);
            if (readOnly && pool.equals(writers)) {
                readOnly = false;
                evict();
            }
            return result;
        } catch (SQLException e) {
            if (DatabaseErrors.READ_ONLY.equals(e.getSQLState())) {
                // Connections that got this from their server or database when they were opened would keep it.
                readOnly = true;
                pool.evict();
            }
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
                gate.refuseWhileDown();
                return readers.take();
            }
        };
    }

    /**
     * A connection of the caller's own, to be closed by the caller: it waits 5 s for an answer, as a writer's does.
     *
     * @throws SQLException at once while the database is away
     */
    public Connection connect() throws SQLException {
        gate.refuseWhileDown();
        return Connections.open(info, Connections.Kind.RELAY);
    }

    /** Sets who hears of each statement that {@link #jdbi}, and that {@link #changes} ran. */
    public final void onQuery(QueryListener ofReads, QueryListener ofChanges) {
        jdbi.setSqlLogger(watch(breakers.reads()::done, ofReads));
        changes.setSqlLogger(watch((nanos, failure) -> breakers.changed(failure), (nanos, failure) -> {
            if (failure != null && DatabaseErrors.READ_ONLY.equals(failure.getSQLState())) {
                // Connections that got this from their server or database when they were opened would keep it.
                changers.evict();
            }
            ofChanges.done(nanos, failure);
        }));
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

    /** JDBI on the readers' pool, with PostgreSQL's types: for queries. Its exceptions wrap the {@link SQLException}. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * As {@link #jdbi()}, on connections of their own and by the breaker of writes: for what requests change and
     * {@link #write} need not. Neither reports nor samples keep it waiting.
     */
    public Jdbi changes() {
        return changes;
    }

    /** For answers that are too large to be held. */
    public PieceReads pieces() {
        return pieces;
    }

    /** As {@link #jdbi()}, but the server ends each statement after {@code limit}: it was in use for too long. */
    public Jdbi jdbi(Duration limit) {
        Jdbi limited = newJdbi();
        limited.setSqlLogger(watch(breakers.reads()::done, QueryListener.NONE));
        limited.getConfig(SqlStatements.class).setQueryTimeout((int) limit.toSeconds());
        return limited;
    }

    private StatementWatch watch(QueryListener breaker, QueryListener listener) {
        return new StatementWatch(breaker, (nanos, failure) -> {
            listener.done(nanos, failure);
            if (failure != null) {
                onFailure.accept(failure);
            }
        });
    }

    private Jdbi newJdbi() {
        return jdbiOn(() -> gate.lend(readers, breakers.reads()));
    }

    private static Jdbi jdbiOn(ConnectionFactory connections) {
        return Jdbi.create(connections).installPlugin(new PostgresPlugin()).setSqlParser(PARSER);
    }

    /**
     * What tells this database from every other one, on whatever server and under whatever address.
     *
     * @throws SQLException when it is away
     */
    public String identity() throws SQLException {
        return read(DatabaseIdentity::ask);
    }

    public Availability availability() {
        return probe.availability();
    }

    /** Waits until the database answers; false if it doesn't within {@code limit}. */
    public boolean awaitUp(Duration limit) throws InterruptedException {
        return probe.awaitUp(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    public PoolNumbers writerPool() {
        return writers.numbers();
    }

    /** The connections of {@link #changes()}. */
    public PoolNumbers changesPool() {
        return changers.numbers();
    }

    public PoolNumbers readerPool() {
        return readers.numbers();
    }

    /** The thread that knows whether the database answers. */
    public Supervised supervised() {
        return probe.supervised();
    }

    /** Closes the pools; connections that are lent are cut. */
    @Override
    public void close() {
        probe.close();
        pools().forEach(Pool::close);
    }
}
