package fr.gaveurs.console.backend.platform.tlog;

import fr.gaveurs.console.api.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The hashes of RFC 6962, section 2.1: SHA-256, with what it is of before it, so that no entry passes for a node. */
public final class MerkleHash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Sha256::digest);

    private MerkleHash() {}

    /** Of a tree without entries. */
    public static byte[] empty() {
        return digest().digest();
    }

    /** Of an entry. */
    public static byte[] leaf(byte[] entry) {
        MessageDigest digest = digest();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    /** Of an entry that is text. */
    public static byte[] leaf(String entry) {
        return leaf(entry.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the node over two. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** A digest of this thread alone, as new: to be finished before it is asked for again. */
    static MessageDigest digest() {
        MessageDigest digest = DIGESTS.get();
        digest.reset();
        return digest;
    }

    /** SHA-256 of some bytes, without what makes an entry of them. */
    public static byte[] sha256(byte[] bytes, int from, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, from, length);
        return digest.digest();
    }
}
