package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.LogRows.Found;
import fr.gaveurs.console.backend.features.log.LogTables.NewEntry;
import fr.gaveurs.console.backend.platform.tlog.LogRow;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
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
 * which order transactions were committed. Rows that this console stored just before are not read: it knows them.
 */
final class Sequencing {
    /** Any fixed number: consoles take turns by it. */
    private static final long ADVISORY_LOCK = 0x6761_7665_7572_7302L;
    /** Entries of one batch, about. */
    static final int BATCH = 4_000;

    private final Map<String, LogSource> sources = new LinkedHashMap<>();
    private final Map<String, LogRows> rows = new LinkedHashMap<>();
    private final ReadyRows ready;

    /**
     * @param sources kinds that this program knows; what another one handed over waits for it
     * @param ready what this console stored and need not be read
     */
    Sequencing(Collection<LogSource> sources, ReadyRows ready) {
        this.ready = ready;
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
     * @param full whether there is likely to be much more
     * @param older whether some of it was stored by a console of an older version
     */
    record Batch(int appended, boolean more, boolean full, boolean older) {
        static final Batch NOTHING = new Batch(0, false, false, false);
    }

    /** Whether there is anything to be done, whoever does it. */
    boolean waits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM log_pending)"
                        + " OR EXISTS (SELECT FROM log_backfill WHERE NOT done)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Does a batch in the transaction of {@code connection}; nothing where another console is at it. */
    Batch batch(Connection connection) throws SQLException {
        Set<String> backfilled = lock(connection);
        if (backfilled == null) {
            return Batch.NOTHING;
        }
        Batch pending = pending(connection, backfilled);
        if (pending.full() || backfilled.isEmpty()) {
            return pending;
        }
        Batch before = backfill(connection); // however often something new is stored, it comes to its end
        return new Batch(
                pending.appended() + before.appended(),
                pending.more() || before.more(),
                before.full(),
                pending.older());
    }

