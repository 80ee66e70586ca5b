package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.platform.tlog.Tile;
import fr.gaveurs.console.backend.platform.tlog.TileAppender;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.TileTree.TileMissingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables {@code log_entries} and {@code log_tiles}. */
final class LogTables {
    private static final int HASH = 32;

    private LogTables() {}

    /** Reading a tile failed, within what knows nothing of databases. */
    static final class TileReadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TileReadException(SQLException cause) {
            super(cause);
        }

        SQLException sql() {
            return (SQLException) Objects.requireNonNull(getCause());
        }
    }

    /** One entry to be appended. */
    record NewEntry(String kind, String key, String entry, byte[] leafHash, byte @Nullable [] salt) {}

    /**
     * Entries of the tree, as its tiles tell it.
     *
     * @return 0 for an empty one
     */
    static long size(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT idx, octet_length(hashes) FROM log_tiles WHERE level = 0 ORDER BY idx DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) * 256 + row.getLong(2) / HASH : 0;
        }
    }

    /** The tree as it is now; reading its tiles throws {@link TileReadException}. */
    static TileTree tree(Connection connection) throws SQLException {
        return new TileTree(size(connection), reader(connection));
    }

    /** For one proof or one batch: a tile that is asked for again is not read again. */
    static TileTree.Reader reader(Connection connection) {
        Map<TileAppender.Place, byte[]> read = new HashMap<>();
        return (level, index, width) -> {
            TileAppender.Place place = new TileAppender.Place(level, index);
            byte[] hashes = read.get(place);
            if (hashes == null) {
                try {
                    hashes = tile(connection, level, index);
                } catch (SQLException e) {
                    throw new TileReadException(e);
                }
            }
            if (hashes == null || hashes.length < width * HASH) {
                throw new TileMissingException(level, index);
            }
            read.put(place, hashes);
            return hashes;
        };
    }

    /** The same for proofs of some entries: the tiles that they need are read in one go. */
    static TileTree.Reader reader(Connection connection, long size, Collection<Long> indexes) throws SQLException {
        Set<TileAppender.Place> places = new LinkedHashSet<>();
        int bits = Tile.HEIGHT;
        long last = size - 1;
        for (int level = 0; level * bits < Long.SIZE && (level == 0 || (last >> (level * bits)) > 0); level++) {
            int shift = Math.min(Long.SIZE - 1, (level + 1) * bits);
            places.add(new TileAppender.Place(level, last >> shift));
            for (long index : indexes) {
                places.add(new TileAppender.Place(level, index >> shift));
            }
        }
        Map<TileAppender.Place, byte[]> read = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT level, idx, hashes FROM log_tiles JOIN"
                + " unnest(?::int[], ?::bigint[]) AS u(l, i) ON level = l AND idx = i")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "int4",
                            places.stream().map(TileAppender.Place::level).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "int8",
                            places.stream().map(TileAppender.Place::index).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read.put(new TileAppender.Place(row.getInt(1), row.getLong(2)), row.getBytes(3));
                }
            }
        }
        TileTree.Reader others = reader(connection);
        return (level, index, width) -> {
            byte[] hashes = read.get(new TileAppender.Place(level, index));
            return hashes == null || hashes.length < width * HASH ? others.read(level, index, width) : hashes;
        };
    }

    static byte @Nullable [] tile(Connection connection, int level, long index) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT hashes FROM log_tiles WHERE level = ? AND idx = ?")) {
            select.setInt(1, level);
            select.setLong(2, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    /**
     * Appends entries in the transaction of {@code connection}.
     *
     * @return the tree's size with them
     * @throws TileMissingException where the tree's right edge was altered: nothing is put to such a tree
     */
    static long append(Connection connection, List<NewEntry> entries) throws SQLException {
        long size = size(connection);
        TileAppender tree = new TileAppender(size, reader(connection));
        entries.forEach(entry -> tree.append(entry.leafHash()));
        CopiedEntries.copy(connection, size, entries);
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO log_tiles (level, idx, hashes) SELECT * FROM unnest(?::int[], ?::bigint[], ?::bytea[])"
                        + " ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes")) {
            Map<TileAppender.Place, byte[]> changed = tree.changed();
            upsert.setArray(
                    1,
                    connection.createArrayOf(
                            "int4",
                            changed.keySet().stream()
                                    .map(TileAppender.Place::level)
                                    .toArray()));
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8",
                            changed.keySet().stream()
                                    .map(TileAppender.Place::index)
                                    .toArray()));
            upsert.setArray(
                    3, connection.createArrayOf("bytea", changed.values().toArray(byte[][]::new)));
            upsert.executeUpdate();
        }
        return tree.size();
    }
}
