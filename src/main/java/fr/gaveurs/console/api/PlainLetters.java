package fr.gaveurs.console.api;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared where nobody types accents, capitals and what only looks different. */
public final class PlainLetters {
    /** Accents, once they are characters of their own, and what shows as nothing, such as a soft hyphen. */
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private PlainLetters() {}

    /** In small letters and without accents, of every script; ligatures, wide letters and the like as what they stand for. */
    public static String of(String text) {
        return without(MARKS, text).toLowerCase(Locale.ROOT);
    }

    /** As {@link #of}, of a name: whatever blanks it has, too. Two names of which this is the same look alike in a list. */
    public static String ofName(String name) {
        return BLANKS.matcher(of(name)).replaceAll(" ").strip();
    }

    /**
     * For who drops less, as a database does that has to say the same. Capitals stay.
     *
     * @param dropped of the text that is taken apart (NFKD): an accent is a character of its own there
     */
    public static String without(Pattern dropped, String text) {
        return dropped.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }
}
