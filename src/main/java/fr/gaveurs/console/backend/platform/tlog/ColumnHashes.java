package fr.gaveurs.console.backend.platform.tlog;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A short hash of each value of a row of which its entry otherwise has one hash over all: it stands in the entry, so that
 * a verification can say which column was changed. 18 bits each, three characters of base64: enough to tell columns from
 * one another, while the row itself is proved by the long hashes. Where the row has a salt they are of SHA-256 with it, so
 * that nobody can try out values; where it has none, of CRC-32C, since 18 bits of any hash are found by trying, and a sample
 * has fifty columns.
 */
public final class ColumnHashes {
    /** Characters of each. */
    private static final int WIDTH = 3;

    private static final int BITS = 6;
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    /** How an entry that has them begins: members are in order, and this is the first one. */
    private static final String BEGIN = "{\"columns\":\"";

    private ColumnHashes() {}

    /** Characters of all of them; 0 where a source has no such columns. */
    private static int width(LogSource source) {
        return WIDTH * (source.covered().size() + source.personal().size());
    }

    /** SQL of those in an entry, a text; null in entries that have none. */
    public static String sql(LogSource source) {
        return "CASE WHEN starts_with(entry, '" + BEGIN + "') THEN substr(entry, " + (BEGIN.length() + 1) + ", "
                + width(source) + ") END";
    }

    /** Those of an entry's text; null where it has none. */
    public static @Nullable String of(LogSource source, String entry) {
        int end = BEGIN.length() + width(source);
        return entry.startsWith(BEGIN) && entry.length() > end ? entry.substring(BEGIN.length(), end) : null;
    }

    /**
     * Those of a row.
     *
     * @param covered the covered columns as {@code record_send} has them; null where the source has none
     * @param personal the personal ones, the same
     * @return null where the source has neither
     */
    static @Nullable String make(
            LogSource source, byte @Nullable [] covered, byte @Nullable [] personal, byte @Nullable [] salt) {
        if (width(source) == 0) {
            return null;
        }
        StringBuilder hashes = new StringBuilder(width(source));
        add(hashes, covered, source.covered().size(), salt);
        add(hashes, personal, source.personal().size(), salt);
        return hashes.toString();
    }

    /** A record is sent as the number of its columns, and of each its type, its length, −1 for null, and its bytes. */
    private static void add(StringBuilder hashes, byte @Nullable [] sent, int columns, byte @Nullable [] salt) {
        if (sent == null || columns == 0) {
            return;
        }
        ByteBuffer record = ByteBuffer.wrap(sent);
        if (record.getInt() != columns) {
            throw new IllegalArgumentException("a record of other columns than were asked for");
        }
        for (int i = 0; i < columns; i++) {
            int from = record.position();
            record.getInt();
            int length = Math.max(0, record.getInt());
            int to = record.position() + length;
            int hash = salt == null ? crc(sent, from, to) : salted(salt, hashes.length(), sent, from, to);
            for (int shift = Integer.SIZE - BITS; shift > Integer.SIZE - BITS * (WIDTH + 1); shift -= BITS) {
                hashes.append(BASE64.charAt(hash >>> shift & (1 << BITS) - 1));
            }
            record.position(to);
        }
    }

    private static int crc(byte[] sent, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(sent, from, to - from);
        return (int) crc.getValue();
    }

    /** @param place of the column: else two columns of one value would be seen to have it */
    private static int salted(byte[] salt, int place, byte[] sent, int from, int to) {
        MessageDigest digest = MerkleHash.digest();
        digest.update(salt);
        digest.update((byte) place);
        digest.update(sent, from, to - from);
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    /** The columns of which two differ; none where one of them has no hashes. */
    public static List<String> differing(LogSource source, @Nullable String before, @Nullable String now) {
        List<String> names = new ArrayList<>();
        if (before == null || now == null || before.length() != now.length()) {
            return names;
        }
        List<String> columns = new ArrayList<>(source.covered());
        columns.addAll(source.personal());
        for (int i = 0; i < columns.size(); i++) {
            if (!before.regionMatches(i * WIDTH, now, i * WIDTH, WIDTH)) {
                names.add(columns.get(i));
            }
        }
        return names;
    }
}
