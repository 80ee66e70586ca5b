package fr.gaveurs.console.backend.features.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Roots that were signed, for who prints them: whoever has the paper has a witness that no program can rewrite. */
public final class SignedRoots {
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
        return handle.createQuery("SELECT size, root, at FROM log_checkpoints ORDER BY size DESC LIMIT 1")
                .map((row, context) -> new SignedRoot(
                        row.getLong("size"),
                        Base64.getEncoder().encodeToString(row.getBytes("root")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .findOne()
                .orElse(null);
    }
}
