package fr.gaveurs.console.backend.platform.tlog;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a business table, as its entry is made of it.
 *
 * @param key as {@link LogSource#key} makes it
 * @param shown values by column, sorted by the columns' names: texts, {@link Long}, {@link Double}, {@link Boolean}, times
 *     as {@link #time} writes them; null where the row has none
 * @param covered SHA-256 over the covered columns as PostgreSQL's {@code record_send} writes them; null where the source
 *     has none
 * @param sent the covered columns as PostgreSQL sends them, and perhaps more behind them; null where the source has none,
 *     or they were not asked for
 * @param personal the personal columns as PostgreSQL sends them; null where the source has none
 */
public record LogRow(
        String key,
        SortedMap<String, @Nullable Object> shown,
        byte @Nullable [] covered,
        byte @Nullable [] sent,
        byte @Nullable [] personal) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT = 16;
    /** Characters of an entry, about. */
    private static final int LENGTH = 700;

    /** What personal values of one entry are hashed with. */
    public static byte[] newSalt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** The hashes of its columns; where the source has covered ones they must have been asked for. */
    public @Nullable String columns(LogSource source, byte @Nullable [] salt) {
        return ColumnHashes.make(source, sent, personal, salt);
    }

    /**
     * The entry, canonical JSON.
     *
     * @param columns hashes of its columns; null for an entry that has none, as those of before had
     */
    public String entry(LogSource source, byte @Nullable [] salt, @Nullable String columns) {
        StringBuilder out = new StringBuilder(LENGTH).append('{'); // members in the order of their names
        if (columns != null) {
            out.append("\"columns\":\"").append(columns).append("\",");
        }
        CanonicalJson.write(out.append("\"key\":"), key);
        CanonicalJson.write(out.append(",\"kind\":"), source.kind());
        if (covered != null) {
            out.append(",\"row\":\"").append(base64(covered)).append('"');
        }
        if (personal != null) {
            String sealed = base64(sealed(salt == null ? new byte[0] : salt, personal));
            out.append(",\"sealed\":\"").append(sealed).append('"');
        }
        CanonicalJson.write(out.append(",\"values\":"), shown);
        return out.append('}').toString();
    }

    /** The entry of a row that was gone before its entry was made. */
    public static String gone(LogSource source, String key) {
        return CanonicalJson.write(Map.of("kind", source.kind(), "key", key, "gone", true));
    }

    private static byte[] sealed(byte[] salt, byte[] values) {
        MessageDigest digest = MerkleHash.digest();
        digest.update(salt);
        return digest.digest(values);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A time as an entry shows it: ISO 8601 in UTC, of microseconds since 1970. */
    public static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
