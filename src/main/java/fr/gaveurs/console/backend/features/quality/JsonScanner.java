package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.features.quality.JsonText.Unsure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Goes through JSON as it is usual, straight over its bytes: what nobody reads is passed over without a token or a name
 * being made of it. It is held against the grammar all the same. Whatever is not plainly right ends with {@link Unsure}:
 * then nothing that was read counts, and Jackson reads the text.
 */
final class JsonScanner implements JsonCursor {
    private final JsonBytes json;
    private int at;
    private JsonToken current = JsonToken.NOT_AVAILABLE;
    /** A bit for each level that was entered, the innermost lowest: whether it is an object. A one before the first. */
    private long levels = 1;
    /** Whether nothing was read yet of the innermost object or array. */
    private boolean opened;
    /** Where the current string, without its quotes, or number stands. */
    private int from;

    private int to;
    private boolean escaped;

    /** Of {@code length} bytes from {@code off} on. */
    JsonScanner(byte[] utf8, int off, int length) {
        json = new JsonBytes(utf8, off, length);
        at = off;
    }

    @Override
    public JsonToken currentToken() {
        return current;
    }

    private boolean inObject() {
        return (levels & 1) == 1;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        if (levels == 1) {
            if (current == JsonToken.NOT_AVAILABLE) {
                return value(json.space(at));
            }
            if (json.isEnd(at)) {
                return null;
            }
            throw new Unsure();
        }
        if (inObject()) {
            if (current != JsonToken.PROPERTY_NAME) {
                throw new Unsure(); // names are asked for by nextName
            }
            return value(json.space(at));
        }
        int place = json.space(at);
        if (json.is(place, ']')) {
            return close(place, JsonToken.END_ARRAY);
        }
        if (!opened) {
            place = json.space(json.expect(place, ','));
        }
        opened = false;
        return value(place);
    }

    private JsonToken close(int place, JsonToken token) {
        levels >>>= 1;
        opened = false;
        at = place + 1;
        current = token;
        return token;
    }

    private JsonToken value(int place) {
        current = switch (json.bytes[place]) {
            case '"' -> {
                from = place + 1;
                to = json.endOfString(from);
                escaped = json.escaped();
                at = to + 1;
                yield JsonToken.VALUE_STRING;
            }
            case '{' -> open(place, 1, JsonToken.START_OBJECT);
            case '[' -> open(place, 0, JsonToken.START_ARRAY);
            case 't' -> word(place, "true", JsonToken.VALUE_TRUE);
            case 'f' -> word(place, "false", JsonToken.VALUE_FALSE);
            case 'n' -> word(place, "null", JsonToken.VALUE_NULL);
            default -> {
                from = place;
                at = json.readNumber(place);
                to = at;
                yield json.whole() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
            }
        };
        return current;
    }

    private JsonToken open(int place, int object, JsonToken token) {
        if (levels < 0) {
            throw new Unsure();
        }
        levels = (levels << 1) | object;
        opened = true;
        at = place + 1;
        return token;
    }

    private JsonToken word(int place, String word, JsonToken token) {
        at = json.word(place, word);
        return token;
    }

    @Override
    public @Nullable String nextName() {
        int place = json.space(at);
        if (json.is(place, '}')) {
            close(place, JsonToken.END_OBJECT);
            return null;
        }
        if (!opened) {
            place = json.space(json.expect(place, ','));
        }
        opened = false;
        int begin = json.expect(place, '"');
        int end = json.endOfName(begin);
        at = json.colon(end + 1);
        current = JsonToken.PROPERTY_NAME;
        if (json.escaped()) {
            byte[] name = json.unescaped(begin, end).getBytes(StandardCharsets.UTF_8);
            return FieldNames.of(name, 0, name.length);
        }
        return FieldNames.of(json.bytes, begin, end);
    }

    @Override
    public void skipChildren() {
        if (current == JsonToken.START_OBJECT || current == JsonToken.START_ARRAY) {
            boolean object = inObject();
            at = json.skip(at, object);
            levels >>>= 1;
            opened = false;
            current = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        }
    }

    @Override
    public String getString() {
        return escaped && current == JsonToken.VALUE_STRING
                ? json.unescaped(from, to)
                : new String(json.bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public int getStringLength() {
        return to - from;
    }

    @Override
    public double getDoubleValue() {
        return json.number();
    }
}
