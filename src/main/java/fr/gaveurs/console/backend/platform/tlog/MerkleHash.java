package fr.gaveurs.console.backend.platform.tlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 6962, section 2.1: SHA-256, with what it is of before it, so that no entry passes for a node. */
public final class MerkleHash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

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

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
