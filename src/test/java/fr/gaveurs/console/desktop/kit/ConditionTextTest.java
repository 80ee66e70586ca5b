package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.features.devices.StationConditions;
import fr.gaveurs.console.backend.ingest.IngestConditions;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConditionTextTest {
    private final Messages english = new Messages(Language.EN, ZoneOffset.UTC);
    private final Messages french = new Messages(Language.FR, ZoneOffset.UTC);

    private String english(String kind, Map<String, String> details) {
        return ConditionText.text(MadeUp.condition("ESP32_LL_01", kind, details), english);
    }

    @Test
    void everyKindHasItsWordsInBothLanguages() {
        Stream.concat(StationConditions.ALL.stream(), IngestConditions.ALL.stream())
                .map(kind -> MadeUp.condition("ESP32_LL_01", kind.key(), Map.of()))
                .forEach(condition -> Stream.of(english, french).forEach(messages -> {
                    assertThat(ConditionText.text(condition, messages)).isNotEqualTo(condition.text());
                    assertThat(ConditionText.remedy(condition, messages)).isNotEqualTo(condition.remedy());
                }));
    }

    @Test
    void figuresStandInTheSentence() {
        assertThat(english("stuck_channel", Map.of("channels", "F3, NIR"))).isEqualTo("Stuck channels: F3, NIR");
        assertThat(english("samples_quarantined", Map.of("count", "3"))).startsWith("The database refused 3 samples");
        assertThat(english("station_clock_wrong", Map.of("ahead_seconds", "720")))
                .contains("12 min ahead");
        assertThat(english("station_clock_wrong", Map.of("ahead_seconds", "99999999")))
                .contains("more than a year");
        assertThat(english("console_clock_wrong", Map.of("behind", "true", "seconds", "720")))
                .isEqualTo("This console’s clock is 12 min behind the stations’");
    }

    @Test
    void figuresThatAreNoneBreakNothing() {
        assertThat(english("claims_differ", Map.of("percent", "many"))).contains("0%");
        assertThat(english("stuck_channel", Map.of())).isEqualTo("Stuck channels: –");
    }

    @Test
    void whatToDoAboutFirmwareIsSaidInTheWindowsLanguageWhateverTheReason() {
        for (String kind : List.of("firmware_rolled_back", "firmware_lost", "rollout_stopped")) {
            var condition = MadeUp.condition("ESP32_LL_01", kind, Map.of("version", "1.1.0", "reason", "by_itself"));
            assertThat(ConditionText.remedy(condition, french)).isEqualTo(french.get("condition." + kind + ".remedy"));
        }
        assertThat(ConditionText.remedy(
                        MadeUp.condition("A", "samples_refused", Map.of("reason", "of_a_newer_console")), french))
                .as("what the usual words would get wrong")
                .isEqualTo("an English remedy");
    }

    @Test
    void aKindOfANewerConsoleIsSaidAsTheConsoleSaysIt() {
        assertThat(english("not_known_yet", Map.of())).isEqualTo("an English text");
        assertThat(ConditionText.remedy(MadeUp.condition("A", "not_known_yet", Map.of()), french))
                .isEqualTo("an English remedy");
    }

    @Test
    void partsOfTheSystemHaveTheirWords() {
        assertThat(ConditionText.source(ofSystem("spool"), french)).isEqualTo("Spool");
        assertThat(ConditionText.source(MadeUp.condition("spool", "x", Map.of()), french))
                .isEqualTo("spool");
        assertThat(ConditionText.source(ofSystem("rollout 12"), french)).isEqualTo("Déploiement N° 12");
        assertThat(ConditionText.source(ofSystem("model 5"), french)).isEqualTo("Modèle N° 5");
        assertThat(ConditionText.source(ofSystem("rollout 12"), english)).isEqualTo("Rollout 12");
        assertThat(ConditionText.source(ofSystem("model of spring"), french)).isEqualTo("model of spring");
    }

    private static Condition ofSystem(String source) {
        return new Condition(
                Scope.SYSTEM, source, null, "x", Severity.WARNING, Instant.EPOCH, null, true, "", "", Map.of());
    }
}
