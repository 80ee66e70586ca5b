package fr.gaveurs.console.backend.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.settings.DataFolder.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void oneConsoleAtATimeHoldsAFolder() throws Exception {
        Path path = temporary.resolve("Données de l'été").resolve("console");
        try (DataFolder first = DataFolder.open(path)) {
            assertThat(first).isNotNull();
            assertThat(path).isDirectory();
            assertThat(DataFolder.open(path)).isNull();
        }
        try (DataFolder again = DataFolder.open(path)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void theOneThatRunsAnnouncesItselfUntilItEnds() throws Exception {
        assertThat(DataFolder.announced(temporary)).isNull();
        try (DataFolder folder = DataFolder.open(temporary)) {
            folder.announce(new Instance(1, "http://127.0.0.1:1"));
            folder.announce(new Instance(42, "http://127.0.0.1:8000"));

            assertThat(DataFolder.announced(temporary)).isEqualTo(new Instance(42, "http://127.0.0.1:8000"));
        }
        assertThat(DataFolder.announced(temporary)).isNull();
        try (var left = Files.list(temporary)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactly("console.lock");
        }
    }

    @Test
    void aRunThatDidNotComeToItsEndIsFoundByTheNext() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThat(folder.begin("0.1.0")).isNull();
        }
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThat(folder.begin("0.1.0"))
                    .as("the run before ended in order")
                    .isNull();
            Files.copy(temporary.resolve("run.json"), temporary.resolve("kept"));
        }
        Files.move(temporary.resolve("kept"), temporary.resolve("run.json")); // as a kill leaves it

        try (DataFolder folder = DataFolder.open(temporary)) {
            DataFolder.Run run = folder.begin("0.2.0");
            assertThat(run).isNotNull();
            assertThat(run.version()).isEqualTo("0.1.0");
            assertThat(run.pid()).isEqualTo(ProcessHandle.current().pid());
        }
        assertThat(temporary.resolve("run.json")).doesNotExist();
    }

    @Test
    void aCommandOnTheFolderIsNoRun() throws Exception {
        Files.writeString(
                temporary.resolve("run.json"), "{\"pid\":1,\"started\":\"2026-11-23T08:00:00Z\",\"version\":\"1\"}");
        DataFolder.open(temporary).close();

        assertThat(temporary.resolve("run.json")).exists();
        Files.writeString(temporary.resolve("run.json"), "{\"pid\":");
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThat(folder.begin("0.2.0")).as("half a note").isNull();
        }
    }

    @Test
    void whatNobodyCanReadAnnouncesNothing() throws Exception {
        Files.writeString(temporary.resolve("instance.json"), "{\"pid\":");

        assertThat(DataFolder.announced(temporary)).isNull();
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedWithWhatToDo() throws Exception {
        Path file = Files.createFile(temporary.resolve("a file"));

        // Below a file no folder can be made, whoever tries: not even root.
        for (Path path : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining(file + " is a file")
                    .hasMessageNotContaining("Exception")
                    .hasMessageContaining("--data-dir");
        }
    }

    @Test
    void theEnvironmentChoosesTheFolder() throws SettingsException {
        assertThat(DataFolder.defaultPath(Map.of("GAVEURS_DATA_DIR", "/srv/./console")))
                .isEqualTo(Path.of("/srv/console").toAbsolutePath());
        assertThat(DataFolder.defaultPath(Map.of("GAVEURS_DATA_DIR", " ")))
                .isEqualTo(DataFolder.defaultPath(Map.of()))
                .isAbsolute();
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        DataFolder folder = DataFolder.open(temporary);
        folder.close();
        try (DataFolder next = DataFolder.open(temporary)) {
            next.announce(new Instance(7, "http://127.0.0.1:7"));
            folder.close();

            assertThat(DataFolder.announced(temporary)).isNotNull();
        }
    }

    /** As of a user id that no list of users names: "?" was taken for a folder, where the program was started. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "", " ", "home"})
    void withoutAHomeItSaysWhatToDo(String home) throws Exception {
        String before = System.getProperty("user.home");
        try {
            System.setProperty("user.home", home);
            assertThat(DataFolder.home()).isNull();
            assertThatThrownBy(() -> DataFolder.defaultPath(Map.of()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll("no home folder", "--data-dir", "GAVEURS_DATA_DIR");
            assertThat(DataFolder.defaultPath(Map.of("GAVEURS_DATA_DIR", "/srv/console")))
                    .isEqualTo(Path.of("/srv/console"));
        } finally {
            System.setProperty("user.home", before);
        }
    }
}
