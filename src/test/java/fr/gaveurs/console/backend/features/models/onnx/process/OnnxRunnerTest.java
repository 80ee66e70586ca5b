package fr.gaveurs.console.backend.features.models.onnx.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxRuntimeFolder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxSchema;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes with a real library in them. */
class OnnxRunnerTest {
    private static final double[] ROW = {1, 0, 0, 0, 0, 0, 0, 0};

    @TempDir
    private Path folder;

    private Metrics metrics;
    private OnnxRunners runners;

    @BeforeEach
    void open() {
        OnnxRuntimeFolder.ensure();
        metrics = new Metrics();
        runners = new OnnxRunners(OnnxPrograms.find(folder.resolve("onnx")), System::nanoTime, metrics);
        runners.start();
    }

    @AfterEach
    void close() {
        runners.stop(Deadline.in(Duration.ofSeconds(5)));
        metrics.close();
    }

    private OnnxRunner runner(OnnxBuilder builder) throws Exception {
        return runners.of(OnnxCheck.check(builder.bytes()));
    }

    private static void kill(OnnxRunner runner) {
        ProcessHandle process = ProcessHandle.of(runner.pid()).orElseThrow();
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    @Test
    void itSaysWhatTheFileSaysAlsoOfMoreThanFitIntoOneQuestion() throws Exception {
        OnnxRunner runner = runner(new OnnxBuilder());
        double[][] rows = new double[1_203][];
        Arrays.fill(rows, ROW);
        rows[1_202] = new double[8];
        double[][] said = runner.run(rows);
        assertThat(said).hasDimensions(1_203, 1);
        assertThat(said[0][0]).isCloseTo(0.6, within(1e-6));
        assertThat(said[1_202][0]).isCloseTo(0.5, within(1e-6));
        assertThat(runner.fault()).isNull();
        assertThat(runners.of(OnnxCheck.check(new OnnxBuilder().bytes())))
                .as("the same file is the same model")
                .isSameAs(runner);
    }

    @Test
    void treesAreRunToo() throws Exception {
        OnnxRunner runner = runner(OnnxBuilder.trees());
        assertThat(runner.run(new double[][] {ROW, new double[8]})).isDeepEqualTo(new double[][] {{0.8f}, {0.2f}});
    }

    @Test
    void whatDoesNotSayOfItsGoldenRowsWhatItShouldIsNotUsed() throws Exception {
        OnnxRunner runner = runner(new OnnxBuilder().property(OnnxSchema.GOLDEN, OnnxBuilder.goldenOf(0.25)));
        ModelFault fault = runner.goldenFault();
        assertThat(fault).isNotNull();
        assertThat(fault.text()).startsWith("golden row 1: freshness should be 0.25 and is 0.45");
        assertThat(runner.fault()).isEqualTo(fault);
        assertThatThrownBy(() -> runner.run(new double[][] {ROW})).isInstanceOf(ModelUnavailableException.class);
        assertThat(runner.pid()).as("its process has ended").isZero();
    }

    @Test
    void whatTheLibraryRefusesIsSaidInItsWordsAndLeftAloneAfterSomeTries() throws Exception {
        OnnxRunner runner = runner(OnnxBuilder.ofMixedTypes());
        assertThatThrownBy(runner::goldenFault)
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("Type");
        ModelFault fault = await().until(
                        () -> {
                            assertThatThrownBy(runner::goldenFault).isInstanceOf(ModelUnavailableException.class);
                            return runner.fault();
                        },
                        Objects::nonNull);
        assertThat(fault.code()).isEqualTo(ModelFault.Code.FAILED_TOO_OFTEN);
        assertThat(fault.details()).startsWith("6", "answer");
    }

    @Test
    void oneThatIsKilledIsStartedAgainAndNobodyWhoAsksSeesIt() throws Exception {
        OnnxRunner runner = runner(new OnnxBuilder());
        runner.run(new double[][] {ROW});
        for (int i = 0; i < 3; i++) {
            kill(runner);
            assertThat(runner.run(new double[][] {ROW})[0][0]).isCloseTo(0.6, within(1e-6));
        }
        assertThat(folder.resolve("onnx").toFile().list())
                .as("what a killed one left behind")
                .hasSizeLessThan(3);
        assertThat(metrics.scrape("text/plain"))
                .contains("model_onnx_starts_total 4.0")
                .contains("model_onnx_failures_total{reason=\"ended\"} 3.0")
                .contains("model_onnx_processes 1.0");
    }

    @Test
    void oneThatDoesNotAnswerIsEnded() throws Exception {
        OnnxProcess process = OnnxProcess.start(
                OnnxPrograms.find(folder.resolve("onnx")),
                new OnnxBuilder().bytes(),
                Duration.ofMinutes(1),
                Duration.ofMillis(300));
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThatThrownBy(() -> process.run(new double[][] {ROW}, 0, 1, 1))
                .isInstanceOfSatisfying(
                        OnnxProcess.Failure.class, e -> assertThat(e.kind()).isEqualTo(OnnxProcess.Kind.TIMEOUT));
        await().until(() -> !process.isAlive());
    }

    @Test
    void atMostFourRunAtOnceAndTheOneThatWasAskedLeastLatelyMakesRoom() throws Exception {
        List<OnnxRunner> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            OnnxRunner each = runner(new OnnxBuilder().property("number", Integer.toString(i)));
            each.run(new double[][] {ROW});
            all.add(each);
        }
        assertThat(all.stream().filter(each -> each.pid() != 0)).hasSize(4);
        assertThat(all.getFirst().pid()).isZero();
        assertThat(all.getFirst().run(new double[][] {ROW})).hasDimensions(1, 1);
    }

    @Test
    void theConsolesEndIsTheirEndToo() throws Exception {
        OnnxRunner runner = runner(new OnnxBuilder());
        runner.run(new double[][] {ROW});
        ProcessHandle process = ProcessHandle.of(runner.pid()).orElseThrow();
        runners.stop(Deadline.in(Duration.ofSeconds(5)));
        await().until(() -> !process.isAlive());
        assertThatThrownBy(() -> runner.run(new double[][] {ROW}))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("ends");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSystemBoundsItsMemoryAndItIsToldNothingOfTheConsole() throws Exception {
        OnnxRunner runner = runner(new OnnxBuilder());
        runner.run(new double[][] {ROW});
        Path process = Path.of("/proc", Long.toString(runner.pid()));
        assertThat(Files.readString(process.resolve("limits")))
                .containsPattern("Max address space +" + OnnxPrograms.MOST_MEMORY + " +" + OnnxPrograms.MOST_MEMORY);
        assertThat(Files.readString(process.resolve("oom_score_adj")).strip())
                .as("where memory runs short it is this process that the system ends")
                .isEqualTo("1000");
        assertThat(Files.readString(process.resolve("environ")).split("\0"))
                .allSatisfy(each -> assertThat(each).matches("(LC_ALL|MALLOC_ARENA_MAX|PWD|OLDPWD|_|SHLVL)=.*"));
    }
}
