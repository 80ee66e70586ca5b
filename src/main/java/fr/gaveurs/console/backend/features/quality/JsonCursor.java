package fr.gaveurs.console.backend.features.quality;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Goes through the values of a JSON text, one after another. */
sealed interface JsonCursor permits JsonScanner, JsonCursor.OfJackson {
    /** What it stands on. */
    JsonToken currentToken();

    /** The next value's first token, or the end of the array that it stands in; null at the end of the text. */
    @Nullable
    JsonToken nextToken();

    /**
     * The next field's name; null at the end of the object. One that no reader asks for may be given as another one
     * that none does.
     */
    @Nullable
    String nextName();

    /** Goes to the end of the object or array on whose beginning it stands; elsewhere it does nothing. */
    void skipChildren();

    /** The text of a string; the digits of a number. */
    String getString();

    /** Length of a number as it is written. */
    int getStringLength();

    /** The value of a number: the nearest there is, as {@link Double#parseDouble} has it. */
    double getDoubleValue();

    /** By Jackson, who knows all there is of JSON. */
    record OfJackson(JsonParser parser) implements JsonCursor {
        @Override
        public JsonToken currentToken() {
            return parser.currentToken();
        }

        @Override
        public @Nullable JsonToken nextToken() {
            return parser.nextToken();
        }

        @Override
        public @Nullable String nextName() {
            return parser.nextName();
        }

        @Override
        public void skipChildren() {
            parser.skipChildren();
        }

        @Override
        public String getString() {
            return parser.getString();
        }

        @Override
        public int getStringLength() {
            return parser.getStringLength();
        }

        @Override
        public double getDoubleValue() {
            return parser.getDoubleValue();
        }
    }
}
