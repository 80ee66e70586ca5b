package fr.gaveurs.console.backend.platform.http;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a field that breaks a constraint: the constraint's own text, or the words for its kind. Evaluates no
 * expressions. They follow a field's name.
 */
final class ConstraintWords implements MessageInterpolator {
    @Override
    public String interpolate(String text, Context context) {
        Annotation broken = context.getConstraintDescriptor().getAnnotation();
        String words = text.startsWith("{") ? of(broken, context.getValidatedValue()) : text;
        return words == null ? "is not allowed" : words;
    }

    @Override
    public String interpolate(String text, Context context, Locale locale) {
        return interpolate(text, context); // the API speaks English
    }

    /** Null for a kind that needs a text of its own, such as a pattern. */
    static @Nullable String of(Annotation broken, @Nullable Object value) {
        return switch (broken) {
            case NotNull any -> "is needed";
            case Size size -> size(size, value instanceof CharSequence);
            case Min min -> "must be at least " + min.value();
            case Max max -> "must be at most " + max.value();
            case DecimalMin min -> "must be at least " + min.value();
            case DecimalMax max -> "must be at most " + max.value();
            case Positive any -> "must be more than 0";
            case PositiveOrZero any -> "must be at least 0";
            case Email any -> "must be an e-mail address such as nom@example.fr";
            default -> null;
        };
    }

    private static String size(Size size, boolean text) {
        int least = size.min();
        int most = size.max();
        boolean bounded = most < Integer.MAX_VALUE;
        String range = least == 0
                ? "at most " + most
                : !bounded ? "at least " + least : least == most ? "exactly " + most : least + " to " + most;
        boolean one = (bounded ? most : least) == 1;
        return "must have " + range + (text ? " character" + (one ? "" : "s") : one ? " entry" : " entries");
    }
}
