package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1p-1",
                "1f",
                "5d",
                "1D",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e400",
                "1e-400",
                "",
                " ",
                "1.2.3",
                "1,5",
                "1 234",
                "٣",
                "1e",
                ".",
                "--1",
                "0000000000000000000000000000000000000000000001"
            })
    void whatNobodyWritesForAFigureIsNone(String text) {
        assertThat(DecimalText.plain(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,0.5",
        "-3,-3",
        "+2,2",
        "1.0E-5,0.00001",
        ".5,0.5",
        "5.,5",
        "0.30000000000000004,0.30000000000000004",
        "0e-999,0"
    })
    void figuresOfProgramsAreRead(String text, double value) {
        assertThat(DecimalText.plain(text)).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0,5|0.5", "1\u202F234,5|1234.5", "1 234|1234", "12\u00A0345\u00A0678|12345678", "7.25|7.25"})
    void figuresOfPeopleAreRead(String text, double value) {
        assertThat(DecimalText.typed(text)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "1.234,5", "1,2,3", "0x10", "5d", "12 34,5", "1 234 5"})
    void whatPeopleMayMeanInTwoWaysIsNone(String text) {
        assertThat(DecimalText.typed(text)).isEmpty();
    }
}
