package fr.gaveurs.console.desktop.screens.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.VerificationState;
import fr.gaveurs.console.desktop.MadeUpProofs;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneId;
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
}
