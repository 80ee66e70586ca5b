package fr.gaveurs.console.backend.platform.tlog;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a log was at a moment (C2SP tlog-checkpoint).
 *
 * @param origin which log
 * @param size its entries
 * @param root 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0 || root.length != MerkleHash.BYTES) {
            throw new IllegalArgumentException("no checkpoint: " + origin + ", " + size);
        }
    }

    /** The text of a note; null where it is none. Lines that others may have added are passed over. */
    public static @Nullable Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            return null;
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            return root.length == MerkleHash.BYTES ? new Checkpoint(lines[0], Long.parseLong(lines[1]), root) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is signed. */
    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** Whether it says the same root of the same size. */
    public boolean same(Checkpoint other) {
        return size == other.size && Arrays.equals(root, other.root);
    }
}
