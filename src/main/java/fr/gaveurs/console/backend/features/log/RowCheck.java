package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Change;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.features.log.LogRows.Found;
import fr.gaveurs.console.backend.platform.tlog.ColumnHashes;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a source, each against its newest entry, which is made of the row once more. */
final class RowCheck {
    private static final int PIECE = 2_000;

    private final Connection connection;
    private final long since;
    private final long size;
    private final SeenEntries seen;
    private final Findings findings;

    /**
     * @param seen is told of entries whose rows are there
     * @param size entries at the beginning: rows of later ones are left alone
     */
    RowCheck(Connection connection, long since, long size, SeenEntries seen, Findings findings) {
        this.connection = connection;
        this.since = since;
        this.size = size;
        this.seen = seen;
        this.findings = findings;
    }

    /**
     * Rows of a source from behind a key up to another.
     *
     * @param after null from the first one on
     * @param upTo null up to the last one
     */
    record Range(
            LogSource source,
            @Nullable String after,
            @Nullable String upTo) {}

    /** @param progress hears how many rows were gone through, and throws to end it */
    void check(Range range, LongConsumer progress) throws SQLException {
        LogSource source = range.source();
        LogRows rows = new LogRows(source);
        String after = range.after();
        List<Found> piece;
        long[] there = new long[PIECE];
        do {
            piece = rows.between(connection, after, range.upTo(), PIECE, since);
            int count = 0;
            List<String> without = new ArrayList<>();
            for (Found found : piece) {
                Long index = found.index();
                if (index == null) {
                    without.add(found.row().key());
                } else if (index >= since && index < size) {
                    there[count++] = index;
                    compare(source, rows, found, index);
                }
            }
            seen.add(there, count);
            if (!without.isEmpty()) {
                inserted(source, without);
            }
            if (!piece.isEmpty()) {
                after = piece.getLast().row().key();
            }
            progress.accept(piece.size());
        } while (piece.size() == PIECE);
    }

    private void compare(LogSource source, LogRows rows, Found found, long index) throws SQLException {
        String now = found.entry(source);
        if (!Arrays.equals(MerkleHash.leaf(now), found.leafHash())) {
            String key = found.row().key();
            boolean unsalted = !source.personal().isEmpty() && found.salt() == null;
            String logged = entry(index);
            Found whole = rows.byKeys(connection, List.of(key)).get(key);
            String columns = whole == null ? null : whole.row().columns(source, whole.salt());
            if (whole != null
                    && Arrays.equals(
                            MerkleHash.leaf(whole.row().entry(source, whole.salt(), columns)), found.leafHash())) {
                return; // the row is what it was: the entry's text is not, which the tree tells
            }
            List<Change> changes = Findings.changes(
                    logged,
                    now,
                    unsalted ? List.of() : ColumnHashes.differing(source, ColumnHashes.of(source, logged), columns));
            findings.add(
                    FindingKind.ROW_ALTERED,
                    index,
                    source.kind(),
                    key,
                    changes,
                    findings.name(source.kind(), key) + " differs from entry " + index + ": "
                            + (unsalted
                                    ? "the salt of its personal values was taken away"
                                    : Findings.difference(source, changes, logged, now)));
        }
    }

    private String entry(long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT entry FROM log_entries WHERE idx = ?")) {
            select.setLong(1, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** What has no entry may wait for one, or have got it meanwhile. */
    private void inserted(LogSource source, List<String> keys) throws SQLException {
        Set<String> left = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT k FROM unnest(?::text[]) AS u(k) WHERE NOT EXISTS (SELECT FROM log_entries e WHERE e.kind = ?"
                        + " AND e.key = k) EXCEPT SELECT unnest(keys) FROM log_pending WHERE kind = ?")) {
            select.setArray(1, connection.createArrayOf("text", keys.toArray()));
            select.setString(2, source.kind());
            select.setString(3, source.kind());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    left.add(row.getString(1));
                }
            }
        }
        if (left.isEmpty()) {
            return;
        }
        String from = backfilled(source.kind());
        for (String key : keys) {
            if (left.contains(key) && (from == null || isUpTo(source, key, from))) {
                findings.add(
                        FindingKind.ROW_INSERTED,
                        null,
                        source.kind(),
                        key,
                        findings.name(source.kind(), key)
                                + " has no entry: it was not stored by the console, or its entry was taken away");
            }
        }
    }

    /** Up to which row those from before the log have their entries: null for all, empty for none. */
    private @Nullable String backfilled(String kind) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT after_key FROM log_backfill WHERE kind = ? AND NOT done")) {
            select.setString(1, kind);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Objects.requireNonNullElse(row.getString(1), "") : null;
            }
        }
    }

    private static boolean isUpTo(LogSource source, String key, String limit) {
        List<Object> values = source.values(key);
        List<Object> last = source.values(limit);
        if (values == null || last == null) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            int order = values.get(i) instanceof Long number
                    ? number.compareTo((Long) last.get(i))
                    : values.get(i).toString().compareTo(last.get(i).toString());
            if (order != 0) {
                return order < 0;
            }
        }
        return true;
    }
}
