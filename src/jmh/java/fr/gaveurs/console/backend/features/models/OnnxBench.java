package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.models.onnx.HostileOnnx;
import fr.gaveurs.console.backend.features.models.onnx.HostileOnnx.Hostile;
import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxRuntimeFolder;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxPrograms;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunner;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunners;
import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The floors of ONNX models: less than a millisecond for a prediction, alone and among many; 20 kills of the process while
 * samples flow, and more than a hundred hostile files, after which everything is stored and said. A floor that is not held
 * ends it with 1.
 */
public final class OnnxBench {
    private static final int KILLS = 20;
    private static final int[] BATCHES = {1, 10, 100, 500};
    private static final double MOST_MICROS = 1_000;

    private final List<String> faults = new ArrayList<>();

    private OnnxBench() {}

    public static void main(String[] arguments) throws Exception {
        OnnxRuntimeFolder.ensure();
        OnnxBench bench = new OnnxBench();
        bench.time("linear", new OnnxBuilder());
        bench.time("trees", OnnxBuilder.trees());
        bench.time("the largest network that is taken", OnnxBuilder.largest());
        bench.console();
        bench.faults.forEach(fault -> System.out.println("NOT HELD: " + fault));
        System.exit(bench.faults.isEmpty() ? 0 : 1);
    }

    private void held(boolean held, String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println("  " + (held ? "held  " : "NOT   ") + line);
        if (!held) {
            faults.add(line);
        }
    }

    private void time(String name, OnnxBuilder builder) throws Exception {
        Path work = Files.createTempDirectory("gaveurs-onnx-bench");
        OnnxRunners runners = new OnnxRunners(OnnxPrograms.find(work), System::nanoTime, new Metrics());
        OnnxRunner runner = runners.of(OnnxCheck.check(builder.bytes()));
        long begin = System.nanoTime();
        runner.run(new double[][] {new double[8]});
        System.out.printf(
                Locale.ROOT,
                "%s: %d bytes, started and first asked in %d ms%n",
                name,
                builder.bytes().length,
                (System.nanoTime() - begin) / 1_000_000);
        for (int batch : BATCHES) {
            double[][] rows = new double[batch][8];
            int rounds = Math.max(20, 2_000 / batch);
            double[] micros = new double[rounds];
            for (int i = -rounds; i < rounds; i++) {
                long from = System.nanoTime();
                runner.run(rows);
                micros[Math.max(0, i)] = (System.nanoTime() - from) / 1e3 / batch;
            }
            Arrays.sort(micros);
            held(
                    micros[rounds / 2] < MOST_MICROS,
                    "%s, %d samples at once: median %.1f µs, p99 %.1f µs a sample",
                    name,
                    batch,
                    micros[rounds / 2],
                    micros[rounds * 99 / 100]);
        }
        runners.stop(Deadline.in(Duration.ofSeconds(5)));
        FileTrees.delete(work);
    }

    private void console() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            long id = StoredSamples.read(console.send("POST", "/api/ai/models", new OnnxBuilder().bytes()))
                    .get("id")
                    .asLong();
            StoredSamples.read(
                    console.send("POST", "/api/ai/models/" + id + "/activate", null, "Gaveurs-Reason", "tried"));
            OnnxKills.Outcome outcome = OnnxKills.run(console, id, KILLS);
            held(
                    outcome.stored() == outcome.acknowledged() && outcome.told() == outcome.acknowledged(),
                    "%d kills: %d samples acknowledged, %d stored, of %d said",
                    KILLS,
                    outcome.acknowledged(),
                    outcome.stored(),
                    outcome.told());
            int refused = 0;
            for (Map.Entry<String, Hostile> each : HostileOnnx.all().entrySet()) {
                int status = console.send(
                                "POST", "/api/ai/models", each.getValue().bytes())
                        .statusCode();
                refused += status == 400 ? 1 : 0;
                console.store(TestMessages.sample("ESP32_LL_01"));
            }
            held(
                    refused == HostileOnnx.all().size(),
                    "%d of %d hostile files refused",
                    refused,
                    HostileOnnx.all().size());
            held(
                    console.send("POST", "/api/ai/models", new byte[100 << 20]).statusCode() == 413,
                    "one of 100 MiB refused");
        }
    }
}
