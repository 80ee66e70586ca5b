package fr.gaveurs.console.desktop.kit;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;

/**
 * The calendar that drops down from a field of a day, in another language than Java's: JavaFX names months and days, and
 * writes figures, by Java's own and can be given none. FX thread only.
 */
final class CalendarWords {
    private static final Object SEEN = new Object();

    private final Locale locale;

    CalendarWords(Locale locale) {
        this.locale = locale;
    }

    /** Names what stands in a calendar, now and whenever it changes. */
    void watch(Node content) {
        if (content instanceof Labeled labeled && labeled.getProperties().put(SEEN, SEEN) == null) {
            labeled.textProperty().subscribe(text -> {
                String own = of(text);
                if (!own.equals(text)) {
                    labeled.setText(own);
                }
            });
        }
        if (content instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::watch);
        }
    }

    /** What Java's language says, in this one; what is neither a month nor a day of the week has its figures alone changed. */
    String of(String text) {
        Locale javas = Locale.getDefault(Locale.Category.FORMAT);
        if (text == null || text.isBlank() || javas.getLanguage().equals(locale.getLanguage())) {
            return text == null ? "" : text;
        }
        for (Month month : Month.values()) {
            if (isSaid(text, month, javas, "LLLL") || isSaid(text, month, javas, "MMMM")) {
                return said(month, locale, "LLLL");
            }
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (isSaid(text, day, javas, "ccc")) {
                return said(day, locale, "ccc");
            }
        }
        StringBuilder figures = new StringBuilder();
        text.codePoints()
                .forEach(sign -> figures.append(
                        Character.isDigit(sign)
                                ? Integer.toString(Character.digit(sign, 10))
                                : Character.toString(sign)));
        return figures.toString();
    }

    private static boolean isSaid(String text, TemporalAccessor what, Locale in, String pattern) {
        return text.equalsIgnoreCase(DateTimeFormatter.ofPattern(pattern, in).format(what));
    }

    /** With a capital, as JavaFX writes them. */
    private String said(TemporalAccessor what, Locale in, String pattern) {
        String word = DateTimeFormatter.ofPattern(pattern, in).format(what);
        return word.substring(0, 1).toUpperCase(locale) + word.substring(1);
    }
}
