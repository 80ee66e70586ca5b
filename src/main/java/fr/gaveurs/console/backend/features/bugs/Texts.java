package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Unseen;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people type, as it is kept: without space around it, without the one character that PostgreSQL refuses, and with
 * accents on their letters, so that a name that was typed on a Mac is the same name.
 */
final class Texts {
    private Texts() {}

    static String clean(String text) {
        String composed = Normalizer.normalize(text.replace("\0", ""), Normalizer.Form.NFC);
        int from = 0;
        int to = composed.length();
        while (from < to && isSpace(composed.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(composed.charAt(to - 1))) {
            to--;
        }
        return composed.substring(from, to);
    }

    /** An id, without what is not seen in it either: the board looks for it letter by letter. */
    static String id(String text) {
        return clean(Unseen.withoutIn(text));
    }

    /** Also no-break spaces, which Java's strip() leaves, and what is not seen at all. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\u2060' || c == '\uFEFF';
    }

    /** Null where nothing is left. */
    static @Nullable String orNull(@Nullable String text) {
        String cleaned = text == null ? "" : clean(text);
        return cleaned.isEmpty() ? null : cleaned;
    }

    /** As {@link #id}; null where nothing is left. */
    static @Nullable String idOrNull(@Nullable String text) {
        return text == null ? null : orNull(id(text));
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
