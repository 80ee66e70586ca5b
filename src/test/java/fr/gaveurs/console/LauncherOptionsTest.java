package fr.gaveurs.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program runs with the same options of the JVM, however it was started. */
class LauncherOptionsTest {
    private static List<String> installed() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("installer/package/java-options"))) {
            return lines.filter(line -> line.startsWith("-")).toList();
        }
    }

    @Test
    void theInstalledProgramHasTheOptionsOfTheStartScripts() throws IOException {
        String posix = Files.readString(Path.of("installer/launcher/gaveurs-console"));
        String windows = Files.readString(Path.of("installer/launcher/gaveurs-console.cmd"));
        assertThat(installed())
                .hasSizeGreaterThan(3)
                .allSatisfy(option -> assertThat(posix).contains(option))
                .allSatisfy(option -> assertThat(windows).contains(option));
    }

    @Test
    void theStartScriptsHaveNoOptionThatTheInstalledProgramLacks() throws IOException {
        // Those about modules have no counterpart: JavaFX is linked into the installed runtime.
        String posix = Files.readString(Path.of("installer/launcher/gaveurs-console"));
        List<String> inScript = Stream.of(posix.split("[\\s=']+(?=-)|[\\s;']+"))
                .filter(word -> word.matches("-X[a-zA-Z0-9:+=-]+"))
                .filter(word -> !word.endsWith("Xmx"))
                .toList();
        assertThat(installed()).containsAll(inScript);
        assertThat(inScript)
                .contains(
                        "-XX:-OmitStackTraceInFastThrow",
                        "-XX:G1HeapRegionSize=4m",
                        "-XX:MaxGCPauseMillis=15",
                        "-XX:MaxTenuringThreshold=1");
    }
}