    /** The kinds of which rows from before the log wait; null where another console has the lock. */
    private static @Nullable Set<String> lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + ADVISORY_LOCK
                        + "), ARRAY(SELECT kind FROM log_backfill WHERE NOT done)")) {
            row.next();
            return row.getBoolean(1) ? Set.of((String[]) row.getArray(2).getArray()) : null;
        }
    }

    /**
     * Rows that were handed over together.
     *
     * @param rows what they say; null: that is to be read
     */
    private record Waiting(
            long id,
            String kind,
            List<String> keys,
            @Nullable List<ReadyRows.Row> rows,
            boolean older) {}

    private Batch pending(Connection connection, Set<String> backfilled) throws SQLException {
        List<Waiting> waiting = waiting(connection, backfilled);
        if (waiting.isEmpty()) {
            return Batch.NOTHING;
        }
        List<NewEntry> entries = new ArrayList<>();
        Map<String, Map<String, String>> taken =
                new HashMap<>(); // handed over twice: its first entry is not stored yet
        int keys = 0;
        int at = 0;
        while (at < waiting.size()) {
            Waiting first = waiting.get(at);
            LogSource source = known(first.kind());
            Map<String, String> before = taken.computeIfAbsent(first.kind(), k -> new HashMap<>());
            if (first.rows() != null) {
                keys += first.rows().size();
                at++;
                for (ReadyRows.Row row : first.rows()) {
                    add(row.key(), newEntry(source, row.key(), row.entry(), null), before, entries);
                }
                continue;
            }
            Set<String> wanted = new LinkedHashSet<>();
            for (;
                    at < waiting.size() // a run of one kind is read in one go
                            && waiting.get(at).rows() == null
                            && waiting.get(at).kind().equals(first.kind());
                    at++) {
                keys += waiting.get(at).keys().size();
                wanted.addAll(waiting.get(at).keys());
            }
            if (!source.personal().isEmpty()) {
                wanted.removeAll(before.keySet()); // each would have a salt of its own
            }
            Map<String, Found> found =
                    wanted.isEmpty() ? Map.of() : rows(source).byKeys(connection, wanted);
            for (String key : wanted) {
                Found row = found.get(key);
                NewEntry entry = row == null ? gone(source, key) : entry(source, row, before.containsKey(key));
                if (entry != null) {
                    add(key, entry, before, entries);
                }
            }
        }
        if (!entries.isEmpty()) {
            LogTables.append(connection, entries);
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM log_pending WHERE id = ANY (?)")) {
            delete.setArray(1, ids(connection, waiting));
            delete.executeUpdate();
        }
        return new Batch(entries.size(), true, keys >= BATCH, waiting.stream().anyMatch(Waiting::older));
    }

    /** Adds an entry unless the last one of its row in this batch says the very same. */
    private static void add(String key, NewEntry entry, Map<String, String> before, List<NewEntry> entries) {
        if (!entry.entry().equals(before.put(key, entry.entry()))) {
            entries.add(entry);
        }
    }

    private static Array ids(Connection connection, List<Waiting> waiting) throws SQLException {
        return connection.createArrayOf(
                "bigint", waiting.stream().map(Waiting::id).toArray());
    }

    private LogSource known(String kind) {
        return Objects.requireNonNull(sources.get(kind));
    }

    /** @param backfilled kinds of which a row may have got its entry by the backfill meanwhile: theirs are read */
    private List<Waiting> waiting(Connection connection, Set<String> backfilled) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        int rows = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, kind, ready, older FROM log_pending WHERE kind = ANY (?) ORDER BY id LIMIT " + BATCH)) {
            select.setArray(1, kinds(connection));
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && rows < BATCH) {
                    String kind = row.getString(2);
                    long id = row.getLong(3);
                    List<ReadyRows.Row> held = row.wasNull() || backfilled.contains(kind) ? null : ready.take(id);
                    rows += held == null ? 1 : held.size();
                    waiting.add(new Waiting(row.getLong(1), kind, List.of(), held, row.getBoolean(4)));
                }
            }
        }
        return withKeys(connection, waiting);
    }

    /** Reads the keys of those that are to be read. */
    private static List<Waiting> withKeys(Connection connection, List<Waiting> waiting) throws SQLException {
        List<Waiting> unknown =
                waiting.stream().filter(one -> one.rows() == null).toList();
        if (unknown.isEmpty()) {
            return waiting;
        }
        Map<Long, List<String>> keys = new HashMap<>();
        int rows = waiting.stream()
                .mapToInt(one -> one.rows() == null ? 0 : one.rows().size())
                .sum();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, keys FROM log_pending WHERE id = ANY (?) ORDER BY id")) {
            select.setArray(1, ids(connection, unknown));
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && rows < BATCH) {
                    List<String> of = List.of((String[]) row.getArray(2).getArray());
                    keys.put(row.getLong(1), of);
                    rows += of.size();
                }
            }
        }
        return waiting.stream()
                .filter(one -> one.rows() != null || keys.containsKey(one.id()))
                .map(one -> one.rows() != null
                        ? one
                        : new Waiting(
                                one.id(), one.kind(), Objects.requireNonNull(keys.get(one.id())), null, one.older()))
                .toList();
    }

    private Array kinds(Connection connection) throws SQLException {
        return connection.createArrayOf("text", sources.keySet().toArray());
    }

    private LogRows rows(LogSource source) {
        return Objects.requireNonNull(rows.get(source.kind()));
    }

    private static NewEntry gone(LogSource source, String key) {
        String text = LogRow.gone(source, key);
        return newEntry(source, key, text, null);
    }

    private static NewEntry newEntry(LogSource source, String key, String text, byte @Nullable [] salt) {
        return new NewEntry(source.kind(), key, text, MerkleHash.leaf(text), salt);
    }

    /**
     * Null where it has the very same entry already.
     *
     * @param anew whether a later entry than the stored one is about to be
     */
    private static @Nullable NewEntry entry(LogSource source, Found found, boolean anew) {
        byte[] leafHash = found.leafHash();
        if (!anew && leafHash != null && Arrays.equals(leafHash, MerkleHash.leaf(found.entry(source)))) {
            return null;
        }
        byte[] salt = found.salt();
        if (salt == null && !source.personal().isEmpty()) {
            salt = LogRow.newSalt();
        }
        LogRow row = found.row();
        return newEntry(source, row.key(), row.entry(source, salt, row.columns(source, salt)), salt);
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
                NewEntry entry = entry(source, row, false);
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
        if (found.size() < BATCH) {
            readWhatWaits(connection, kind);
        }
        return new Batch(entries.size(), true, found.size() == BATCH, false);
    }

    /**
     * What was stored while the last rows from before the log were read may be among them, and be handed over as well. Its
     * entry is to be looked for, as of what came before: whoever stored it does not know of that one.
     */
    private static void readWhatWaits(Connection connection, String kind) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE log_pending SET ready = NULL WHERE kind = ? AND ready IS NOT NULL")) {
            update.setString(1, kind);
            update.executeUpdate();
        }
    }
}
