package fr.gaveurs.console.backend.platform.tlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The roots of the whole subtrees of a tree, from left to right: enough to go on with it, in a few hundred bytes. */
public final class CompactRange {
    private final Deque<byte[]> roots = new ArrayDeque<>();
    private long size;

    /**
     * Of a tree that is there, or has no entries.
     *
     * @param subtrees as {@link TileTree#subtrees} gives them
     */
    CompactRange(long size, List<byte[]> subtrees) {
        if (subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " has " + Long.bitCount(size) + " whole subtrees");
        }
        this.size = size;
        roots.addAll(subtrees);
    }

    public void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long s = size; (s & 1) == 1; s >>= 1) {
            hash = MerkleHash.node(roots.removeLast(), hash);
        }
        roots.addLast(hash);
        size++;
    }

    /**
     * Appends a whole tile's entries at once.
     *
     * @param root of its {@link Tile#WIDTH} hashes
     * @throws IllegalStateException in the middle of a tile
     */
    public void appendTile(byte[] root) {
        if (size % Tile.WIDTH != 0) {
            throw new IllegalStateException("a tile begins after whole tiles, not after " + size + " entries");
        }
        byte[] hash = root;
        for (long s = size >> Tile.HEIGHT; (s & 1) == 1; s >>= 1) {
            hash = MerkleHash.node(roots.removeLast(), hash);
        }
        roots.addLast(hash);
        size += Tile.WIDTH;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (roots.isEmpty()) {
            return MerkleHash.empty();
        }
        List<byte[]> all = new ArrayList<>(roots);
        byte[] hash = all.getLast();
        for (int i = all.size() - 2; i >= 0; i--) {
            hash = MerkleHash.node(all.get(i), hash);
        }
        return hash;
    }
}
