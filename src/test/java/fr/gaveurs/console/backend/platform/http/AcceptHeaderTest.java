package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {
    private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | plain",
                "'' | plain",
                "*/* | plain",
                "application/openmetrics-text | open",
                "APPLICATION/OpenMetrics-Text;Q=0.5 | open",
                "application/openmetrics-text;q=0, text/plain | plain",
                "application/openmetrics-text;q=0 | plain",
                "application/openmetrics-text;q=0.2, text/plain;q=0.5 | plain",
                "text/plain;q=0.2, application/openmetrics-text;q=0.5 | open",
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | open",
                "application/openmetrics-text;version=0.0.1;q=0.9,text/plain;q=0.1 | plain",
                "application/*, text/*;q=0.9 | open",
                "text/*;q=0.1, */*;q=0.8 | open",
                "text/html | plain",
                "application/openmetrics-text;q=lots, text/plain;q=0.1 | plain",
                "application/openmetrics-text;q=, text/plain;q=0.1 | plain",
                "; , ;q=1 | plain",
            })
    void theGreatestWeightWins(String header, String expected) {
        assertThat(AcceptHeader.mediaType(header, List.of(PLAIN, OPEN)))
                .isEqualTo(expected.equals("open") ? OPEN : PLAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | none",
                "fr-FR,fr;q=0.9,en;q=0.8 | fr",
                "en-GB,en;q=0.9,fr;q=0.8 | en",
                "en;q=0.3, FR-ch;q=0.7 | fr",
                "fr;q=0, en;q=0.1 | en",
                "* | none",
                "*, de;q=0.5 | de",
                "fr;q=0 | none",
            })
    void soDoesALanguages(String header, String expected) {
        assertThat(AcceptHeader.language(header)).isEqualTo(expected);
    }

    @Test
    void oneOfThousandsOfEntriesIsReadInPart() {
        assertThat(AcceptHeader.mediaType("a/b,".repeat(4_000) + "application/openmetrics-text", List.of(PLAIN, OPEN)))
                .isEqualTo(PLAIN);
    }
}
