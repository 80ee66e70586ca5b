package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DayFormatsTest {
    private static final LocalDate FIRST = LocalDate.of(2027, 3, 1);

    @Test
    void theFirstOfAMonthIsWrittenAsFrenchWritesIt() {
        assertThat(DayFormats.of("EEEE d MMMM yyyy", Locale.FRENCH).format(FIRST))
                .isEqualTo("lundi 1er mars 2027");
        assertThat(DayFormats.of("d MMM", Locale.FRANCE).format(FIRST)).isEqualTo("1er mars");
        assertThat(DayFormats.of("d", Locale.FRENCH).format(FIRST)).isEqualTo("1er");
        assertThat(DayFormats.of("EEEE d MMMM yyyy 'à' HH:mm", Locale.FRENCH)
                        .format(LocalDateTime.of(2027, 3, 1, 11, 21)))
                .isEqualTo("lundi 1er mars 2027 à 11:21");
    }

    @Test
    void otherDaysAndLanguagesAreAsTheyAre() {
        assertThat(DayFormats.of("d MMMM yyyy", Locale.FRENCH).format(FIRST.plusDays(10)))
                .isEqualTo("11 mars 2027");
        assertThat(DayFormats.of("d MMMM yyyy", Locale.FRENCH).format(FIRST.plusDays(30)))
                .isEqualTo("31 mars 2027");
        assertThat(DayFormats.of("d MMMM yyyy", Locale.UK).format(FIRST)).isEqualTo("1 March 2027");
        assertThat(DayFormats.of("dd/MM", Locale.FRENCH).format(FIRST)).isEqualTo("01/03");
    }
}
