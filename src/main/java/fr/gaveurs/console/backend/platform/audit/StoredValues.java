package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an act changed as the database keeps it. Whatever a row holds, it can be told: one that could not would hide all
 * others of its page, and no row is ever taken away.
 */
final class StoredValues {
    private static final int LONGEST_TEXT = 2_000;

    private StoredValues() {}

    /** What stands there; as a text, cut, where it is beyond what the contract's reader takes, such as 70 levels deep. */
    static @Nullable JsonNode read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return Json.MAPPER.getNodeFactory().stringNode(text.substring(0, Math.min(LONGEST_TEXT, text.length())));
        }
    }
}
