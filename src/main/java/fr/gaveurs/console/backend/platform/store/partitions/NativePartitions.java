package fr.gaveurs.console.backend.platform.store.partitions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's range partitions, one for each UTC day, such as {@code NAME_p20261123}. */
final class NativePartitions implements Partitions {
    private static final Logger log = LoggerFactory.getLogger(NativePartitions.class);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    /** Any fixed number: programs that make or drop partitions at once take turns by it. */
    private static final long ADVISORY_LOCK = 0x6761_7665_7572_7301L;

    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    @Override
    public void ensure(Connection connection, Collection<Instant> times) throws SQLException {
        Set<LocalDate> missing = new TreeSet<>();
        for (Instant time : times) {
            LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            if (!known.contains(day)) {
                missing.add(day);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            make(statement, missing);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
        known.addAll(missing);
    }

    @Override
    public boolean takesCopies() {
        return true;
    }

    @Override
    public void ensureAgain(Connection connection, Collection<Instant> times) throws SQLException {
        Set<LocalDate> days = new TreeSet<>();
        times.forEach(time -> days.add(LocalDate.ofInstant(time, ZoneOffset.UTC)));
        // What this transaction makes is not believed in: it may be rolled back.
        days.forEach(known::remove);
        try (Statement statement = connection.createStatement()) {
            make(statement, days);
        }
    }

    /** Until the transaction's end whoever drops waits, or gives up after 2 s. */
    private static void make(Statement statement, Set<LocalDate> days) throws SQLException {
        statement.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
        for (LocalDate day : days) {
            for (String table : TABLES) {
                create(statement, table, day);
            }
        }
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
    }

    @Override
    public void renew(Connection connection, Collection<Instant> times) throws SQLException {
        for (String table : TABLES) {
            known.retainAll(Set.copyOf(days(connection, table)));
        }
        ensure(connection, times);
    }

    private static void create(Statement statement, String table, LocalDate day) throws SQLException {
        String name = name(table, day);
        // A table may be newer than the version to which the database was brought for a backup.
        if (exists(statement, name) || !exists(statement, table)) {
            return;
        }
        // Made apart and then attached: CREATE TABLE … PARTITION OF would wait for every insert in progress and hold
        // up those that come after.
        statement.execute("CREATE TABLE " + name + " (LIKE " + table
                + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION)");
        statement.execute("ALTER TABLE " + table + " ATTACH PARTITION " + name + " FOR VALUES FROM ('" + day
                + " 00:00:00+00') TO ('" + day.plusDays(1) + " 00:00:00+00')");
    }

    @Override
    public int dropOlderThan(Connection connection, String table, Instant cutoff) throws SQLException {
        Partitions.check(table);
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        int dropped = 0;
        try (Statement statement = connection.createStatement()) {
            for (LocalDate day : days(connection, table)) {
                if (!day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(cutoff)) {
                    // Forgotten first: an insert for that day makes it anew instead of failing.
                    known.remove(day);
                    // The table is locked for the moment of the drop; rather give up than hold up the inserts
                    // behind a long report.
                    statement.execute("SET LOCAL lock_timeout = '2s'");
                    statement.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
                    statement.execute("DROP TABLE IF EXISTS " + name(table, day));
                    connection.commit();
                    known.remove(day);
                    dropped++;
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
        if (dropped > 0) {
            log.info("Dropped {} days of {}, up to {}", dropped, table, cutoff);
        }
        return dropped;
    }

    @Override
    public String setAside(Connection connection, String table, String part, String why) throws SQLException {
        Partitions.check(table);
        if (!part.matches(table + "_p\\d{8}")) {
            throw new SQLException(part + " isn't one of ours");
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // A reader that is long at it must not keep all others waiting behind this.
            statement.execute("SET LOCAL lock_timeout = '5s'");
            statement.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + DAMAGED);
            String kept = freeName(statement, part);
            statement.execute("ALTER TABLE " + table + " DETACH PARTITION " + part);
            if (!kept.equals(part)) {
                statement.execute("ALTER TABLE " + part + " RENAME TO " + kept);
            }
            statement.execute("ALTER TABLE " + kept + " SET SCHEMA " + DAMAGED);
            statement.execute("COMMENT ON TABLE " + DAMAGED + "." + kept + " IS '" + why.replace("'", "''") + "'");
            connection.commit();
            known.remove(LocalDate.parse(part.substring(table.length() + 2), SUFFIX));
            return kept;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    /** A day may be damaged twice. */
    private static String freeName(Statement statement, String part) throws SQLException {
        for (int i = 1; ; i++) {
            String name = i == 1 ? part : part + "_" + i;
            try (ResultSet taken =
                    statement.executeQuery("SELECT to_regclass('" + DAMAGED + "." + name + "') IS NOT NULL")) {
                if (taken.next() && !taken.getBoolean(1)) {
                    return name;
                }
            }
        }
    }

    private static List<LocalDate> days(Connection connection, String table) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " WHERE i.inhparent = to_regclass(?) ORDER BY c.relname")) {
            query.setString(1, table);
            try (ResultSet names = query.executeQuery()) {
                while (names.next()) {
                    String name = names.getString(1);
                    try {
                        days.add(LocalDate.parse(name.substring(table.length() + 2), SUFFIX));
                    } catch (DateTimeParseException | IndexOutOfBoundsException e) {
                        log.warn("Partition {} of {} isn't one of ours; it is never dropped", name, table);
                    }
                }
            }
        }
        return days;
    }

    private static String name(String table, LocalDate day) {
        return table + "_p" + day.format(SUFFIX);
    }
}
