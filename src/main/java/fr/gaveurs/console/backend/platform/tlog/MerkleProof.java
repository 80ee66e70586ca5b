package fr.gaveurs.console.backend.platform.tlog;

import java.security.MessageDigest;
import java.util.List;

/** Checks proofs by the root alone, without the tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2). */
public final class MerkleProof {
    private MerkleProof() {}

    /** Whether an entry of this hash is number {@code index} of the tree of this root. */
    public static boolean includes(byte[] root, long size, long index, byte[] leafHash, List<byte[]> proof) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] other : proof) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = MerkleHash.node(other, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, other);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Whether the second tree is the first one with entries added. */
    public static boolean isExtendedBy(
            byte[] firstRoot, long first, byte[] secondRoot, long second, List<byte[]> proof) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        if (first == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, MerkleHash.empty());
        }
        boolean whole = Long.bitCount(first) == 1;
        if (proof.isEmpty() && !whole) {
            return false;
        }
        long at = first - 1;
        long last = second - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        int next = whole ? 0 : 1;
        byte[] old = whole ? firstRoot : proof.getFirst();
        byte[] now = old;
        for (; next < proof.size(); next++) {
            byte[] other = proof.get(next);
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = MerkleHash.node(other, old);
                now = MerkleHash.node(other, now);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                now = MerkleHash.node(now, other);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, firstRoot) && MessageDigest.isEqual(now, secondRoot);
    }
}
