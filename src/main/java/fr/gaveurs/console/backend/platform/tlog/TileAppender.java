package fr.gaveurs.console.backend.platform.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts entries to a tree and says which tiles are new or wider by it. */
public final class TileAppender {
    /** So many hold whatever a long counts. */
    private static final int LEVELS = 8;

    /** The tiles at the right edge, from level 0 on; only those that are not whole. */
    private final List<byte[]> edge = new ArrayList<>();

    private final Map<Place, byte[]> changed = new LinkedHashMap<>();
    private long size;

    /** Where a tile is. */
    public record Place(int level, long index) {}

    /**
     * Goes on with a tree.
     *
     * @param reader asked for the tiles at the right edge alone
     */
    public TileAppender(long size, TileTree.Reader reader) {
        this.size = size;
        for (int level = 0; level < LEVELS && (level == 0 || size >> (level * Tile.HEIGHT) > 0); level++) {
            long hashes = size >> (level * Tile.HEIGHT);
            int width = (int) (hashes % Tile.WIDTH);
            edge.add(
                    width == 0
                            ? new byte[0]
                            : Arrays.copyOf(reader.read(level, hashes / Tile.WIDTH, width), width * MerkleHash.BYTES));
        }
    }

    public void append(byte[] leafHash) {
        put(0, leafHash);
        size++;
    }

    /**
     * Appends a whole tile's entries at once, where no tile of level 0 is begun.
     *
     * @param root of the tile's hashes
     */
    public void appendTile(byte[] root) {
        if (size % Tile.WIDTH != 0) {
            throw new IllegalStateException("a tile begins after whole tiles, not after " + size + " entries");
        }
        size += Tile.WIDTH - 1; // as when its last entry is put: places count by what is whole
        put(1, root);
        size++;
    }

    private void put(int level, byte[] hash) {
        if (level == edge.size()) {
            edge.add(new byte[0]);
        }
        byte[] before = edge.get(level);
        byte[] tile = Arrays.copyOf(before, before.length + MerkleHash.BYTES);
        System.arraycopy(hash, 0, tile, before.length, MerkleHash.BYTES);
        changed.put(new Place(level, size >> ((level + 1) * Tile.HEIGHT)), tile);
        if (tile.length < Tile.WIDTH * MerkleHash.BYTES) {
            edge.set(level, tile);
        } else {
            edge.set(level, new byte[0]);
            put(level + 1, TileTree.root(tile, 0, Tile.WIDTH));
        }
    }

    public long size() {
        return size;
    }

    /** Tiles that are new or wider than they were, by where they are. */
    public Map<Place, byte[]> changed() {
        return changed;
    }
}
