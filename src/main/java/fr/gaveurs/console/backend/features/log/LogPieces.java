package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads many entries and tiles at once, for who goes through all of them. */
record LogPieces(Connection connection) {
    /**
     * The hashes of some entries.
     *
     * @param bytes one after the other
     * @param whole whether they are all there and each is that of its text; else the bytes say nothing
     */
    record Hashes(byte[] bytes, boolean whole) {}

    /** An entry as it is stored. */
    record Text(long index, String kind, String key, String entry, byte[] leafHash) {}

    /** Of the entries from one to before another: texts are hashed where they are. */
    Hashes hashes(long from, long to) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT count(*), bool_and(leaf_hash = sha256('\\x00'::bytea ||"
                        + " convert_to(entry, 'UTF8'))), string_agg(leaf_hash, ''::bytea ORDER BY idx)"
                        + " FROM log_entries WHERE idx >= ? AND idx < ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                byte[] hashes = row.getBytes(3);
                boolean whole = row.getLong(1) == to - from
                        && row.getBoolean(2)
                        && hashes != null
                        && hashes.length == (to - from) * MerkleHash.BYTES;
                return new Hashes(whole ? hashes : new byte[0], whole);
            }
        }
    }

    /** The tiles of level 0 from one to another that there are, by their number. */
    Map<Long, byte[]> tiles(long first, long last) throws SQLException {
        Map<Long, byte[]> tiles = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT idx, hashes FROM log_tiles WHERE level = 0 AND idx BETWEEN ? AND ?")) {
            select.setLong(1, first);
            select.setLong(2, last);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tiles.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return tiles;
    }

    byte @Nullable [] tile(int level, long index) throws SQLException {
        return LogTables.tile(connection, level, index);
    }

    /** The entries from one to before another; null where one is gone. */
    List<@Nullable Text> texts(long from, long to) throws SQLException {
        List<@Nullable Text> texts = new ArrayList<>(Collections.nCopies((int) (to - from), null));
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT idx, kind, key, entry, leaf_hash FROM log_entries WHERE idx >= ? AND idx < ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            for (Text text : read(select)) {
                texts.set((int) (text.index() - from), text);
            }
        }
        return texts;
    }

    /** Those of some entries that there are, in their order. */
    List<Text> texts(Collection<Long> indexes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT idx, kind, key, entry, leaf_hash FROM log_entries WHERE idx = ANY (?) ORDER BY idx")) {
            select.setArray(1, connection.createArrayOf("bigint", indexes.toArray()));
            return read(select);
        }
    }

    private static List<Text> read(PreparedStatement select) throws SQLException {
        List<Text> texts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                texts.add(new Text(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)));
            }
        }
        return texts;
    }
}
