package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartsTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void startsAgainAfterAFallAndEndsWithTheCodeOfAChosenEnd() throws Exception {
        Path runs = folder.resolve("runs");
        // Killed the first time, ended by a person in a hurry the second.
        String script = "echo run \"$JAVA_TOOL_OPTIONS\" >> '%s'; [ $(wc -l < '%s') -ge 2 ] && exit 6; kill -9 $$"
                .formatted(runs, runs);

        int code = new Restarts(List.of("/bin/sh", "-c", script), folder.resolve("Données 1")).run();

        assertThat(code).isEqualTo(Exit.FORCED);
        assertThat(Files.readAllLines(runs))
                .hasSize(2)
                .allMatch(run -> run.contains("\"-XX:ErrorFile=" + folder.resolve("Données 1/logs/hs_err_pid%p.log")
                        + "\" -XX:+CrashOnOutOfMemoryError"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 5, 6, 130, 143})
    void anEndThatSomebodyChoseOrThatAnotherStartWouldNotMendIsTheEnd(int code) {
        assertThat(Restarts.chosen(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 134, 137, 139, -1073741819})
    void aFallIsNot(int code) {
        assertThat(Restarts.chosen(code)).isFalse();
    }

    @Test
    void waitsLongerEachTimeUpToAMinute() {
        assertThat(Restarts.longer(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(4));
        assertThat(Restarts.longer(Duration.ofSeconds(40))).isEqualTo(Duration.ofMinutes(1));
        assertThat(Restarts.longer(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theConsoleItselfIsGivenEverythingButTheWishToBeStartedAgain() {
        assertThat(Restarts.command(List.of("cmd.exe", "/c", "x.cmd"), List.of("--restart", "--kiosk", "--port=1")))
                .containsExactly("cmd.exe", "/c", "x.cmd", "--kiosk", "--port=1");
    }
}
