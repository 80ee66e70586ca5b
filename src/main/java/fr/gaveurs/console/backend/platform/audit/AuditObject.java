package fr.gaveurs.console.backend.platform.audit;

import org.jspecify.annotations.Nullable;

/**
 * What is acted on.
 *
 * @param kind a word in small letters, such as {@code device}; the window has its name under {@code journal.object.KIND}
 * @param id which one; null where there is but one
 */
public record AuditObject(String kind, @Nullable String id) {
    /** The console itself. */
    public static final AuditObject CONSOLE = new AuditObject("console", null);

    public static AuditObject of(String kind, String id) {
        return new AuditObject(kind, id);
    }
}
