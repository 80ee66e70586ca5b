package fr.gaveurs.console.backend.features.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No name of a constant reaches who reads the journal's report. */
class JournalValuesTest {
    private static @Nullable String of(ReportLanguage language, String json) {
        return new JournalValues(new ReportWords(language, ZoneId.of("Europe/Paris"))).of(Json.MAPPER.readTree(json));
    }

    @Test
    void constantsAreWords() {
        assertThat(of(
                        ReportLanguage.FR,
                        "{\"kind\":\"daily\",\"cadence\":\"daily\",\"formats\":[\"pdf\",\"xlsx\"],\"language\":\"fr\","
                                + "\"deleted\":false}"))
                .isEqualTo("Sorte = journalier, Quand = chaque jour, Formats = PDF, Excel, Langue = français,"
                        + " Supprimé = non");
        assertThat(of(ReportLanguage.EN, "{\"kind\":\"capability\",\"category\":\"frontend\"}"))
                .endsWith(" = window");
    }

    /** The same word says something else of a station and of a rollout. */
    @Test
    void aWordGoesByItsField() {
        assertThat(of(ReportLanguage.FR, "{\"state\":\"approved\"}")).isEqualTo("État = approuvé");
        assertThat(of(ReportLanguage.FR, "{\"enrollment\":\"approved\"}")).isEqualTo("Admission = approuvée");
        assertThat(of(ReportLanguage.FR, "{\"name\":\"unknown to the words\"}"))
                .isEqualTo("Nom = unknown to the words");
    }

    @Test
    void timesAreOfTheReportsZoneAndDaysAreDays() {
        assertThat(of(ReportLanguage.FR, "{\"from\":\"2026-11-28T00:00:00Z\",\"best_before\":\"2026-12-11\"}"))
                .isEqualTo("Du = 28 nov. 2026 01:00:00, À consommer avant le = ven. 11 déc. 2026");
        assertThat(of(ReportLanguage.FR, "{\"saved_at\":\"2026-11-27T19:05:39.977058Z\"}"))
                .isEqualTo("Enregistré le = 27 nov. 2026 20:05:39");
        assertThat(of(ReportLanguage.FR, "{\"name\":\"2026-13-45\"}")).isEqualTo("Nom = 2026-13-45");
    }

    /** As the database keeps them, by their lengths, a period would end before it begins. */
    @Test
    void aPeriodBeginsBeforeItEnds() {
        assertThat(of(ReportLanguage.FR, "{\"to\":\"2026-11-02\",\"from\":\"2026-11-01\",\"name\":\"x\"}"))
                .matches("Du = .*, Au.*, Nom = x");
    }

    @Test
    void whatHasNoValueIsNotTold() {
        assertThat(of(ReportLanguage.FR, "{\"saved_by\":null,\"lines\":[],\"name\":\"x\"}"))
                .isEqualTo("Nom = x");
        assertThat(of(ReportLanguage.FR, "{\"saved_by\":null}")).isNull();
        assertThat(of(ReportLanguage.FR, "{}")).isNull();
        assertThat(of(ReportLanguage.FR, "{\"maintenance\":{\"reason\":\"x\",\"until\":null}}"))
                .isEqualTo("Maintenance = motif x");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(of(ReportLanguage.FR, "{\"name\":\"" + "x".repeat(1_000) + "\"}"))
                .hasSize(400)
                .endsWith("…");
    }
}
