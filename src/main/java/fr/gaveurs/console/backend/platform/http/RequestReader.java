package fr.gaveurs.console.backend.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Turns query parameters and bodies into the route's records, or into a problem that names each field at fault. */
final class RequestReader {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern ELEMENT = Pattern.compile("\\.?<[^<>]*>");

    /** What dashboards ask for repeats word for word. */
    private static final int REMEMBERED_QUERIES = 2_000;

    private static final int LONGEST_REMEMBERED = 500;

    private record Asked(Class<?> type, @Nullable String query) {}

    private final Validator validator;
    private final Cache<Asked, Record> understood =
            Caffeine.newBuilder().maximumSize(REMEMBERED_QUERIES).build();

    RequestReader() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ConstraintWords())
                .buildValidatorFactory()) {
            validator = factory.getValidator();
        }
    }

    /**
     * A query's parameters, decoded.
     *
     * @param query as it was sent, null for none
     * @throws ProblemException 400 if it is not encoded well
     */
    static Map<String, List<String>> parameters(@Nullable String query) {
        Map<String, List<String>> parameters = new TreeMap<>();
        if (query == null) {
            return parameters;
        }
        Fields fields = new Fields();
        try {
            // As forms and most libraries encode: a plus is a space, %2B a plus.
            UrlEncoded.decodeUtf8To(query, fields);
        } catch (RuntimeException e) {
            throw ProblemException.validation("the query is not percent-encoded UTF-8", List.of());
        }
        for (Fields.Field field : fields) {
            parameters.put(field.getName(), field.getValues());
        }
        return parameters;
    }

    /**
     * A query as its record, which is immutable, and depends on the query alone: it is remembered.
     *
     * @param query as it was sent, null for none
     * @throws ProblemException 400, with each parameter at fault
     */
    <Q extends Record> Q query(@Nullable String query, Class<Q> type) {
        Asked asked = new Asked(type, query);
        Record known = understood.getIfPresent(asked);
        if (known != null) {
            return type.cast(known);
        }
        Q read = query(parameters(query), type);
        if (query == null || query.length() <= LONGEST_REMEMBERED) {
            understood.put(asked, read);
        }
        return read;
    }

    <Q extends Record> Q query(Map<String, List<String>> parameters, Class<Q> type) {
        Map<String, String> values = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        Set<String> instants = new HashSet<>();
        Set<String> spaceless = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            known.add(name);
            if (component.getType() == Instant.class) {
                instants.add(name);
            }
            if (component.getType() != String.class) {
                spaceless.add(name);
            }
        }
        parameters.forEach((name, all) -> {
            // A plus that was not encoded came as a space, as forms mean it. No time and no grade holds a space, but a
            // time's offset and the grade A+ hold a plus.
            List<String> given = spaceless.contains(name)
                    ? all.stream().map(value -> value.replace(' ', '+')).toList()
                    : all;
            if (!known.contains(name)) {
                errors.add(new FieldError(name, "is not a parameter here; known are " + String.join(", ", known)));
            } else if (given.size() > 1) {
                errors.add(new FieldError(name, "is given more than once"));
            } else if (given.getFirst().indexOf('\0') >= 0) {
                errors.add(new FieldError(name, "must not hold the character U+0000"));
            } else if (instants.contains(name)
                    && !given.getFirst().isEmpty()
                    && !StrictJson.DATE_AND_TIME.matcher(given.getFirst()).matches()) {
                errors.add(new FieldError(name, StrictJson.INSTANT));
            } else if (!given.getFirst().isEmpty()) {
                values.put(name, given.getFirst());
            }
        });
        if (!errors.isEmpty()) {
            errors.addAll(each(values, type, parameters.keySet()));
            throw ProblemException.validation("the query could not be understood", errors);
        }
        try {
            return valid(Json.MAPPER.convertValue(values, type));
        } catch (JacksonException e) {
            List<FieldError> wrong = each(values, type, Set.of());
            throw ProblemException.validation(
                    "the query could not be understood", wrong.isEmpty() ? List.of(StrictJson.fieldError(e)) : wrong);
        }
    }

    /**
     * What is wrong with each parameter by itself: reading all of them together ends with the first fault.
     *
     * @param told names whose fault is known already, where they have no value
     */
    private <Q extends Record> List<FieldError> each(Map<String, String> values, Class<Q> type, Set<String> told) {
        List<FieldError> errors = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            String value = values.get(name);
            if (value == null && told.contains(name)) {
                continue;
            }
            try {
                Object read = value == null
                        ? null
                        : Json.MAPPER.convertValue(
                                value, Json.MAPPER.getTypeFactory().constructType(component.getGenericType()));
                errors.addAll(errors(validator.validateValue(type, component.getName(), read)));
            } catch (DatabindException e) {
                errors.add(new FieldError(name, StrictJson.fieldError(e).message()));
            } catch (JacksonException e) {
                errors.add(new FieldError(name, "has too many digits"));
            }
        }
        return errors;
    }

    /** @throws ProblemException 400 if there are parameters, where a route takes none: what is ignored would mislead */
    static void none(Map<String, List<String>> parameters) {
        if (!parameters.isEmpty()) {
            throw ProblemException.validation(
                    "this address takes no parameters",
                    parameters.keySet().stream()
                            .map(name -> new FieldError(name, "is not a parameter here; there are none"))
                            .toList());
        }
    }

    <B extends Record> B body(byte[] json, Class<B> type) {
        if (json.length == 0) {
            throw ProblemException.validation("a JSON body is needed", List.of());
        }
        return valid(StrictJson.body(
                json, type, (property, value) -> errors(validator.validateValue(type, property, value))));
    }

    private static <T> List<FieldError> errors(Set<ConstraintViolation<T>> violations) {
        return violations.stream()
                .map(v -> new FieldError(wireName(v.getPropertyPath().toString()), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
    }

    <T> T valid(T value) {
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw ProblemException.validation("some values are not allowed", errors(violations));
        }
        return value;
    }

    /** Of an element of a list the validator says {@code recipients[0].<list element>}. */
    private static String wireName(String path) {
        return snakeCase(ELEMENT.matcher(path).replaceAll(""));
    }

    /** The wire name of a record component. */
    static String snakeCase(String component) {
        return CAPITAL.matcher(component).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }
}
