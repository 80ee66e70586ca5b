package fr.gaveurs.console.backend.features.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Roots that were signed, for who prints them: whoever has the paper has a witness that no program can rewrite. */
public final class SignedRoots {
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private SignedRoots() {}

    /**
     * One of them.
     *
     * @param size entries that the log had
     * @param root base64
     */
    public record SignedRoot(long size, String root, Instant at) {}

    /** The newest; null where nothing was signed yet. */
    public static @Nullable SignedRoot newest(Handle handle) {
        return newest(handle, Instant.EPOCH, END_OF_TIME);
    }

    /**
     * The last one of a period; null where nothing was signed in it.
     *
     * @param to not within it any more
     */
    public static @Nullable SignedRoot newest(Handle handle, Instant from, Instant to) {
        return handle.createQuery("SELECT size, root, at FROM log_checkpoints WHERE at >= :from AND at < :to"
                        + " ORDER BY size DESC LIMIT 1")
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new SignedRoot(
                        row.getLong("size"),
                        Base64.getEncoder().encodeToString(row.getBytes("root")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .findOne()
                .orElse(null);
    }
}
