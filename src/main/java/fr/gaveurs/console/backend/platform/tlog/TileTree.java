package fr.gaveurs.console.backend.platform.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree of a size as its tiles tell it: roots and proofs, each by reading a few tiles.
 *
 * @param size entries
 */
public record TileTree(long size, Reader reader) {
    /** Where tiles are read. */
    @FunctionalInterface
    public interface Reader {
        /**
         * The hashes of a tile one after the other, at least as many as {@code width} says.
         *
         * @throws TileMissingException where there is none, or a shorter one
         */
        byte[] read(int level, long index, int width);
    }

    /** A tile that the tree needs is not there, or too short. */
    public static final class TileMissingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int level;
        private final long index;

        public TileMissingException(int level, long index) {
            super("tile " + index + " of level " + level + " is missing or cut off");
            this.level = level;
            this.index = index;
        }

        public int level() {
            return level;
        }

        public long index() {
            return index;
        }
    }

    /** The tree as it was when it had fewer entries. */
    public TileTree at(long smaller) {
        if (smaller > size || smaller < 0) {
            throw new IllegalArgumentException("the tree has " + size + " entries, not " + smaller);
        }
        return new TileTree(smaller, reader);
    }

    public byte[] root() {
        return size == 0 ? MerkleHash.empty() : hash(0, size);
    }

    /**
     * RFC 6962, section 2.1.1: what leads from an entry to the root.
     *
     * @throws IllegalArgumentException for an entry that the tree has not
     */
    public List<byte[]> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("the tree has " + size + " entries, none of number " + index);
        }
        List<byte[]> proof = new ArrayList<>();
        path(index, 0, size, proof);
        return proof;
    }

    private void path(long index, long from, long to, List<byte[]> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, proof);
            proof.add(hash(middle, to));
        } else {
            path(index, middle, to, proof);
            proof.add(hash(from, middle));
        }
    }

    /**
     * RFC 6962, section 2.1.2: that this tree only added to a smaller one.
     *
     * @throws IllegalArgumentException for a larger one
     */
    public List<byte[]> consistency(long smaller) {
        if (smaller < 0 || smaller > size) {
            throw new IllegalArgumentException("the tree has " + size + " entries and never had " + smaller);
        }
        List<byte[]> proof = new ArrayList<>();
        if (smaller > 0 && smaller < size) {
            subproof(smaller, 0, size, true, proof);
        }
        return proof;
    }

    private void subproof(long smaller, long from, long to, boolean known, List<byte[]> proof) {
        if (smaller == to) {
            if (!known) {
                proof.add(hash(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (smaller <= middle) {
            subproof(smaller, from, middle, known, proof);
            proof.add(hash(middle, to));
        } else {
            subproof(smaller, middle, to, false, proof);
            proof.add(hash(from, middle));
        }
    }

    /** The roots of its whole subtrees, from left to right. */
    public List<byte[]> subtrees() {
        List<byte[]> roots = new ArrayList<>();
        long from = 0;
        for (int height = 62; height >= 0; height--) {
            if ((size & (1L << height)) != 0) {
                roots.add(whole(height, from >> height));
                from += 1L << height;
            }
        }
        return roots;
    }

    /** What a further entry is put to. */
    public CompactRange range() {
        return new CompactRange(size, subtrees());
    }

    /** The largest power of two that is smaller. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** Root of the entries from one to before another; {@code from} is as even as such a subtree's is. */
    private byte[] hash(long from, long to) {
        long n = to - from;
        if (Long.bitCount(n) == 1) {
            int height = Long.numberOfTrailingZeros(n);
            return whole(height, from >> height);
        }
        long middle = from + split(n);
        return MerkleHash.node(hash(from, middle), hash(middle, to));
    }

    /** Root of the whole subtree of a height: out of one tile. */
    private byte[] whole(int height, long index) {
        int level = height / Tile.HEIGHT;
        int within = height % Tile.HEIGHT;
        long first = index << within;
        long tile = first / Tile.WIDTH;
        int at = (int) (first % Tile.WIDTH);
        int count = 1 << within;
        byte[] hashes = reader.read(level, tile, at + count);
        return root(hashes, at, count);
    }

    /** Root over hashes of a tile, a power of two of them. */
    public static byte[] root(byte[] hashes, int at, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(hashes, at * MerkleHash.BYTES, (at + 1) * MerkleHash.BYTES);
        }
        int half = count / 2;
        return MerkleHash.node(root(hashes, at, half), root(hashes, at + half, half));
    }
}
