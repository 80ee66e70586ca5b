package fr.gaveurs.console.api;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Texts that are cut to a length: never within a character of two {@code char}s, whose half no disk, database or wire takes,
 * and never within what is seen as one, such as an emoji with its colour or a letter with its accent.
 */
public final class ShortText {
    /** Stands for what was left out. */
    private static final String MORE = "…";
    /** What is seen as one has seldom more {@code char}s; before what has, and within more, it is cut between characters. */
    private static final int WINDOW = 64;
    /** The first that is written over the one before it. */
    private static final char FIRST_MARK = '\u0300';

    private ShortText() {}

    /** Its beginning, of {@code most} {@code char}s at most. */
    public static String beginning(String text, int most) {
        return text.length() <= most ? text : text.substring(0, end(text, most));
    }

    /** The text, or its beginning and an ellipsis, of {@code most} {@code char}s at most, which are one or more. */
    public static String elided(String text, int most) {
        return text.length() <= most ? text : text.substring(0, end(text, most - MORE.length())) + MORE;
    }

    /**
     * The text where it fits, or the longest beginning of it that does with an ellipsis; the first that is seen as one stays
     * whatever room there is.
     */
    public static String fitting(String text, Predicate<String> fits) {
        if (text.isEmpty() || fits.test(text)) {
            return text;
        }
        int least = next(text);
        int end = text.length();
        while (end > least && !fits.test(text.substring(0, end) + MORE)) {
            end = end(text, end - 1);
        }
        return text.substring(0, Math.max(end, least)) + MORE;
    }

    /** The end of the first that is seen as one. */
    private static int next(String text) {
        if (text.length() == 1 || isPlain(text, 1)) {
            return 1;
        }
        return between(text, seen(text, 0, Math.min(text.length(), WINDOW)).next());
    }

    /** The last place at {@code most} or before, within the text, where it may be cut. */
    private static int end(String text, int most) {
        if (most <= 0 || isPlain(text, most)) {
            return Math.max(0, most);
        }
        int from = between(text, Math.max(0, most - WINDOW));
        BreakIterator seen = seen(text, from, Math.min(text.length(), most + WINDOW));
        int end = seen.isBoundary(most - from) ? most : from + seen.preceding(most - from);
        return end > from ? end : between(text, most);
    }

    private static BreakIterator seen(String text, int from, int to) {
        BreakIterator seen = BreakIterator.getCharacterInstance(Locale.ROOT);
        seen.setText(text.substring(from, to));
        return seen;
    }

    /** Whether two stand there that are never seen as one, as in nearly all texts. */
    private static boolean isPlain(String text, int at) {
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        return before < FIRST_MARK && after < FIRST_MARK && after != '\n';
    }

    /** {@code at}, or the place before where a character of two would be cut. */
    private static int between(String text, int at) {
        boolean within = at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
        return within ? at - 1 : at;
    }
}
