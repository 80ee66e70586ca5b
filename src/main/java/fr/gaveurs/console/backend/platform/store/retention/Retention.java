package fr.gaveurs.console.backend.platform.store.retention;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.DatabaseTime;
import fr.gaveurs.console.backend.platform.store.RefreshPace;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the days that are older than each table is kept, and makes tomorrow's partitions ahead, so that midnight costs
 * no sample any time: once an hour. Statistics are never dropped. It goes by the database's clock, and only while
 * something else confirms it ({@link RetentionClock}): a clock that jumped must not take everybody's samples along.
 */
public final class Retention {
    /** A file of this name in the data folder: somebody says that the clock is right, whatever else seems to be. */
    public static final String CONFIRMATION = "clock-is-right";

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int ROWS_AT_ONCE = 5_000;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Database database;
    private final Supplier<Partitions> partitions;
    private final List<RetainedTable> tables;
    private final NewestRows newest;
    private final Clock console;
    private final Path confirmation;
    private final Times times;
    private final RefreshPace pace;
    private volatile Supplier<@Nullable Instant> stations = () -> null;
    private volatile @Nullable String objection;

    /** Asks for the database's time. */
    interface Times {
        Instant ask(Connection connection) throws SQLException;
    }

    /**
     * @param partitions known once the database has answered
     * @param tables what is not kept for ever
     * @param newest what the newest rows say of the time
     * @param console this console's clock
     * @param dataDir where somebody may say that the clock is right
     */
    public Retention(
            Database database,
            Supplier<Partitions> partitions,
            List<RetainedTable> tables,
            NewestRows newest,
            Clock console,
            Path dataDir) {
        this(database, partitions, tables, newest, console, dataDir, DatabaseTime::ask);
    }

    Retention(
            Database database,
            Supplier<Partitions> partitions,
            List<RetainedTable> tables,
            NewestRows newest,
            Clock console,
            Path dataDir,
            Times times) {
        this.database = database;
        this.partitions = partitions;
        this.tables = List.copyOf(tables);
        this.newest = newest;
        this.console = console;
        this.confirmation = dataDir.resolve(CONFIRMATION);
        this.times = times;
        this.pace = new RefreshPace(FRESH, database);
    }

    /** Says who knows what time several stations agree on; null where they don't. */
    public void stations(Supplier<@Nullable Instant> agreed) {
        stations = agreed;
    }

    /**
     * Drops what lies wholly before each table's limit; a day goes at once, so up to a day more than the limit is
     * kept. What can't be dropped now, since the database is away, a report reads it or the clock is not confirmed, is
     * dropped an hour later.
     */
    public void dropOld() {
        attempt(
                "make tomorrow's partitions",
                // Given up soon, as samples' own: whoever stores one of a new day waits for this.
                () -> database.write(connection -> {
                    Instant now = times.ask(connection);
                    partitions.get().renew(connection, List.of(now, now.plus(Duration.ofDays(1))));
                    return now;
                }));
        attempt("delete what is old", () -> {
            RetentionClock.Witnesses seen = database.read(this::witnesses);
            String why = RetentionClock.objection(seen);
            if (why != null) {
                if (!why.equals(objection)) {
                    log.warn("Nothing old is deleted: {}", why);
                }
                objection = why;
                return;
            }
            objection = null;
            drop(seen.database());
            database.change(connection -> note(connection, seen));
            Files.deleteIfExists(confirmation);
        });
    }

    private void drop(Instant now) {
        for (RetainedTable table : tables) {
            Instant cutoff = now.minus(table.kept());
            if (table.logged() && !noted(table, cutoff)) {
                continue; // tried again in an hour
            }
            if (table.byDay()) {
                attempt(
                        "drop old days of " + table.name(),
                        () -> database.change(
                                connection -> partitions.get().dropOlderThan(connection, table.name(), cutoff)));
            } else {
                deleteOlder(table.name(), table.timeColumn(), cutoff);
            }
        }
    }

    /**
     * Writes down that rows are about to be dropped, if there are any; false where that failed. Days are written down in
     * any case: a console of an older version, which writes nothing down, may have dropped them before.
     */
    private boolean noted(RetainedTable table, Instant cutoff) {
        Instant before = table.byDay() ? cutoff.truncatedTo(ChronoUnit.DAYS) : cutoff;
        boolean[] done = {false};
        attempt("write down what is dropped of " + table.name(), () -> {
            database.change(connection -> {
                if (table.byDay() || older(connection, table, before)) {
                    RetentionDrops.before(connection, table, before);
                }
                return true;
            });
            done[0] = true;
        });
        return done[0];
    }

    private static boolean older(Connection connection, RetainedTable table, Instant before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT EXISTS (SELECT FROM " + table.name() + " WHERE " + table.timeColumn() + " < ?)")) {
            select.setObject(1, before.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Looks again whether the clock is confirmed, every ten seconds at most; never throws. May wait. */
    public void refresh() {
        if (!pace.take()) {
            return;
        }
        try {
            objection = RetentionClock.objection(database.read(this::witnesses));
        } catch (SQLException e) {
            log.debug("the clocks could not be compared: {}", e.getMessage());
        }
    }

    /** Why nothing old is deleted: whose clock is wrong, and by how much; null while all is well. */
    public @Nullable String objection() {
        return objection;
    }

    private RetentionClock.Witnesses witnesses(Connection connection) throws SQLException {
        Instant now = times.ask(connection);
        Instant here = console.instant();
        NewestRows.Times rows = newest.times(connection, now.plus(RetentionClock.TOLERANCE));
        Instant lastRun = null;
        boolean byPerson = Files.exists(confirmation);
        try (PreparedStatement query = connection.prepareStatement("SELECT last_run, by_person FROM retention_clock");
                ResultSet row = query.executeQuery()) {
            if (row.next()) {
                lastRun = instant(row, 1);
                byPerson |= row.getBoolean(2) && lastRun != null && !RetentionClock.apart(lastRun, now);
            }
        }
        return new RetentionClock.Witnesses(
                now, here, stations.get(), rows.measured(), rows.received(), rows.ahead(), lastRun, byPerson);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static int note(Connection connection, RetentionClock.Witnesses seen) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO retention_clock (last_run, by_person) VALUES (?, ?)"
                        + " ON CONFLICT (one) DO UPDATE SET last_run = excluded.last_run,"
                        + " by_person = excluded.by_person")) {
            insert.setObject(1, seen.database().atOffset(ZoneOffset.UTC));
            insert.setBoolean(2, seen.byPerson());
            return insert.executeUpdate();
        }
    }

    private interface Step {
        void run() throws SQLException, IOException;
    }

    private static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (SQLException | IOException | RuntimeException e) {
            // No reason to leave the other steps undone.
            log.warn("Couldn't {}, will try again in an hour: {}", what, e.getMessage());
        }
    }

    /** In small transactions, so that no insert waits for long. */
    private void deleteOlder(String table, String column, Instant before) {
        attempt("delete old rows of " + table, () -> {
            int deleted;
            do {
                deleted = database.change(connection -> deleteSome(connection, table, column, before));
            } while (deleted == ROWS_AT_ONCE);
        });
    }

    private static int deleteSome(Connection connection, String table, String column, Instant before)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table
                + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table + " WHERE " + column + " < ? LIMIT "
                + ROWS_AT_ONCE + "))")) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
