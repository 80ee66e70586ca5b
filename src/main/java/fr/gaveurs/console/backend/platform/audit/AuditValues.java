package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.ShortText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an act changed, as the journal keeps it: of two objects only the fields in which they differ, and of everything
 * only so much as a person would read.
 *
 * @param before null where there was nothing
 * @param after null where nothing is left
 */
record AuditValues(@Nullable JsonNode before, @Nullable JsonNode after) {
    /** Characters of one text. */
    static final int MAX_TEXT = 500;
    /** Characters of the JSON of either side. */
    static final int MAX_JSON = 16_000;

    private static final int MAX_ELEMENTS = 50;

    /** @param before a record, a map or null, as JSON writes it; {@code after} too */
    static AuditValues of(@Nullable Object before, @Nullable Object after) {
        JsonNode old = before == null ? null : Json.MAPPER.valueToTree(before);
        JsonNode now = after == null ? null : Json.MAPPER.valueToTree(after);
        if (old instanceof ObjectNode was && now instanceof ObjectNode is) {
            List<String> same = was.propertyNames().stream()
                    .filter(name -> was.get(name).equals(is.get(name)))
                    .toList();
            was.remove(same);
            is.remove(same);
        }
        return new AuditValues(bounded(old), bounded(now));
    }

    private static @Nullable JsonNode bounded(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        JsonNode cut = cut(value);
        int length = cut.toString().length();
        return length <= MAX_JSON
                ? cut
                : JsonNodeFactory.instance.objectNode().put("omitted", length + " characters of JSON");
    }

    private static JsonNode cut(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode cut = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> cut.set(field.getKey(), cut(field.getValue())));
            return cut;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode cut = JsonNodeFactory.instance.arrayNode();
            array.valueStream().limit(MAX_ELEMENTS).forEach(element -> cut.add(cut(element)));
            return cut;
        }
        return value.isString() ? JsonNodeFactory.instance.stringNode(text(value.asString())) : value;
    }

    private static String text(String text) {
        return ShortText.elided(text.replace("\0", ""), MAX_TEXT); // PostgreSQL's jsonb refuses \0
    }
}
