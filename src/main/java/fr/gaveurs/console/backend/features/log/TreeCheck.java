package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.TreePlace;
import fr.gaveurs.console.backend.platform.tlog.CompactRange;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.Tile;
import fr.gaveurs.console.backend.platform.tlog.TileAppender;
import fr.gaveurs.console.backend.platform.tlog.TileAppender.Place;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries and the tree over them: each entry against its hash, each hash against its tile, each tile
 * against those below, and the roots against what was signed. Where a piece of them is as its tiles say, nothing of it is
 * looked at one by one.
 */
final class TreeCheck {
    private static final int HASH = MerkleHash.BYTES;
    private static final int PIECE = 16 * Tile.WIDTH;

    private final LogPieces pieces;
    private final long since;
    private final long size;
    private final Findings findings;
    private final List<Signed> signed;
    private final CompactRange range;
    private final TileAppender tiles;
    private int next;
    private long led;
    private int checkpoints;

    /**
     * What somebody signed.
     *
     * @param by where it comes from, for people
     * @param witness who keeps it; null for the database
     */
    record Signed(
            long size, byte[] root, String by, @Nullable String witness) {}

    /** @param signed by size, from the smallest */
    TreeCheck(Connection connection, long since, long size, List<Signed> signed, Findings findings) {
        this.pieces = new LogPieces(connection);
        this.since = since;
        this.size = size;
        this.signed = List.copyOf(signed);
        this.findings = findings;
        TileTree.Reader reader = LogTables.reader(connection);
        this.range = new TileTree(since, reader).range();
        this.tiles = new TileAppender(since, reader);
        this.led = since;
    }

    /** @return checkpoints that the tree led to */
    int check(LongConsumer progress) throws SQLException {
        roots();
        long to;
        for (long from = since; from < size; from = to) {
            to = Math.min(size, (from / PIECE + 1) * PIECE);
            piece(from, to);
            above(to == size);
            progress.accept(to - from);
        }
        return checkpoints;
    }

    private void piece(long from, long to) throws SQLException {
        Map<Long, byte[]> stored = pieces.tiles(from / Tile.WIDTH, (to - 1) / Tile.WIDTH);
        LogPieces.Hashes hashes = pieces.hashes(from, to);
        for (long index = from; index < to; ) {
            long end = Math.min(to, (index / Tile.WIDTH + 1) * Tile.WIDTH);
            byte[] tile = stored.getOrDefault(index / Tile.WIDTH, new byte[0]);
            int at = (int) (index % Tile.WIDTH) * HASH;
            int width = (int) (end - index) * HASH;
            boolean fits = tile.length >= at + width
                    && hashes.whole()
                    && Arrays.equals(
                            tile,
                            at,
                            at + width,
                            hashes.bytes(),
                            (int) (index - from) * HASH,
                            (int) (index - from) * HASH + width);
            if (!fits) {
                oneByOne(index, end, tile);
            } else if (width == Tile.WIDTH * HASH && !isSignedWithin(end)) {
                byte[] root = TileTree.root(tile, 0, Tile.WIDTH);
                range.appendTile(root);
                tiles.appendTile(root);
                roots();
            } else {
                for (long i = index; i < end; i++) {
                    append(tile, i);
                }
            }
            index = end;
        }
    }

    /** Whether something was signed of a size between what is appended and before another. */
    private boolean isSignedWithin(long end) {
        return next < signed.size() && signed.get(next).size() < end;
    }

    private void append(byte[] tile, long index) {
        int at = (int) (index % Tile.WIDTH) * HASH;
        append(Arrays.copyOfRange(tile, at, at + HASH));
    }

    private void append(byte[] hash) {
        range.append(hash);
        tiles.append(hash);
        roots();
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
            long first = Math.min(led, wanted.size() - 1);
            findings.add(
                    FindingKind.TREE_REBUILT,
                    led < wanted.size() ? led : null,
                    TreePlace.ofEntries(first, wanted.size() - 1, wanted.size(), wanted.witness()),
                    "the tree of " + wanted.size() + " entries is not the one that was signed (" + wanted.by()
                            + "): something among entries " + first + " to " + (wanted.size() - 1)
                            + " was rewritten, and the tree with it");
        }
    }

    private void oneByOne(long from, long to, byte[] tile) throws SQLException {
        List<LogPieces.@Nullable Text> rows = pieces.texts(from, to);
        for (long index = from; index < to; index++) {
            int at = (int) (index % Tile.WIDTH) * HASH;
            byte[] inTile = tile.length >= at + HASH ? Arrays.copyOfRange(tile, at, at + HASH) : null;
            append(entry(index, rows.get((int) (index - from)), inTile));
        }
    }

    /** The hash to go on with: that of the tree, where it has one. */
    private byte[] entry(long index, LogPieces.@Nullable Text row, byte @Nullable [] inTile) {
        if (row == null) {
            findings.add(FindingKind.ENTRY_DELETED, index, null, null, "entry " + index + " is gone from log_entries");
            return inTile == null ? MerkleHash.empty() : inTile;
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
                    Arrays.equals(row.leafHash(), inTile)
                            ? "the text of " + name + " was changed"
                            : name + " is not the one that the tree has there");
        } else if (!Arrays.equals(hash, row.leafHash())) {
            altered(FindingKind.ENTRY_ALTERED, index, row, "the hash of " + name + " was changed");
        }
        return inTile == null ? row.leafHash() : inTile;
    }

    private void altered(FindingKind kind, long index, LogPieces.Text row, String detail) {
        findings.add(kind, index, row.kind(), row.key(), detail);
    }

    /** Compares the tiles that are new since the last time, those at the right edge only at the end. */
    private void above(boolean last) throws SQLException {
        for (Map.Entry<Place, byte[]> made : tiles.changed().entrySet()) {
            Place place = made.getKey();
            byte[] hashes = made.getValue();
            if (place.level() == 0 || (!last && hashes.length < Tile.WIDTH * HASH)) {
                continue; // hashes of entries were compared one by one
            }
            byte[] stored = pieces.tile(place.level(), place.index());
            if (stored == null
                    || stored.length < hashes.length
                    || !Arrays.equals(stored, 0, hashes.length, hashes, 0, hashes.length)) {
                findings.add(
                        FindingKind.TREE_ALTERED,
                        null,
                        TreePlace.ofTile(place.level(), place.index()),
                        "tile " + place.index() + " of level " + place.level()
                                + (stored == null ? " is gone" : " is not made of the tiles below it"));
            }
        }
        if (!last) {
            tiles.changed().values().removeIf(hashes -> hashes.length == Tile.WIDTH * HASH);
        }
    }
}
