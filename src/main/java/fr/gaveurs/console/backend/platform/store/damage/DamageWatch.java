package fr.gaveurs.console.backend.platform.store.damage;

import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.Damage;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hears of every statement that failed, and looks after those that failed because a file of the database is damaged. A
 * day of samples that cannot be read any more is set aside: taken out of its table, whole and as it is, into the schema
 * {@code damaged}, so that all other days are read and new samples of that day stored; rows of it that can be read come
 * back. A damaged index is built anew from
 * the rows. Whatever else is damaged is found and named. Nothing is ever deleted. Thread-safe.
 */
public final class DamageWatch {
    private static final Logger log = LoggerFactory.getLogger(DamageWatch.class);
    /** Different things that are remembered. */
    private static final int MAX_FINDINGS = 100;
    /** Pages of 8 KiB: larger tables are read by whoever needs them, not at each start. */
    private static final int SMALL_TABLE_PAGES = 1_024;

    private final Supplier<ConnectionInfo> info;
    private final Supplier<Partitions> partitions;
    private final boolean own;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<Consumer<Finding>> listeners = new ArrayList<>();
    private final AtomicBoolean working = new AtomicBoolean();
    /** Each statement that meets the damage tries to have it mended. */
    private final LogBound failureLines = new LogBound(1, Duration.ofMinutes(1));

    /**
     * Something that is damaged.
     *
     * @param what the table, or the part of one, or what the server said where that names none
     * @param text what happened and what became of it
     * @param setAside whether it was taken out of the way, so that everything else goes on
     * @param known whether an earlier run found it
     */
    public record Finding(String what, String text, boolean setAside, boolean known) {}

    /**
     * @param own whether the server is the console's own: in another one nothing is changed
     * @param partitions known once the database has answered
     */
    public DamageWatch(Supplier<ConnectionInfo> info, boolean own, Supplier<Partitions> partitions) {
        this.info = info;
        this.own = own;
        this.partitions = partitions;
    }

    /**
     * Looks at what earlier runs set aside and, in a server of its own, whether the small tables can be read.
     *
     * @throws DamageException if one cannot
     */
    public void check() {
        try (Connection connection = Connections.open(info.get(), Connections.Kind.ADMIN)) {
            for (String part : strings(
                    connection,
                    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('"
                            + Partitions.DAMAGED + "') ORDER BY 1")) {
                found(new Finding(part, setAside(part, "found by an earlier run"), true, true));
            }
            if (own) {
                readSmallTables(connection);
            }
        } catch (SQLException e) {
            throw Damage.explain("The database couldn't be looked through: " + e.getMessage(), e);
        }
    }

    private void readSmallTables(Connection connection) throws SQLException {
        List<String> tables = strings(
                connection,
                "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND NOT relispartition"
                        + " AND relnamespace = current_schema()::regnamespace"
                        + " AND pg_relation_size(oid) <= 8192 * " + SMALL_TABLE_PAGES);
        try (Statement statement = connection.createStatement()) {
            // The rows themselves, not what an index says of them.
            statement.execute(
                    "SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off");
            for (String table : tables) {
                statement.execute("SELECT count(*) FROM " + table);
            }
        }
    }

    /** A statement failed; returns at once. What is damage is looked after on a thread of its own. */
    public void met(Throwable failure) {
        SQLException damage = Damage.in(failure);
        if (damage == null || !working.compareAndSet(false, true)) {
            return; // who is in the midst of it will hear of the next one
        }
        Thread.ofVirtual().name("damage").start(() -> {
            try {
                mend(damage);
            } catch (SQLException | RuntimeException e) {
                if (failureLines.take()) {
                    log.warn("what is damaged could not be looked after: {}", e.getMessage());
                }
                log.debug("damage", e);
            } finally {
                working.set(false);
            }
        });
    }

    void mend(SQLException damage) throws SQLException {
        String said = Damage.oneLine(damage);
        try (Connection connection = Connections.open(info.get(), Connections.Kind.ADMIN)) {
            DamagedRelation relation = DamagedRelation.named(connection, said);
            if (relation == null) {
                found(new Finding(said, "The database's files are damaged: " + said, false, false));
            } else if (relation.setAside()) {
                log.debug("{} was set aside already", relation.table());
            } else if (!own) {
                found(new Finding(
                        relation.table(), "The table " + relation.table() + " is damaged: " + said, false, false));
            } else if (relation.index() != null) {
                rebuild(connection, relation, said);
            } else {
                setAside(connection, relation, said);
            }
        }
    }

    private void rebuild(Connection connection, DamagedRelation relation, String said) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '5s'");
            statement.execute("REINDEX INDEX " + relation.index());
            log.error(
                    "the index {} of {} was damaged ({}) and has been built anew from the rows: nothing is lost; have the"
                            + " disk checked",
                    relation.index(),
                    relation.table(),
                    said);
        } catch (SQLException e) {
            if (Damage.in(e) == null) {
                throw e;
            }
            setAside(connection, relation, Damage.oneLine(e)); // its rows are damaged, too
        }
    }

    private void setAside(Connection connection, DamagedRelation relation, String said) throws SQLException {
        String part = relation.table();
        String table = relation.parent();
        if (table == null || !Partitions.TABLES.contains(table)) {
            found(new Finding(part, "The table " + part + " is damaged: " + said, false, false));
            return;
        }
        String kept = partitions.get().setAside(connection, table, part, said);
        String back = Salvage.copyBack(connection, partitions.get(), table, kept);
        found(new Finding(kept, setAside(kept, said + "; " + back), true, false));
    }

    private static String setAside(String part, String said) {
        return part + " is damaged (" + said + ") and was set aside as " + Partitions.DAMAGED + "." + part
                + ": other days are read, new samples are stored";
    }

    private void found(Finding finding) {
        List<Consumer<Finding>> hearing;
        synchronized (findings) {
            if (findings.size() >= MAX_FINDINGS || findings.putIfAbsent(finding.what(), finding) != null) {
                return;
            }
            hearing = List.copyOf(listeners);
        }
        log.atLevel(finding.known() ? Level.WARN : Level.ERROR)
                .log("{}. A backup of before holds what it held; have the disk checked", finding.text());
        hearing.forEach(listener -> listener.accept(finding));
    }

    /** What was found since the start, and what earlier runs set aside. */
    public List<Finding> findings() {
        synchronized (findings) {
            return List.copyOf(findings.values());
        }
    }

    /** Calls {@code listener} for each finding, those of before included; it must return at once. */
    public void onFinding(Consumer<Finding> listener) {
        List<Finding> before;
        synchronized (findings) {
            listeners.add(listener);
            before = List.copyOf(findings.values());
        }
        before.forEach(listener);
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                @Nullable String value = rows.getString(1);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
