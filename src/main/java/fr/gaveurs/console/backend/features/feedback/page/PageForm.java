package fr.gaveurs.console.backend.features.feedback.page;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.feedback.Feedbacks.Context;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a form's fields say, as they were sent; kept, so that nobody has to type it again.
 *
 * @param fields what is not empty, by name
 */
public record PageForm(Map<String, String> fields) {
    /** Nothing filled in yet. */
    public static final PageForm EMPTY = new PageForm(Map.of());

    /** Fields that are stars, in the page's order. */
    static final List<String> ASPECTS = List.of("texture", "flavor", "color", "aroma", "freshness");

    static final String OVERALL = "overall";
    static final String COMMENT = "comment";
    static final String CONTEXT = "context";
    static final String EMAIL = "email";
    static final String TOKEN = "form";

    /** As if somebody had chosen no star: refused by the rule of that field. */
    private static final int NONE = 0;

    private static final List<String> KNOWN =
            List.of(OVERALL, "texture", "flavor", "color", "aroma", "freshness", COMMENT, CONTEXT, EMAIL, TOKEN);

    /**
     * Reads {@code application/x-www-form-urlencoded}. Fields that are unknown or not encoded well are left out; of one that
     * is given twice the first counts.
     */
    public static PageForm parse(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String name = pair.substring(0, equals);
            String value = KNOWN.contains(name) ? decoded(pair.substring(equals + 1)) : null;
            if (value != null && !value.isBlank()) {
                fields.putIfAbsent(name, value);
            }
        }
        return new PageForm(Map.copyOf(fields));
    }

    private static @Nullable String decoded(String encoded) {
        try {
            // Forms send a line's end as two characters, and count it as one.
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .replaceAll("[\\p{Cc}&&[^\\t\\n]]", "");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What was given out with the form; null where nothing came. */
    public @Nullable String token() {
        return fields.get(TOKEN);
    }

    /** What the page does not offer and no program could send, either; stars are refused by their rule. */
    public List<FieldError> errors() {
        return fields.containsKey(CONTEXT) && context() == null
                ? List.of(new FieldError(
                        CONTEXT,
                        "must be one of "
                                + Arrays.stream(Context.values())
                                        .map(Context::key)
                                        .collect(Collectors.joining(", "))))
                : List.of();
    }

    /** As a program would send it; what is no number of stars is one that no rule allows. */
    public NewFeedback feedback(String qr) {
        return new NewFeedback(
                qr,
                null,
                Objects.requireNonNullElse(stars(OVERALL), NONE),
                stars("texture"),
                stars("flavor"),
                stars("color"),
                stars("aroma"),
                stars("freshness"),
                fields.get(COMMENT),
                context(),
                fields.get(EMAIL));
    }

    private @Nullable Integer stars(String name) {
        String value = fields.get(name);
        return value == null ? null : value.matches("[0-9]{1,3}") ? Integer.valueOf(value) : (Integer) NONE;
    }

    private @Nullable Context context() {
        String value = fields.get(CONTEXT);
        return value == null
                ? null
                : Arrays.stream(Context.values())
                        .filter(context -> context.key().equals(value.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(null);
    }

    String value(String name) {
        return fields.getOrDefault(name, "");
    }
}
