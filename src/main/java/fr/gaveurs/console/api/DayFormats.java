package fr.gaveurs.console.api;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Days with the name of their month, as people write them: in French the first of a month is {@code 1er mars}. */
public final class DayFormats {
    private static final Pattern DAY_OF_MONTH = Pattern.compile("(?<!d)d(?!d)");

    private static final Map<Long, String> FRENCH =
            LongStream.rangeClosed(1, 31).boxed().collect(Collectors.toMap(Function.identity(), DayFormats::french));

    private DayFormats() {}

    private static String french(long day) {
        return day == 1 ? "1er" : Long.toString(day);
    }

    /**
     * A format for showing, not for reading.
     *
     * @param pattern as {@link DateTimeFormatter#ofPattern(String)} takes it, without a {@code d} within quotes
     */
    public static DateTimeFormatter of(String pattern, Locale locale) {
        Matcher day = DAY_OF_MONTH.matcher(pattern);
        if (!locale.getLanguage().equals(Locale.FRENCH.getLanguage()) || !day.find()) {
            return DateTimeFormatter.ofPattern(pattern, locale);
        }
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern.substring(0, day.start()))
                .appendText(ChronoField.DAY_OF_MONTH, FRENCH)
                .appendPattern(pattern.substring(day.end()))
                .toFormatter(locale);
    }
}
