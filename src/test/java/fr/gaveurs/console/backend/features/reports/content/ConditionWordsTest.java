package fr.gaveurs.console.backend.features.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the window has a sentence for, reports have a name for: no key of a kind reaches who reads one. */
class ConditionWordsTest {
    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyKindOfConditionAndEveryPartOfTheConsoleHasAName(ReportLanguage language) throws Exception {
        Properties window = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(ConditionWordsTest.class.getResourceAsStream(
                        "/fr/gaveurs/console/desktop/messages_" + language.key() + ".properties")),
                StandardCharsets.UTF_8)) {
            window.load(in);
        }
        ReportWords words = new ReportWords(language, ZoneId.of("UTC"));
        List<String> kinds = window.stringPropertyNames().stream()
                .filter(key -> key.matches("condition\\.[a-z0-9_]+(\\.one)?|condition\\.source\\.[a-z]+"))
                .map(key -> key.replaceFirst("\\.one$", "").replaceFirst("^condition\\.source\\.", "source."))
                .toList();
        assertThat(kinds).hasSizeGreaterThan(30);
        assertThat(kinds)
                .allSatisfy(key -> assertThat(words.getOr(key, "")).as(key).isNotEmpty());
    }
}
