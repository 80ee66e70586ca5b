package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.bugs.BugFilter;
import fr.gaveurs.console.desktop.screens.bugs.BugViews;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowSettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("é à").resolve("window.json");
        WindowSettings settings = WindowSettings.DEFAULT
                .withLanguage(Language.EN)
                .withTheme(Theme.DARK)
                .withTextPercent(150)
                .withSize(1_400, 900, true)
                .withSortByName(true)
                .withBugs(new BugViews(BugFilter.USUAL, List.of()))
                .withReporterName("Amélie");

        settings.write(file);

        assertThat(WindowSettings.read(file)).isEqualTo(settings);
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(file.getParent()).isDirectoryNotContaining(found -> !found.equals(file));
    }

    @Test
    void aMissingOrDamagedFileGivesTheDefaults() throws IOException {
        Path file = folder.resolve("window.json");
        assertThat(WindowSettings.read(file)).isEqualTo(WindowSettings.DEFAULT);
        for (String damaged : new String[] {"", "null", "{", "[1]", "{\"theme\":\"PURPLE\"}", "\u0000\u0001"}) {
            Files.writeString(file, damaged);
            assertThat(WindowSettings.read(file)).as(damaged).isEqualTo(WindowSettings.DEFAULT);
        }
        Files.writeString(file, "{\"language\":\"EN\",\"from_a_newer_version\":1}");
        assertThat(WindowSettings.read(file).language()).isEqualTo(Language.EN);
    }
}
