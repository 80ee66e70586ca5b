package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.ConsoleProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program with its window, as a process of its own. */
@Timeout(120)
class WindowedConsoleTest {
    @TempDir
    Path folder;

    @Test
    void startsServesShowsThatItsWindowLivesAndEndsWhenAsked() throws Exception {
        try (ConsoleProcess console =
                ConsoleProcess.on(folder.resolve("data")).quick().windowed().start()) {
            await().untilAsserted(
                            () -> assertThat(console.get("/health/startup")).contains("\"started\""));
            // One of the parts, once the window has shown its first screen.
            await().untilAsserted(() -> assertThat(console.get("/health")).contains("\"window\""));
            compilersGiveWay(console);
            assertThat(console.terminate()).isZero();
            assertThat(console.log()).contains("request gate stopped");
        }
    }

    private void compilersGiveWay(ConsoleProcess console) throws IOException {
        Path process = Path.of("/proc", Long.toString(console.pid()));
        assumeThat(process).isDirectory();
        int usual = Integer.parseInt(nice(Path.of("/proc/self")));
        Map<String, String> nice = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                nice.put(Files.readString(thread.resolve("comm")).strip(), nice(thread));
            }
        }
        assertThat(nice)
                .containsEntry("JavaFX Applicat", Integer.toString(usual))
                .containsEntry("C1 CompilerThre", Integer.toString(Math.min(19, usual + CompilerPriority.NICE)));
    }

    /** Of a process or a thread. */
    private static String nice(Path of) throws IOException {
        String stat = Files.readString(of.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16];
    }
}
