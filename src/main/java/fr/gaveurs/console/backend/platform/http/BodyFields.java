package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.ShortText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Compares the fields of a JSON object with those of a record, level by level: what is unknown would be ignored, and of
 * a field given twice the first would be, and nobody would be told.
 */
final class BodyFields {
    /** Errors told of one body, and characters told of one name: both are as long as the sender likes. */
    private static final int MOST_ERRORS = 20;

    private static final int MOST_CHARACTERS = 100;

    /** A record's fields by their names on the wire. */
    private static final ClassValue<Map<String, Type>> FIELDS = new ClassValue<>() {
        @Override
        protected Map<String, Type> computeValue(Class<?> type) {
            Map<String, Type> fields = new TreeMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                fields.put(RequestReader.snakeCase(component.getName()), component.getGenericType());
            }
            return fields;
        }
    };

    private final JsonParser parser;
    private final List<FieldError> errors = new ArrayList<>();

    private BodyFields(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The fields at fault, at most 20; none where the text is no object.
     *
     * @param also names that are allowed in the object itself
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    static List<FieldError> errors(
            byte[] utf8, int offset, int length, Class<? extends Record> type, Set<String> also) {
        try (JsonParser parser = Json.MAPPER.createParser(utf8, offset, length)) {
            BodyFields fields = new BodyFields(parser);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                fields.object("", type, also);
            }
            return fields.errors;
        }
    }

    private void object(String path, @Nullable Type type, Set<String> also) {
        Map<String, Type> known = type instanceof Class<?> c && c.isRecord() ? FIELDS.get(c) : null;
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String at = path.isEmpty() ? cut(name) : path + "." + cut(name);
            if (!seen.add(name)) {
                add(at, "is given more than once");
            } else if (known != null && !known.containsKey(name) && !also.contains(name)) {
                add(
                        at,
                        "is not a field here; "
                                + (known.isEmpty()
                                        ? "there are none"
                                        : "known are " + String.join(", ", known.keySet())));
            }
            parser.nextToken();
            value(at, known == null ? null : known.get(name));
        }
    }

    private void value(String path, @Nullable Type type) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(path, type, Set.of());
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            Type element = type instanceof ParameterizedType list
                            && list.getRawType() instanceof Class<?> raw
                            && Iterable.class.isAssignableFrom(raw)
                    ? list.getActualTypeArguments()[0]
                    : null;
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(path + "[" + i + "]", element);
            }
        }
    }

    private void add(String field, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(field, message));
        }
    }

    private static String cut(String name) {
        return ShortText.elided(name, MOST_CHARACTERS);
    }
}
