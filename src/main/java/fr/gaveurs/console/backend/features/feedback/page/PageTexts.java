package fr.gaveurs.console.backend.features.feedback.page;

import fr.gaveurs.console.api.DayFormats;
import fr.gaveurs.console.backend.platform.settings.SettingsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The page's words in one language. */
final class PageTexts {
    static final PageTexts FR = new PageTexts("fr", Locale.FRENCH);
    static final PageTexts EN = new PageTexts("en", Locale.UK);

    private final String language;
    private final Locale locale;
    private final Map<String, String> texts;
    private final DateTimeFormatter day;

    private PageTexts(String language, Locale locale) {
        this.language = language;
        this.locale = locale;
        this.day = DayFormats.of("d MMMM yyyy", locale);
        try (InputStream in = PageTexts.class.getResourceAsStream("page_" + language + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("the page's texts are missing from the program: install it again");
            }
            texts = SettingsFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param language {@code fr} or {@code en} */
    static PageTexts of(String language) {
        return language.equals("fr") ? FR : EN;
    }

    String language() {
        return language;
    }

    /** A text with its {@code {0}}, {@code {1}} … filled in; not escaped. */
    String get(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("the page has no text " + key);
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    String day(LocalDate date) {
        return day.format(date);
    }

    String number(double value, int digits) {
        return String.format(locale, "%." + digits + "f", value);
    }
}
