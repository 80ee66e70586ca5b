package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a business table, as its entry is made of it.
 *
 * @param shown values by column; null where the row has none
 * @param covered SHA-256 over the covered columns; null where the source has none
 * @param sent the covered columns as PostgreSQL sends them; null where the source has none, or they were not asked for
 * @param personal the personal columns as PostgreSQL sends them; null where the source has none
 */
record LogRow(
        String key,
        Map<String, @Nullable Object> shown,
        byte @Nullable [] covered,
        byte @Nullable [] sent,
        byte @Nullable [] personal) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT = 16;

    /** What personal values of one entry are hashed with. */
    static byte[] newSalt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** The hashes of its columns; where the source has covered ones they must have been asked for. */
    @Nullable
    String columns(LogSource source, byte @Nullable [] salt) {
        return ColumnHashes.make(source, sent, personal, salt);
    }

    /**
     * The entry, canonical JSON.
     *
     * @param columns hashes of its columns; null for an entry that has none, as those of before had
     */
    String entry(LogSource source, byte @Nullable [] salt, @Nullable String columns) {
        Map<String, @Nullable Object> entry = new TreeMap<>();
        if (columns != null) {
            entry.put("columns", columns);
        }
        entry.put("kind", source.kind());
        entry.put("key", key);
        entry.put("values", shown);
        if (covered != null) {
            entry.put("row", base64(covered));
        }
        if (personal != null) {
            entry.put("sealed", base64(sealed(salt == null ? new byte[0] : salt, personal)));
        }
        return CanonicalJson.write(entry);
    }

    /** The entry of a row that was gone before its entry was made. */
    static String gone(LogSource source, String key) {
        return CanonicalJson.write(Map.of("kind", source.kind(), "key", key, "gone", true));
    }

    private static byte[] sealed(byte[] salt, byte[] values) {
        MessageDigest digest = sha256();
        digest.update(salt);
        return digest.digest(values);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
