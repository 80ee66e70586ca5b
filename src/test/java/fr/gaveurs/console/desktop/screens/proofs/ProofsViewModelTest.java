package fr.gaveurs.console.desktop.screens.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.LogState;
import fr.gaveurs.console.api.log.Log.LogTrouble;
import fr.gaveurs.console.api.log.Log.TreePlace;
import fr.gaveurs.console.api.log.Log.Verification;
import fr.gaveurs.console.api.log.Log.VerificationState;
import fr.gaveurs.console.api.log.Log.WitnessState;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.desktop.MadeUpProofs;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofsViewModelTest {
    private final Messages messages = new Messages(Language.EN, ZoneId.of("Europe/Paris"));
    private final ProofsViewModel model = new ProofsViewModel(messages);

    @Test
    void beforeAVerificationNothingIsSaidToBeWell() {
        model.read(new ProofsReading(MadeUpProofs.state(), null));
        assertThat(model.level().get()).isEqualTo(Level.UNKNOWN);
        assertThat(model.title().get()).isEqualTo("Not verified since the console started");
        assertThat(model.running().get()).isFalse();
        assertThat(model.facts().getFirst().value()).isEqualTo("1,284,377");
        assertThat(model.facts().get(1).value()).isEqualTo("3, the oldest for 0 s");
    }

    @Test
    void showsHowFarItIsAndThenWhatWasFound() {
        model.read(new ProofsReading(MadeUpProofs.state(), MadeUpProofs.running()));
        assertThat(model.running().get()).isTrue();
        assertThat(model.progress().get()).isEqualTo(0.42);
        assertThat(model.text().get()).isEqualTo("539,438 entries compared");

        model.read(new ProofsReading(MadeUpProofs.state(), MadeUpProofs.altered()));
        assertThat(model.running().get()).isFalse();
        assertThat(model.level().get()).isEqualTo(Level.BAD);
        assertThat(model.title().get()).isEqualTo("Something was changed by hand");
        assertThat(model.findings()).first().satisfies(row -> {
            assertThat(row.kind()).isEqualTo("Stored value changed");
            assertThat(row.detail())
                    .isEqualTo("Sample 2026-11-23T09:14:02.597Z ESP32_LL_01 MG-261123-0417, entry 811,204\n"
                            + "Grade: \"C\" became \"A\"");
        });
    }

    @Test
    void aWitnessThatRefusesIsToldFromOneThatIsNotThere() {
        model.read(new ProofsReading(MadeUpProofs.state(), null));
        assertThat(model.witnesses())
                .extracting(row -> row.level())
                .containsExactly(Level.GOOD, Level.WARNING, Level.BAD);
        assertThat(model.witnesses().get(1).text()).startsWith("keeps ").contains("what it kept last is kept");
        LogState never = MadeUpProofs.state(
                new WitnessState("stick", null, null, Instant.EPOCH, WitnessTrouble.AWAY, "not there"));
        model.read(new ProofsReading(never, null));
        assertThat(model.witnesses()).singleElement().satisfies(row -> assertThat(row.text())
                .isEqualTo("does not answer or is not plugged in, and keeps nothing yet"));
    }

    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void everyFindingHasWordsInBothLanguages(FindingKind kind) {
        for (Language language : Language.values()) {
            assertThat(new Messages(language, ZoneId.of("UTC"))
                            .get("proofs.finding." + kind.name().toLowerCase(Locale.ROOT)))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(VerificationState.class)
    void everyStateHasWordsInBothLanguages(VerificationState state) {
        for (Language language : Language.values()) {
            assertThat(new Messages(language, ZoneId.of("UTC"))
                            .get("proofs.state." + state.name().toLowerCase(Locale.ROOT)))
                    .isNotBlank();
        }
    }

    @Test
    void whatIsFoundInTheLogItselfIsSaidInThePersonsLanguage() {
        ProofsViewModel french = new ProofsViewModel(new Messages(Language.FR, ZoneId.of("UTC")));
        french.read(new ProofsReading(MadeUpProofs.state(), MadeUpProofs.altered()));
        assertThat(french.findings()).last().satisfies(row -> assertThat(row.detail())
                .startsWith("Les 1\u00a0283\u00a0990 premières inscriptions ne sont pas celles qui ont été signées")
                .contains("gardé par le témoin http://192.168.1.21:8000"));
        assertThat(french.witnesses()).allSatisfy(row -> assertThat(row.text()).doesNotContain("the "));
    }

    /** Every kind of place that a finding may have: its own words, never the backend's. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void noPlaceIsSaidInTheBackendsWords(Language language) {
        ProofsViewModel shown = new ProofsViewModel(new Messages(language, ZoneId.of("UTC")));
        List<Finding> findings = List.of(
                finding(FindingKind.ENTRY_DELETED, 7L, null),
                finding(FindingKind.TREE_ALTERED, null, TreePlace.ofTile(1, 3)),
                finding(FindingKind.TREE_REBUILT, 7L, TreePlace.ofEntries(1, 9, 10, null)),
                finding(FindingKind.TREE_CUT, 7L, TreePlace.ofEntries(7, 9, 10, "/media/usb")),
                finding(FindingKind.CHECKPOINT_ALTERED, null, TreePlace.ofCheckpoint(10)));
        Verification some = MadeUpProofs.altered();
        shown.read(new ProofsReading(
                MadeUpProofs.state(),
                new Verification(
                        some.state(),
                        some.startedAt(),
                        some.finishedAt(),
                        0,
                        10,
                        100,
                        10,
                        10,
                        0,
                        0,
                        1,
                        findings,
                        findings.size(),
                        "words")));
        assertThat(shown.findings()).hasSameSizeAs(findings).allSatisfy(row -> assertThat(row.detail())
                .isNotBlank()
                .doesNotContain("in English")
                .doesNotContain("{"));
    }

    private static Finding finding(FindingKind kind, Long index, TreePlace place) {
        return new Finding(kind, index, null, null, null, List.of(), place, "in English");
    }

    @Test
    void everyTroubleHasWordsInBothLanguages() {
        for (Language language : Language.values()) {
            Messages words = new Messages(language, ZoneId.of("UTC"));
            for (WitnessTrouble trouble : WitnessTrouble.values()) {
                assertThat(words.get("proofs.witness.trouble." + trouble.key(), "x"))
                        .isNotBlank();
            }
            for (LogTrouble trouble : LogTrouble.values()) {
                assertThat(words.get("proofs.trouble." + trouble.key())).isNotBlank();
            }
        }
    }
}
