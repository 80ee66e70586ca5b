package fr.gaveurs.console.backend.bugs;

import fr.gaveurs.console.api.DeviceWire.FieldError;
import fr.gaveurs.console.backend.http.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people type, as it is kept: without space around it, and without the one character that PostgreSQL refuses. */
final class Texts {
    private Texts() {}

    static String clean(String text) {
        return text.replace("\0", "").strip();
    }

    /** Null where nothing is left. */
    static @Nullable String orNull(@Nullable String text) {
        String cleaned = text == null ? "" : clean(text);
        return cleaned.isEmpty() ? null : cleaned;
    }

    /** @throws ProblemException 400 if fewer characters than {@code least} are left */
    static String required(String field, String text, int least) {
        String cleaned = clean(text);
        if (cleaned.codePointCount(0, cleaned.length()) < least) {
            throw ProblemException.validation(
                    "some values are not allowed",
                    List.of(new FieldError(
                            field, "must have " + least + " characters at least, without the space around them")));
        }
        return cleaned;
    }
}
