package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import fr.gaveurs.console.backend.platform.tlog.CompactRange;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.TileAppender;
import fr.gaveurs.console.backend.platform.tlog.TileAppender.Place;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries and the tree over them: each entry against its hash, each hash against its tile, each tile
 * against those below, and the roots against what was signed.
 */
final class TreeCheck {
    private static final int HASH = 32;
    private static final int PIECE = 8 * 256;

    private final Connection connection;
    private final long since;
    private final long size;
    private final Findings findings;
    private final List<Signed> signed;
    private final Unseen unseen;
    private final CompactRange range;
    private final TileAppender tiles;
    private int next;
    private long led;
    private int checkpoints;

    /**
     * What somebody signed.
     *
     * @param by where it comes from, for people
     */
    record Signed(long size, byte[] root, String by) {}

    /** Knows which entries' rows were seen as they are, and hears of the others. */
    interface Unseen {
        boolean seen(long index);

        void entry(long index, String kind, String key, String entry) throws SQLException;
    }

    /** @param signed by size, from the smallest */
    TreeCheck(Connection connection, long since, long size, List<Signed> signed, Findings findings, Unseen unseen) {
        this.connection = connection;
        this.since = since;
        this.size = size;
        this.signed = List.copyOf(signed);
        this.findings = findings;
        this.unseen = unseen;
        TileTree.Reader reader = LogTables.reader(connection);
        this.range = new TileTree(since, reader).range();
        this.tiles = new TileAppender(since, reader);
        this.led = since;
    }

    /** @param fits whether the hash is that of the text */
    private record Row(long index, byte[] leafHash, boolean fits) {}

    private record Text(String kind, String key, String entry) {}

    /** @return checkpoints that the tree led to */
    int check(LongConsumer progress) throws SQLException {
        roots();
        for (long from = since; from < size; from += PIECE) {
            long to = Math.min(size, from + PIECE);
            List<@Nullable Row> rows = rows(from, to);
            byte[] tile = new byte[0];
            for (long index = from; index < to; index++) {
                if (index % 256 == 0 || index == from) {
                    tile = tile(index / 256);
                }
                int at = (int) (index % 256) * HASH;
                byte[] inTile = tile.length >= at + HASH ? Arrays.copyOfRange(tile, at, at + HASH) : null;
                byte[] hash = entry(index, rows.get((int) (index - from)), inTile);
                range.append(hash);
                tiles.append(hash);
                roots();
            }
            above(to == size);
            progress.accept(to - from);
        }
        return checkpoints;
    }

    /** Compares the root with what was signed of this size. */
    private void roots() {
        for (; next < signed.size() && signed.get(next).size() <= range.size(); next++) {
            Signed wanted = signed.get(next);
            if (wanted.size() < range.size()) {
                continue; // before what is looked at
            }
            if (Arrays.equals(range.root(), wanted.root())) {
                led = wanted.size();
                checkpoints++;
                continue;
            }
            findings.add(
                    FindingKind.TREE_REBUILT,
                    led < wanted.size() ? led : null,
                    null,
                    null,
                    "the tree of " + wanted.size() + " entries is not the one that was signed (" + wanted.by()
                            + "): something among entries " + Math.min(led, wanted.size() - 1) + " to "
                            + (wanted.size() - 1) + " was rewritten, and the tree with it");
        }
    }

    private byte[] tile(long index) throws SQLException {
        byte[] tile = LogTables.tile(connection, 0, index);
        return tile == null ? new byte[0] : tile;
    }

    /** The hash to go on with: that of the tree, where it has one. */
    private byte[] entry(long index, @Nullable Row row, byte @Nullable [] inTile) throws SQLException {
        if (row == null) {
            findings.add(FindingKind.ENTRY_DELETED, index, null, null, "entry " + index + " is gone from log_entries");
            return inTile == null ? MerkleHash.empty() : inTile;
        }
        if (!row.fits() || !Arrays.equals(row.leafHash(), inTile) || !unseen.seen(index)) {
            look(index, row.leafHash(), inTile);
        }
        return inTile == null ? row.leafHash() : inTile;
    }

    /** At the text of an entry that does not fit, or whose row was not seen to be as the entry says. */
    private void look(long index, byte[] leafHash, byte @Nullable [] inTile) throws SQLException {
        Text row = text(index);
        if (row == null) {
            return; // gone since
        }
        String name = "entry " + index + " (" + findings.name(row.kind(), row.key()) + ")";
        byte[] hash = MerkleHash.leaf(row.entry());
        if (inTile == null) {
            altered(FindingKind.TREE_ALTERED, index, row, "tile " + index / 256 + " of level 0 has no hash of " + name);
        } else if (!Arrays.equals(hash, inTile)) {
            altered(
                    FindingKind.ENTRY_ALTERED,
                    index,
                    row,
                    Arrays.equals(leafHash, inTile)
                            ? "the text of " + name + " was changed"
                            : name + " is not the one that the tree has there");
        } else if (!Arrays.equals(hash, leafHash)) {
            altered(FindingKind.ENTRY_ALTERED, index, row, "the hash of " + name + " was changed");
        } else if (!says(row)) {
            altered(FindingKind.ENTRY_ALTERED, index, row, name + " is put down as another one than its text says");
        }
        unseen.entry(index, row.kind(), row.key(), row.entry());
    }

    private void altered(FindingKind kind, long index, Text row, String detail) {
        findings.add(kind, index, row.kind(), row.key(), detail);
    }

    /** Whether its columns are those of its text, by which rows are compared. */
    private static boolean says(Text row) {
        return row.entry().contains("\"kind\":" + quoted(row.kind()))
                && row.entry().contains("\"key\":" + quoted(row.key()));
    }

    private static String quoted(String text) {
        return CanonicalJson.write(text);
    }

    /** Compares the tiles that are new since the last time, those at the right edge only at the end. */
    private void above(boolean last) throws SQLException {
        for (Map.Entry<Place, byte[]> made : tiles.changed().entrySet()) {
            Place place = made.getKey();
            byte[] hashes = made.getValue();
            if (place.level() == 0 || (!last && hashes.length < 256 * HASH)) {
                continue; // hashes of entries were compared one by one
            }
            byte[] stored = LogTables.tile(connection, place.level(), place.index());
            if (stored == null
                    || stored.length < hashes.length
                    || !Arrays.equals(stored, 0, hashes.length, hashes, 0, hashes.length)) {
                findings.add(
                        FindingKind.TREE_ALTERED,
                        null,
                        null,
                        null,
                        "tile " + place.index() + " of level " + place.level()
                                + (stored == null ? " is gone" : " is not made of the tiles below it"));
            }
        }
        if (!last) {
            tiles.changed().values().removeIf(hashes -> hashes.length == 256 * HASH);
        }
    }

    private List<@Nullable Row> rows(long from, long to) throws SQLException {
        List<@Nullable Row> rows = new ArrayList<>(Collections.nCopies((int) (to - from), null));
        try (PreparedStatement select = connection.prepareStatement("SELECT idx, leaf_hash, leaf_hash ="
                + " sha256('\\x00'::bytea || convert_to(entry, 'UTF8')) FROM log_entries WHERE idx >= ? AND idx < ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long index = row.getLong(1);
                    rows.set((int) (index - from), new Row(index, row.getBytes(2), row.getBoolean(3)));
                }
            }
        }
        return rows;
    }

    private @Nullable Text text(long index) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT kind, key, entry FROM log_entries WHERE idx = ?")) {
            select.setLong(1, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Text(row.getString(1), row.getString(2), row.getString(3)) : null;
            }
        }
    }
}
