package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Unseen;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads JSON of programs that are told what is wrong with it: a field that is unknown, given twice or of another type is
 * refused by its name. Of every text the control characters are left out, but for tabs and line breaks, and what turns the
 * direction of what follows or shows as nothing.
 */
public final class StrictJson {
    /** Years of four digits: every calendar and database holds them. Jackson would take "12" for an instant too. */
    static final Pattern DATE_AND_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.+");

    /** No figure of the field is beyond; 1e300 would be stored and written out with all its digits. */
    private static final double MOST = 1e12;

    static final String INSTANT = "must be an instant such as 2026-11-23T12:31:17Z";

    private static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new Text())
                    .addDeserializer(Double.class, new Figure(null))
                    .addDeserializer(Double.TYPE, new Figure(0.0))
                    .addDeserializer(Instant.class, new Time()))
            .build();

    private StrictJson() {}

    /**
     * The record that an object stands for. Of a body that cannot be read each field that can keeps its rules, too, or is
     * named.
     *
     * @throws ProblemException 400 that names each field at fault, or where the text is no JSON
     * @param rules faults of a record's component and its value
     */
    static <B extends Record> B body(
            byte[] json, Class<B> type, BiFunction<String, @Nullable Object, List<FieldError>> rules) {
        B body = guarded("the body", () -> {
            List<FieldError> names = BodyFields.errors(json, 0, json.length, type, Set.of());
            if (!names.isEmpty()) {
                refuse("the body", all(names, each(MAPPER.readTree(json), type, rules)));
            }
            try {
                return MAPPER.readValue(json, type);
            } catch (DatabindException first) {
                JsonNode read = MAPPER.readTree(json);
                if (!read.isObject()) {
                    throw noObject();
                }
                refuse("the body", each(read, type, rules));
                throw first;
            }
        });
        if (body == null) {
            throw noObject();
        }
        return body;
    }

    /** Of what is none nobody misses a field. */
    private static ProblemException noObject() {
        return ProblemException.validation("the body must be a JSON object, such as {\"name\": \"value\"}", List.of());
    }

    /**
     * A message of a socket; fields that its type does not know are ignored.
     *
     * @return null for JSON's null
     * @throws ProblemException 400 that names the field at fault, or where the text is no JSON
     */
    public static <T> @Nullable T message(byte[] utf8, int offset, int length, Class<T> type) {
        return guarded("the message", () -> MAPPER.readValue(utf8, offset, length, type));
    }

    /**
     * Refuses what {@link #message} ignored.
     *
     * @param also names that are allowed in the object itself
     * @throws ProblemException 400 that names each field that is unknown or given twice
     */
    public static void check(byte[] utf8, int offset, int length, Class<? extends Record> type, Set<String> also) {
        guarded("the message", () -> {
            refuse("the message", BodyFields.errors(utf8, offset, length, type, also));
            return null;
        });
    }

    /** Of each field by itself what is wrong with it: reading all of them together ends with the first fault. */
    private static List<FieldError> each(
            JsonNode object,
            Class<? extends Record> type,
            BiFunction<String, @Nullable Object, List<FieldError>> rules) {
        List<FieldError> errors = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = RequestReader.snakeCase(component.getName());
            JsonNode value = object.get(name);
            if (value == null || value.isNull()) {
                errors.addAll(rules.apply(component.getName(), null));
            } else {
                try {
                    Object read = MAPPER.readValue(
                            MAPPER.writeValueAsBytes(value),
                            MAPPER.getTypeFactory().constructType(component.getGenericType()));
                    errors.addAll(rules.apply(component.getName(), read));
                } catch (DatabindException | InputCoercionException e) {
                    FieldError error = fieldError(e);
                    String within = error.field();
                    String at = within.isEmpty() || within.startsWith("[") ? name + within : name + "." + within;
                    errors.add(new FieldError(at, error.message()));
                }
            }
        }
        return errors;
    }

    /** Whoever mends the one sees the others now and not with the next try; of each field the first fault alone. */
    private static List<FieldError> all(List<FieldError> names, List<FieldError> others) {
        Set<String> told = names.stream().map(FieldError::field).collect(Collectors.toSet());
        return Stream.concat(names.stream(), others.stream().filter(other -> !told.contains(other.field())))
                .toList();
    }

    private static void refuse(String what, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.validation(what + " could not be understood", errors);
        }
    }

    private interface Reading<T> {
        @Nullable
        T read();
    }

    private static <T> @Nullable T guarded(String what, Reading<T> reading) {
        try {
            return reading.read();
        } catch (InputCoercionException e) {
            throw ProblemException.validation(what + " could not be understood", List.of(fieldError(e)));
        } catch (StreamReadException e) {
            throw ProblemException.validation(
                    what + " is no JSON: fault at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    List.of());
        } catch (DatabindException e) {
            throw ProblemException.validation(what + " could not be understood", List.of(fieldError(e)));
        } catch (JacksonException e) {
            throw ProblemException.validation(
                    what + " is beyond what is read: at most 64 levels deep, numbers of 400 digits, names of 1000"
                            + " characters",
                    List.of());
        }
    }

    static FieldError fieldError(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            } else {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return new FieldError(path.toString(), expected(e));
    }

    private static String expected(JacksonException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch
                ? mismatch.getTargetType()
                : e instanceof InputCoercionException number ? number.getTargetType() : null;
        String form = type == null ? null : form(type);
        if (form != null) {
            return form;
        }
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return String.valueOf(cause.getMessage());
        }
        return "has the wrong type";
    }

    private static @Nullable String form(Class<?> type) {
        if (type == Instant.class) {
            return INSTANT;
        }
        if (type.isEnum()) {
            List<String> values = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                values.add(Json.MAPPER.convertValue(constant, String.class));
            }
            return "must be one of " + String.join(", ", values);
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "must be a number, a whole one of at most " + (type == Integer.class || type == int.class ? 9 : 18)
                    + " digits";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "must be a number of at most 12 digits before its point";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (type == String.class) {
            return "must be text, in quotation marks";
        }
        if (type == LocalDate.class) {
            return "must be a date such as 2026-11-27";
        }
        if (type == LocalTime.class) {
            return "must be a time such as 06:30";
        }
        if (type == UUID.class) {
            return "must be a UUID such as 123e4567-e89b-42d3-a456-426614174000";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return type.isRecord() ? "must be an object" : null;
    }

    /** A text without the characters that are no text: PostgreSQL refuses one of them, and nobody sees the others. */
    private static final class Text extends StdDeserializer<String> {
        private Text() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = Unseen.withoutIn(parser.getString());
            return text.chars().noneMatch(Text::isControl)
                    ? text
                    : text.chars()
                            .filter(c -> !isControl(c))
                            .collect(StringBuilder::new, (kept, c) -> kept.append((char) c), StringBuilder::append)
                            .toString();
        }

        private static boolean isControl(int c) {
            return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
        }
    }

    private static final class Figure extends StdDeserializer<Double> {
        private final transient @Nullable Double none;

        private Figure(@Nullable Double none) {
            super(Double.class);
            this.none = none;
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            return none;
        }

        @Override
        public @Nullable Double deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                return (Double) context.handleUnexpectedToken(Double.class, parser);
            }
            double figure = parser.getDoubleValue();
            return Math.abs(figure) < MOST
                    ? (Double) figure
                    : (Double) context.handleWeirdNumberValue(Double.class, figure, "is beyond what is measured");
        }
    }

    private static final class Time extends StdDeserializer<Instant> {
        private Time() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            String text = parser.getString();
            return DATE_AND_TIME.matcher(text).matches()
                    ? Json.MAPPER.convertValue(text, Instant.class)
                    : (Instant) context.handleWeirdStringValue(Instant.class, text, INSTANT);
        }
    }
}
