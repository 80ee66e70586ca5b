package fr.gaveurs.console.backend.platform.store.partitions;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The parts of the tables that are divided, by UTC day of their column {@code time}. Thread-safe. */
public sealed interface Partitions permits NativePartitions, TimescaleHypertables {
    /** The tables that are divided: what {@code db/migration} says of them. */
    List<String> TABLES = DividedTables.NAMES;

    /** The schema in which parts are kept that cannot be read any more. */
    String DAMAGED = "damaged";

    /** SQLState of a violated CHECK. */
    String CHECK_VIOLATION = "23514";

    static Partitions of(Partitioning partitioning) {
        return switch (partitioning) {
            case NATIVE -> new NativePartitions();
            case TIMESCALE -> new TimescaleHypertables();
        };
    }

    /**
     * Makes sure that rows of these times can be inserted. Days seen before cost nothing. For a new day it
     * <b>commits</b> on {@code connection}: call it first in a transaction, before any row is written.
     */
    void ensure(Connection connection, Collection<Instant> times) throws SQLException;

    /**
     * Makes sure once more, after an insert found that a part is missing which {@link #ensure} believed to be there:
     * another program on the database may drop one at any moment. Does not commit: what is missing is made in the
     * transaction of {@code connection}, and until that ends nobody drops any. So no third try is needed. Call it first
     * in a transaction.
     */
    void ensureAgain(Connection connection, Collection<Instant> times) throws SQLException;

    /** Whether rows may also come by COPY. */
    boolean takesCopies();

    /** Whether an insert failed since no part takes a row of its time: that is never the row's fault. */
    static boolean isMissing(SQLException e) {
        if (!CHECK_VIOLATION.equals(e.getSQLState()) || !(e instanceof PSQLException refusal)) {
            return false;
        }
        // PostgreSQL tells this by the state of a violated CHECK, but names no constraint.
        ServerErrorMessage message = refusal.getServerErrorMessage();
        return message != null && message.getConstraint() == null;
    }

    /**
     * As {@link #ensure}, but believes nothing that it saw before: another program may have dropped days meanwhile, and
     * what is needed of them is made anew.
     */
    void renew(Connection connection, Collection<Instant> times) throws SQLException;

    /**
     * Drops whatever lies wholly before {@code cutoff}, at once and without touching rows. Commits.
     *
     * @param table one of {@link #TABLES}
     * @return how many parts were dropped
     * @throws SQLException with state 55P03 if the table was in use for too long: try again later
     */
    int dropOlderThan(Connection connection, String table, Instant cutoff) throws SQLException;

    /**
     * Takes a part that cannot be read any more out of its table, as it is, into the schema {@code damaged}. Commits.
     *
     * @param table one of {@link #TABLES}
     * @param part its name as it is
     * @param why becomes its comment
     * @return its name in that schema
     * @throws SQLException also where the server divides its tables by itself
     */
    String setAside(Connection connection, String table, String part, String why) throws SQLException;

    /** Table names can't be parameters of a statement, so only known ones may get into one. */
    static void check(String table) {
        if (!TABLES.contains(table)) {
            throw new IllegalArgumentException("not a partitioned table: " + table);
        }
    }
}
