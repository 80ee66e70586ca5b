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

    private static final int WHOLE = Tile.WIDTH * MerkleHash.BYTES;

    /** The tiles at the right edge, from level 0 on; only those that are not whole. */
    private final List<Edge> edge = new ArrayList<>();

    private final Map<Place, byte[]> whole = new LinkedHashMap<>();
    /** Those that are not whole yet. */
    private final Map<Place, Edge> changed = new LinkedHashMap<>();

    private long size;

    /** Where a tile is. */
    public record Place(int level, long index) {}

    /** A tile that is being filled. */
    private static final class Edge {
        private final byte[] hashes = new byte[WHOLE];
        /** Bytes of it that are filled. */
        private int length;

        byte[] filled() {
            return Arrays.copyOf(hashes, length);
        }
    }

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
            Edge tile = new Edge();
            if (width > 0) {
                tile.length = width * MerkleHash.BYTES;
                System.arraycopy(reader.read(level, hashes / Tile.WIDTH, width), 0, tile.hashes, 0, tile.length);
            }
            edge.add(tile);
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
            edge.add(new Edge());
        }
        Edge tile = edge.get(level);
        System.arraycopy(hash, 0, tile.hashes, tile.length, MerkleHash.BYTES);
        tile.length += MerkleHash.BYTES;
        Place place = new Place(level, size >> ((level + 1) * Tile.HEIGHT));
        if (tile.length < WHOLE) {
            changed.put(place, tile);
            return;
        }
        changed.remove(place);
        whole.put(place, tile.hashes);
        edge.set(level, new Edge());
        put(level + 1, TileTree.root(tile.hashes, 0, Tile.WIDTH));
    }

    public long size() {
        return size;
    }

    /** Tiles that are new or wider than they were, by where they are. */
    public Map<Place, byte[]> changed() {
        Map<Place, byte[]> tiles = new LinkedHashMap<>(whole);
        changed.forEach((place, tile) -> tiles.put(place, tile.filled()));
        return tiles;
    }
}
