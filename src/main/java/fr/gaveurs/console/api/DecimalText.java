package fr.gaveurs.console.api;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Figures written in decimal digits. Java's own parser takes more, such as {@code 0x1p-1}, {@code 1f}, {@code 5d} and
 * {@code NaN}: in a file or a field those are slips, and no figures.
 */
public final class DecimalText {
    /** Characters of a figure: a double has 17 digits. */
    private static final int LONGEST = 40;

    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
    private static final String GROUP_SPACE = "[ \\u00A0\\u202F]";
    private static final Pattern GROUPED =
            Pattern.compile("[+-]?[0-9]{1,3}(?:" + GROUP_SPACE + "[0-9]{3})+(?:[.,][0-9]*)?");

    private DecimalText() {}

    /** A figure with a point, as programs write it; empty for what is none, or too large or small for a double. */
    public static OptionalDouble plain(String text) {
        if (text.length() > LONGEST || !PLAIN.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        boolean lost =
                value == 0 && text.chars().takeWhile(c -> c != 'e' && c != 'E').anyMatch(c -> c >= '1' && c <= '9');
        return Double.isFinite(value) && !lost ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A figure as people write it: a comma or a point, spaces between the thousands; empty for what is none. */
    public static OptionalDouble typed(String text) {
        String written = text.strip();
        Matcher grouped = GROUPED.matcher(written);
        String joined = grouped.matches() ? written.replaceAll(GROUP_SPACE, "") : written;
        return plain(joined.replace(',', '.'));
    }
}
