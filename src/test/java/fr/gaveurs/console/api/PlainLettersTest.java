package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLettersTest {
    @ParameterizedTest
    @CsvSource({
        "Ligne n° 2, ligne n° 2",
        "ÉLEVÉ, eleve",
        "e\u0301leve\u0301, eleve",
        "Pe\u00ADse\u200Be, pesee",
        "ﬁn, fin",
        "ＡＢ１, ab1",
        "10 m², 10 m2",
        "a\u00A0b, a b",
        "مَكتَب, مكتب",
        "Œuf, œuf",
    })
    void whatOnlyLooksDifferentIsTheSame(String text, String plain) {
        assertThat(PlainLetters.of(text)).isEqualTo(plain);
    }

    @Test
    void whoDropsLessKeepsTheRest() {
        assertThat(PlainLetters.without(Pattern.compile("[\\u0300-\\u036F]"), "É\u00ADt مَ"))
                .isEqualTo("E\u00ADt مَ");
    }
}
