package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.LogRows.Found;
import fr.gaveurs.console.backend.features.log.LogTables.NewEntry;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of what waits, in the order in which it was handed over: a batch in one transaction, by one console at a
 * time. What was taken is deleted in the same transaction, so that a program that is killed leaves out nothing and does
 * nothing twice; and since it takes whatever is there, and keeps no number up to which it was, it does not matter in
 * which order transactions were committed.
 */
final class Sequencing {
    /** Any fixed number: consoles take turns by it. */
    private static final long ADVISORY_LOCK = 0x6761_7665_7572_7302L;
    /** Entries of one batch, about. */
    static final int BATCH = 1_000;

    private final Map<String, LogSource> sources = new LinkedHashMap<>();
    private final Map<String, LogRows> rows = new LinkedHashMap<>();

    /** @param sources kinds that this program knows; what another one handed over waits for it */
    Sequencing(Collection<LogSource> sources) {
        for (LogSource source : sources) {
            if (this.sources.put(source.kind(), source) != null) {
                throw new IllegalArgumentException("two sources of the kind " + source.kind());
            }
            rows.put(source.kind(), new LogRows(source));
        }
    }

    /**
     * What a batch came to.
     *
     * @param appended entries
     * @param more whether there may be more to do
     * @param older whether some of it was stored by a console of an older version
     */
    record Batch(int appended, boolean more, boolean older) {
        static final Batch NOTHING = new Batch(0, false, false);
    }

    /** Does a batch in the transaction of {@code connection}; nothing where another console is at it. */
    Batch batch(Connection connection) throws SQLException {
        if (!lock(connection)) {
            return Batch.NOTHING;
        }
        Batch pending = pending(connection);
        return pending.more() || pending.appended() > 0 ? pending : backfill(connection);
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + ADVISORY_LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private record Waiting(long id, String kind, List<String> keys, boolean older) {}

    private Batch pending(Connection connection) throws SQLException {
        List<Waiting> waiting = waiting(connection);
        if (waiting.isEmpty()) {
            return Batch.NOTHING;
        }
        List<NewEntry> entries = new ArrayList<>();
        Map<String, Set<String>> taken = new HashMap<>(); // handed over twice: its first entry is not stored yet
        int at = 0;
        while (at < waiting.size()) { // a run of one kind is read in one go
            String kind = waiting.get(at).kind();
            Set<String> keys = new LinkedHashSet<>();
            for (; at < waiting.size() && waiting.get(at).kind().equals(kind); at++) {
                keys.addAll(waiting.get(at).keys());
            }
            Set<String> before = taken.computeIfAbsent(kind, k -> new HashSet<>());
            keys.removeAll(before);
            before.addAll(keys);
            if (!keys.isEmpty()) {
                entries.addAll(entries(connection, known(kind), keys));
            }
        }
        if (!entries.isEmpty()) {
            LogTables.append(connection, entries);
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM log_pending WHERE id = ANY (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", waiting.stream().map(Waiting::id).toArray()));
            delete.executeUpdate();
        }
        return new Batch(entries.size(), true, waiting.stream().anyMatch(Waiting::older));
    }

    private LogSource known(String kind) {
        return Objects.requireNonNull(sources.get(kind));
    }

    private List<Waiting> waiting(Connection connection) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, kind, keys, older FROM log_pending WHERE kind = ANY (?) ORDER BY id LIMIT " + BATCH)) {
            select.setArray(1, kinds(connection));
            try (ResultSet row = select.executeQuery()) {
                int keys = 0;
                while (row.next() && keys < BATCH) {
                    List<String> of = List.of((String[]) row.getArray(3).getArray());
                    waiting.add(new Waiting(row.getLong(1), row.getString(2), of, row.getBoolean(4)));
                    keys += of.size();
                }
            }
        }
        return waiting;
    }

    private Array kinds(Connection connection) throws SQLException {
        return connection.createArrayOf("text", sources.keySet().toArray());
    }

    private List<NewEntry> entries(Connection connection, LogSource source, Set<String> keys) throws SQLException {
        Map<String, Found> found = rows(source).byKeys(connection, keys);
        List<NewEntry> entries = new ArrayList<>();
        for (String key : keys) {
            Found row = found.get(key);
            NewEntry entry = row == null ? gone(source, key) : entry(source, row);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private LogRows rows(LogSource source) {
        return Objects.requireNonNull(rows.get(source.kind()));
    }

    private static NewEntry gone(LogSource source, String key) {
        String text = LogRow.gone(source, key);
        return new NewEntry(source.kind(), key, text, MerkleHash.leaf(text), null);
    }

    /** Null where it has the very same entry already. */
    private static @Nullable NewEntry entry(LogSource source, Found found) {
        byte[] leafHash = found.leafHash();
        if (leafHash != null && Arrays.equals(leafHash, MerkleHash.leaf(found.entry(source)))) {
            return null;
        }
        byte[] salt = found.salt();
        if (salt == null && !source.personal().isEmpty()) {
            salt = LogRow.newSalt();
        }
        String text = found.row().entry(source, salt, found.row().columns(source, salt));
        return new NewEntry(source.kind(), found.row().key(), text, MerkleHash.leaf(text), salt);
    }

    /** Rows from before there was a log, in the order of their keys. */
    private Batch backfill(Connection connection) throws SQLException {
        String kind;
        String after;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT kind, after_key FROM log_backfill WHERE NOT done AND kind = ANY (?) ORDER BY kind LIMIT 1")) {
            select.setArray(1, kinds(connection));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Batch.NOTHING;
                }
                kind = row.getString(1);
                after = row.getString(2);
            }
        }
        LogSource source = known(kind);
        List<Found> found = rows(source).after(connection, after, BATCH, 0);
        List<NewEntry> entries = new ArrayList<>();
        for (Found row : found) {
            if (row.index() == null) {
                NewEntry entry = entry(source, row);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        if (!entries.isEmpty()) {
            LogTables.append(connection, entries);
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE log_backfill SET after_key = ?, done = ? WHERE kind = ?")) {
            update.setString(1, found.isEmpty() ? after : found.getLast().row().key());
            update.setBoolean(2, found.size() < BATCH);
            update.setString(3, kind);
            update.executeUpdate();
        }
        return new Batch(entries.size(), true, false);
    }
}
