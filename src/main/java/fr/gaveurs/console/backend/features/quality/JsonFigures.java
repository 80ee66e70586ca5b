package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Unseen;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads checked figures off JSON that stands on a value, and gathers what is wrong with them by path. After
 * each call it stands on the value's last token. Paths are put together only for errors.
 */
final class JsonFigures {
    static final int MAX_TEXT = 200;
    /** Digits of the longest number that is converted: nobody measures with more. */
    private static final int MAX_DIGITS = 100;

    private final JsonCursor json;
    private final List<FieldError> errors = new ArrayList<>();
    private int errorCount;

    JsonFigures(JsonCursor json) {
        this.json = json;
    }

    JsonCursor json() {
        return json;
    }

    boolean failed() {
        return errorCount > 0;
    }

    int errors() {
        return errorCount;
    }

    void error(String path, String message) {
        errorCount++;
        if (errors.size() < DeviceMessages.MAX_ERRORS) {
            errors.add(new FieldError(path, message));
        }
    }

    /** The refusal for all that was found; {@code what} is refused. */
    Refused refusal(@Nullable String sampleId, String what) {
        String count = errorCount == 1 ? "1 field is wrong" : errorCount + " fields are wrong";
        String cut = errorCount > errors.size() ? " (the first " + errors.size() + " are listed)" : "";
        return new Refused(
                sampleId,
                count + cut + ": " + what + " was not taken. Correct it and send it again.",
                List.copyOf(errors));
    }

    /** Whether the parser stands on an object; whatever else but null is an error. */
    boolean isObject(String path) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            json.skipChildren();
            error(path, "must be an object");
        }
        return false;
    }

    /**
     * Text of at most {@value #MAX_TEXT} characters without control characters; null for JSON null or an error. What
     * shows as nothing or turns the direction of the rest is left out.
     */
    @Nullable
    String text(String path) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> {
                String text = json.getString();
                if (text.length() > MAX_TEXT || !FieldRules.isClean(text)) {
                    error(path, "must be text of at most " + MAX_TEXT + " characters without control characters");
                    yield null;
                }
                // A blank at the end of a lot would make another lot of it, which nobody sees.
                yield Unseen.withoutIn(text).strip();
            }
            case VALUE_NULL -> null;
            default -> {
                json.skipChildren();
                error(path, "must be text");
                yield null;
            }
        };
    }

    /**
     * Text as it was written, of which the caller says everything that is wrong with it, so that it says one thing;
     * null for JSON null, empty for what is no text.
     */
    @Nullable
    String raw() {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NULL -> null;
            default -> {
                json.skipChildren();
                yield "";
            }
        };
    }

    /** As {@link #raw}; a whole number stands for its digits. */
    @Nullable
    String rawOrDigits() {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= MAX_DIGITS
                ? json.getString()
                : raw();
    }

    /** A number between two bounds, both included; null for JSON null or an error. */
    @Nullable
    Double optionalNumber(String path, double min, double max) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        double value = number(min, max);
        if (Double.isNaN(value)) {
            error(path, complaint(min, max));
            return null;
        }
        return value;
    }

    /** A number between two bounds, both included, that nothing depends on: null for whatever else stands there. */
    @Nullable
    Double figure(double min, double max) {
        double value = number(min, max);
        return Double.isNaN(value) ? null : value;
    }

    /** A number that nothing depends on: null for whatever else stands there. */
    @Nullable
    Double claimedNumber() {
        double value = number(-Double.MAX_VALUE, Double.MAX_VALUE);
        return Double.isNaN(value) ? null : value;
    }

    /** Text that nothing depends on: null for whatever else stands there. */
    @Nullable
    String claimedText() {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }

    /** 8 × 8 numbers between two bounds, row by row; null after an error. */
    double @Nullable [] matrix(String object, String name, double min, double max) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return notEightByEight(object, name);
        }
        int before = errorCount;
        double[] values = new double[ZoneSets.COUNT];
        int rows = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_ARRAY || rows == ZoneSets.SIDE) {
                return drain(object, name);
            }
            int columns = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (columns == ZoneSets.SIDE) {
                    json.skipChildren();
                    skipToEndOfArray();
                    return drain(object, name);
                }
                double value = number(min, max);
                if (Double.isNaN(value)) {
                    error(object + "." + name + "[" + rows + "][" + columns + "]", complaint(min, max));
                }
                values[rows * ZoneSets.SIDE + columns++] = value;
            }
            if (columns != ZoneSets.SIDE) {
                return drain(object, name);
            }
            rows++;
        }
        if (rows != ZoneSets.SIDE) {
            error(object + "." + name, "must be 8 rows of 8 numbers");
        }
        return errorCount > before ? null : values;
    }

    /** The current value or element belongs to the matrix's array: reads on to its end. */
    private double @Nullable [] drain(String object, String name) {
        json.skipChildren();
        skipToEndOfArray();
        error(object + "." + name, "must be 8 rows of 8 numbers");
        return null;
    }

    private double @Nullable [] notEightByEight(String object, String name) {
        json.skipChildren();
        error(object + "." + name, "must be 8 rows of 8 numbers");
        return null;
    }

    void skipToEndOfArray() {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
        }
    }

    /** The current value if it is a finite number between two bounds, both included, else NaN; skips what is none. */
    double number(double min, double max) {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            json.skipChildren();
            return Double.NaN;
        }
        if (json.getStringLength() > MAX_DIGITS) {
            return Double.NaN;
        }
        double value = json.getDoubleValue();
        // Infinities and NaN fail the comparison too; adding zero turns -0.0 into 0.0.
        return value >= min && value <= max && Double.isFinite(value) ? value + 0.0 : Double.NaN;
    }

    private static String complaint(double min, double max) {
        return "must be a finite number from " + plain(min) + " to " + plain(max);
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
