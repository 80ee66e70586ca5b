package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.cache.SecondLevel.Found;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An answer as Redis holds it: header, a space, the end of its life (ms since 1970), a line feed, the bytes. */
final class RedisEntry {
    private RedisEntry() {}

    static byte[] write(String header, byte[] bytes, Duration ttl) {
        byte[] head =
                (header + " " + (System.currentTimeMillis() + ttl.toMillis()) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] entry = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, entry, head.length, bytes.length);
        return entry;
    }

    /** The answer; null if it was stored under another header, is not ours, or has expired. */
    static @Nullable Found read(byte[] entry, String header, CacheKind kind) {
        int end = 0;
        while (end < entry.length && entry[end] != '\n') {
            end++;
        }
        String head = new String(entry, 0, end, StandardCharsets.UTF_8);
        if (end == entry.length || !head.startsWith(header + " ")) {
            return null;
        }
        try {
            long left = Long.parseLong(head, header.length() + 1, head.length(), 10) - System.currentTimeMillis();
            // The clock of whoever wrote it may be ahead of ours.
            long bounded = Math.min(left, kind.ttl().toMillis());
            return bounded <= 0
                    ? null
                    : new Found.Bytes(Arrays.copyOfRange(entry, end + 1, entry.length), Duration.ofMillis(bounded));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
