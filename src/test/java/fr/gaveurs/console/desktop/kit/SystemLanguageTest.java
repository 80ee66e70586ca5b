package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLanguageTest {
    @ParameterizedTest
    @CsvSource({
        "fr-FR, FR",
        "fr-CA, FR",
        "fr, FR",
        "en-GB, EN",
        "de-DE, EN",
        "ar-EG, EN",
        "tr-TR, EN",
        "es-ES, EN",
        "'', EN"
    })
    void isFrenchForWhoReadsFrenchAndEnglishForEverybodyElse(String tag, Language expected) {
        Locale locale = Locale.forLanguageTag(tag);
        assertThat(Language.of(locale)).isEqualTo(expected);
        assertThat(SystemLanguage.of(Map.of(), locale)).isEqualTo(expected);
    }

    /** LC_ALL, LC_MESSAGES, LANG, LANGUAGE, GAVEURS_LOCALE of the start scripts, what Java makes of it, what is right. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, fr_FR.UTF-8, -, -, fr, FR",
                "-, -, de_DE.UTF-8, -, -, de, EN",
                "-, fr_FR.UTF-8, de_DE.UTF-8, -, -, fr, FR",
                "de_DE, fr_FR, fr_FR, -, -, de, EN",
                "-, -, de_DE.UTF-8, fr, -, de, FR",
                "-, -, de_DE.UTF-8, de:fr_CA:en, -, de, FR",
                "-, -, fr_FR.UTF-8, en_GB:fr, -, fr, EN",
                "-, -, fr_FR.UTF-8, de, -, fr, FR",
                "C, -, fr_FR.UTF-8, fr, -, en, EN",
                "-, -, C.UTF-8, fr, -, en, EN",
                "POSIX, -, -, fr, -, en, EN",
                "C.UTF-8, -, -, -, fr_FR.none, en, FR",
                "C.UTF-8, -, -, -, fr, en, FR",
                "C.UTF-8, -, -, fr:en, de_DE, en, FR",
                "C.UTF-8, -, -, -, fr_FR@euro, en, FR",
                "C.UTF-8, -, -, fr, C, en, EN",
                "C.UTF-8, -, -, -, frr_DE, en, EN",
                "-, -, fr_FR.UTF-8, -, -, en, EN",
                "-, -, fr_FR.UTF-8, fr, -, ar, EN",
                "C.UTF-8, -, -, -, fr_FR.none, tr, EN",
                "-, -, en_GB.UTF-8, -, -, fr, FR"
            })
    void whatTheEnvironmentSaysIsHeard(
            String all, String messages, String lang, String list, String replaced, String java, Language expected) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all);
        environment.put("LC_MESSAGES", messages);
        environment.put("LANG", lang);
        environment.put("LANGUAGE", list);
        environment.put("GAVEURS_LOCALE", replaced);
        environment.values().removeIf(Objects::isNull);
        assertThat(SystemLanguage.of(environment, Locale.of(java))).isEqualTo(expected);
    }

    /** On Windows, with a German format and a French display. */
    @Test
    void isTheOneOfTextsNotOfFigures() {
        Locale before = Locale.getDefault(Locale.Category.DISPLAY);
        try {
            Locale.setDefault(Locale.Category.DISPLAY, Locale.CANADA_FRENCH);
            assertThat(SystemLanguage.of(Map.of(), Locale.getDefault(Locale.Category.DISPLAY)))
                    .isEqualTo(Language.FR);
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
    }
}
