package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.log.Log;
import fr.gaveurs.console.api.log.Log.Consistency;
import fr.gaveurs.console.api.log.Log.EntriesQuery;
import fr.gaveurs.console.api.log.Log.Entry;
import fr.gaveurs.console.api.log.Log.LaterEntry;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.features.log.Checkpoints.Stored;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.SqlWork;
import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import fr.gaveurs.console.backend.platform.tlog.LogRelation;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.Tile;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the log: entries, tiles, proofs. */
final class LogQueries {
    private static final int DEFAULT_LIMIT = 50;

    private final Database database;
    private volatile @Nullable Signer lastSigner;

    LogQueries(Database database) {
        this.database = database;
    }

    /** As a tree's tiles are read: what the database says passes through. */
    <T> T read(SqlWork<T> work) throws SQLException {
        try {
            return database.read(work);
        } catch (LogTables.TileReadException e) {
            throw e.sql();
        }
    }

    LogIdentity identity() throws SQLException {
        return read(LogIdentity::read);
    }

    Page<Entry> entries(EntriesQuery query) throws SQLException {
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        List<Entry> entries = read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT idx, kind, key, entry FROM log_entries WHERE idx < ? AND (? IS NULL OR kind = ?)"
                            + " ORDER BY idx DESC LIMIT ?")) {
                select.setLong(1, query.cursor() == null ? Long.MAX_VALUE : Long.parseLong(query.cursor()));
                String kind = query.kind() == null ? null : query.kind().replace("\0", "");
                select.setString(2, kind);
                select.setString(3, kind);
                select.setInt(4, limit + 1);
                List<Entry> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(entry(row));
                    }
                }
                return found;
            }
        });
        if (entries.size() <= limit) {
            return new Page<>(entries, null);
        }
        List<Entry> page = List.copyOf(entries.subList(0, limit));
        return new Page<>(page, Long.toString(page.getLast().index()));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }

    /** Null where there is none. */
    @Nullable
    Entry entry(long index) throws SQLException {
        return one("idx = ?", index, null);
    }

    /** The newest entry of a row; null where it has none. */
    @Nullable
    Entry entry(String kind, String key) throws SQLException {
        return one("kind = ? AND key = ? ORDER BY idx DESC LIMIT 1", kind.replace("\0", ""), key.replace("\0", ""));
    }

    private @Nullable Entry one(String condition, Object first, @Nullable String second) throws SQLException {
        return read(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(
                            "SELECT idx, kind, key, entry FROM log_entries WHERE " + condition)) {
                        select.setObject(1, first);
                        if (second != null) {
                            select.setString(2, second);
                        }
                        try (ResultSet row = select.executeQuery()) {
                            return row.next() ? Optional.of(entry(row)) : Optional.<Entry>empty();
                        }
                    }
                })
                .orElse(null);
    }

    /** Whether rows of a relation wait for their entry: what is said of the earlier one is not whole yet. */
    boolean waits(LogRelation relation) throws SQLException {
        return read(connection -> {
            LogSource undone = relation.undone();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT EXISTS (SELECT FROM log_pending WHERE kind = ANY (?))")) {
                select.setArray(1, connection.createArrayOf("text", new String[] {
                    relation.later().kind(), undone == null ? relation.later().kind() : undone.kind()
                }));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    /** Entries that say something of another one later, newest first. */
    List<Entry> later(LogRelation relation, Entry of) throws SQLException {
        List<String> names = new ArrayList<>(List.of(of.key()));
        JsonNode text = Absences.parse(of.entry());
        for (String column : relation.by()) {
            JsonNode value = text == null ? null : text.path("values").get(column);
            if (value != null && value.isString()) {
                names.add(value.asString());
            }
        }
        LogSource undone = relation.undone();
        String name = CanonicalJson.write(relation.column()) + ":";
        return read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("WITH said AS (SELECT idx, kind, key, entry FROM"
                            + " log_entries WHERE kind = ? AND EXISTS (SELECT FROM unnest(?::text[]) AS u(part)"
                            + " WHERE position(part IN entry) > 0) ORDER BY idx DESC LIMIT ?) SELECT * FROM said UNION ALL"
                            + " SELECT e.idx, e.kind, e.key, e.entry FROM log_entries e WHERE e.kind = ? AND e.key IN"
                            + " (SELECT key FROM said) ORDER BY idx DESC LIMIT ?")) {
                select.setString(1, relation.later().kind());
                select.setArray(
                        2,
                        connection.createArrayOf(
                                "text",
                                names.stream()
                                        .map(subject -> name + CanonicalJson.write(subject))
                                        .toArray()));
                select.setInt(3, Log.MOST_LATER / 2);
                select.setString(4, undone == null ? null : undone.kind());
                select.setInt(5, Log.MOST_LATER);
                List<Entry> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(entry(row));
                    }
                }
                return found;
            }
        });
    }

    /**
     * That an entry is in the tree that was signed.
     *
     * @param signed of more entries than its index, and those of the later ones
     * @param later entries whose proofs are given with it; null where there are no such kinds
     */
    Proof proof(Entry entry, Stored signed, @Nullable List<Entry> later) throws SQLException {
        return read(connection -> {
            List<Long> indexes = new ArrayList<>(List.of(entry.index()));
            if (later != null) {
                later.forEach(each -> indexes.add(each.index()));
            }
            TileTree tree = new TileTree(signed.size(), LogTables.reader(connection, signed.size(), indexes));
            VerifierKey signer = signer(connection, signed.note());
            return new Proof(
                    Log.PROOF_FORMAT,
                    LogIdentity.origin(connection),
                    entry.index(),
                    entry.entry(),
                    base64(tree.inclusion(entry.index())),
                    signed.note(),
                    signer == null ? "" : signer.toString(),
                    later == null
                            ? null
                            : later.stream()
                                    .map(each -> new LaterEntry(
                                            each.index(), each.entry(), base64(tree.inclusion(each.index()))))
                                    .toList());
        });
    }

    /** One note is that of many proofs: whose key it is signed with is found out once. */
    private @Nullable VerifierKey signer(Connection connection, String note) throws SQLException {
        Signer last = lastSigner;
        if (last != null && last.note().equals(note)) {
            return last.key();
        }
        VerifierKey key = Checkpoints.signer(connection, note);
        if (key != null) {
            lastSigner = new Signer(note, key);
        }
        return key;
    }

    private record Signer(String note, VerifierKey key) {}

    /** @throws IllegalArgumentException for sizes that the log never had */
    Consistency consistency(long first, @Nullable Long second) throws SQLException {
        return read(connection -> {
            TileTree now = LogTables.tree(connection);
            TileTree larger = second == null ? now : now.at(second);
            return new Consistency(
                    first,
                    larger.size(),
                    base64(larger.at(first).root()),
                    base64(larger.root()),
                    base64(larger.consistency(first)));
        });
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(LogQueries::base64).toList();
    }

    /** The bytes of a tile, or of a bundle of entries; null where the tree has no such. */
    byte @Nullable [] tile(Tile tile) throws SQLException {
        return read(connection -> Optional.ofNullable(
                        tile.level() == Tile.ENTRIES ? bundle(connection, tile) : hashes(connection, tile)))
                .orElse(null);
    }

    private static byte @Nullable [] hashes(Connection connection, Tile tile) throws SQLException {
        byte[] hashes = LogTables.tile(connection, tile.level(), tile.index());
        int wanted = tile.width() * 32;
        return hashes == null || hashes.length < wanted ? null : Arrays.copyOf(hashes, wanted);
    }

    private static byte @Nullable [] bundle(Connection connection, Tile tile) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT entry FROM log_entries WHERE idx >= ? AND idx < ? ORDER BY idx")) {
            select.setLong(1, tile.index() * Tile.WIDTH);
            select.setLong(2, tile.index() * Tile.WIDTH + tile.width());
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            int count = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] entry = row.getString(1).getBytes(StandardCharsets.UTF_8);
                    bundle.writeBytes(ByteBuffer.allocate(2)
                            .putShort((short) entry.length)
                            .array());
                    bundle.writeBytes(entry);
                    count++;
                }
            }
            return count < tile.width() ? null : bundle.toByteArray();
        }
    }
}
