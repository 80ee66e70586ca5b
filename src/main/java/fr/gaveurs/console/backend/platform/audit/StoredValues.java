package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what an act changed as the database keeps it. Whatever a row holds, it can be told: one that could not would hide all
 * others of its page, and no row is ever taken away. PostgreSQL writes 1e300 with its 301 figures, which nobody reads and which
 * the contract's own reader refuses, so such a number is told as a text of its first figures and its power of ten.
 */
final class StoredValues {
    private static final int LONGEST_NUMBER = 40;
    private static final int PRECISION = 17;
    private static final int LONGEST_TEXT = 2_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNestingDepth(StreamReadConstraints.DEFAULT_MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StoredValues() {}

    static @Nullable JsonNode read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return unusual(text);
        }
    }

    private static JsonNode unusual(String text) {
        try {
            return Json.MAPPER.readTree(told(MAPPER.readTree(text)).toString());
        } catch (JacksonException e) {
            return MAPPER.getNodeFactory().stringNode(text.substring(0, Math.min(LONGEST_TEXT, text.length())));
        }
    }

    private static JsonNode told(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            names.forEach(name -> object.set(name, told(object.get(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, told(array.get(i)));
            }
        } else if (node.isNumber() && node.asString().length() > LONGEST_NUMBER) {
            BigDecimal rounded = node.decimalValue().round(new MathContext(PRECISION));
            return MAPPER.getNodeFactory()
                    .stringNode(rounded.stripTrailingZeros().toString());
        }
        return node;
    }
}
