package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.api.Json;

/**
 * What is asked.
 *
 * @param text kind, question and all of its parameters; equal texts have equal answers while {@code tag} is untouched
 * @param tag what the answer depends on, one of {@link Tags}
 * @param shared whether every node would answer the same: false for what this program's memory answers
 */
public record CacheKey(CacheKind kind, String text, String tag, boolean shared) {
    /**
     * A question to the database.
     *
     * @param name the question's own name
     * @param parameters everything that the answer depends on but the stored samples; instants that stand for "now"
     *     rounded so that they only change when the answer may
     */
    public static CacheKey shared(CacheKind kind, String name, Record parameters, String tag) {
        return new CacheKey(kind, text(kind, name, parameters), tag, true);
    }

    /** A question to this program's memory: cached for the sake of the encoding, and never told to other nodes. */
    public static CacheKey local(CacheKind kind, String name, Record parameters, String tag) {
        return new CacheKey(kind, text(kind, name, parameters), tag, false);
    }

    private static String text(CacheKind kind, String name, Record parameters) {
        // JSON quotes what it holds: no parameter can pass for another one.
        return kind.key() + ":" + name + ":" + Json.MAPPER.writeValueAsString(parameters);
    }
}
