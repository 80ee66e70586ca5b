package fr.gaveurs.console.backend.features.models.onnx.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxRuntimeFolder;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that is killed leaves no process of a model behind. */
class OnnxOrphanTest {
    @TempDir
    private Path folder;

    /** A console in small: starts a model, says its process, and waits. */
    static final class Console {
        private Console() {}

        public static void main(String[] arguments) throws Exception {
            OnnxRunners runners =
                    new OnnxRunners(OnnxPrograms.find(Path.of(arguments[0])), System::nanoTime, new Metrics());
            OnnxRunner runner = runners.of(OnnxCheck.check(new OnnxBuilder().bytes()));
            runner.run(new double[][] {new double[8]});
            System.out.println(runner.pid());
            System.in.read();
        }
    }

    @Test
    void theProcessEndsWithAConsoleThatIsKilled() throws Exception {
        OnnxRuntimeFolder.ensure();
        Process console = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Console.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = console.inputReader()) {
            ProcessHandle process =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertThat(process.isAlive()).isTrue();
            console.destroyForcibly().waitFor();
            await().until(() -> !process.isAlive());
        } finally {
            console.destroyForcibly();
        }
    }
}
