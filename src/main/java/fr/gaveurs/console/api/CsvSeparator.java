package fr.gaveurs.console.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands between the fields of a CSV. Spreadsheets expect the one of their user's language. */
public enum CsvSeparator implements Keyed {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    /** Languages whose numbers have a decimal comma, and whose spreadsheets therefore want a semicolon. */
    private static final Set<String> DECIMAL_COMMA = Set.of(
            "fr", "de", "es", "it", "nl", "pt", "pl", "cs", "sk", "hu", "ro", "bg", "hr", "sl", "da", "nb", "nn", "no",
            "sv", "fi", "el", "ru", "uk", "tr", "ca", "eu", "gl", "br", "oc", "co", "lb", "et", "lv", "lt", "is");

    private final char character;

    CsvSeparator(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }

    @Override
    public String toString() {
        return key();
    }

    /**
     * Reads a name, or the character itself.
     *
     * @throws IllegalArgumentException naming those that exist
     */
    @JsonCreator
    public static CsvSeparator of(String text) {
        for (CsvSeparator separator : values()) {
            if (separator.key().equalsIgnoreCase(text) || text.equals(String.valueOf(separator.character))) {
                return separator;
            }
        }
        throw new IllegalArgumentException("use one of comma, semicolon, tab");
    }

    /** What spreadsheets of a language expect; of none that is known, the comma of RFC 4180. */
    public static CsvSeparator ofLanguage(@Nullable String language) {
        return language != null && DECIMAL_COMMA.contains(language.toLowerCase(Locale.ROOT)) ? SEMICOLON : COMMA;
    }
}
