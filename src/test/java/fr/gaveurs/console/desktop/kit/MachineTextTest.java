package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTextTest {
    private static final String RUN =
            ". It had run since 2026-11-28T10:00:00Z with version 0.2.0 as process 42, and did not"
                    + " get to its orderly end. Somebody or something killed it, or the machine lost its power. Below are the last"
                    + " lines of its log.";

    private final Messages fr = new Messages(Language.FR, ZoneOffset.UTC);
    private final Messages en = new Messages(Language.EN, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The console ended without a word | La console s’est arrêtée sans prévenir",
                "The console fell over: SIGSEGV (0xb) | La console est tombée : SIGSEGV (0xb)",
                "Station ESP32_LL_01 reports an error by its heartbeat: i2c | La station ESP32_LL_01 signale une erreur dans son message de vie : i2c",
                "The table bugs is damaged: invalid page. Disks that damage one file damage more: have the disk checked. | La table bugs est abîmée : invalid page. Un disque qui abîme un fichier en abîme d’autres : faites-le vérifier.",
            })
    void whatAConsoleWroteIsToldInFrench(String written, String told) {
        assertThat(MachineText.of(written, fr)).isEqualTo(told);
        assertThat(MachineText.of(written, en)).isEqualTo(written);
    }

    @Test
    void aRunThatDidNotEndIsToldWithItsTimesAndItsCause() {
        assertThat(MachineText.of("The console ended without a word" + RUN, fr))
                .startsWith("La console s’est arrêtée sans prévenir. Elle tournait depuis le ")
                .contains("version 0.2.0, processus 42", "a perdu le courant")
                .doesNotContain("Somebody", "orderly");
        assertThat(MachineText.of("The console fell over: out of memory" + RUN, fr))
                .startsWith("La console est tombée : out of memory. Elle tournait");
    }

    /** As the sources of the backend have them: other words there would be English in a French window. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "features/bugs/ErrorCollector | The console ",
                "features/bugs/ErrorCollector | ended without a word",
                "features/bugs/ErrorCollector | fell over: ",
                "features/bugs/ErrorCollector | . It had run since ",
                "features/bugs/ErrorCollector | , and did not get to its orderly end. ",
                "features/bugs/ErrorCollector | Somebody or something killed it, or the machine lost its power.",
                "features/bugs/ErrorCollector | What the virtual machine reported",
                "features/bugs/ErrorCollector | Below are the last lines of its log.",
                "features/bugs/ErrorCollector | reports an error by its heartbeat: ",
                "features/bugs/ErrorCollector | The console met an error with the code ",
                "features/bugs/ErrorCollector | . Disks that damage one file damage more: have the disk checked.",
                "platform/store/damage/DamageWatch | is damaged: ",
                "platform/store/damage/DamageWatch | The database's files are damaged: ",
                "platform/store/damage/DamageWatch | and was set aside as ",
                "platform/store/damage/DamageWatch | : other days are read",
                "StoredData | bytes of the spool on disk could not be read: ",
            })
    void consolesStillWriteThese(String source, String words) throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/fr/gaveurs/console/backend", source + ".java")))
                .contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tiles flicker", "", "The console ended without a word, they say", "the Console\nended"})
    void whatAPersonWroteStays(String written) {
        assertThat(MachineText.of(written, fr)).isEqualTo(written);
    }
}
