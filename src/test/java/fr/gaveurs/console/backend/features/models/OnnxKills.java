package fr.gaveurs.console.backend.features.models;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Kills the process of an ONNX model again and again while samples flow. */
final class OnnxKills {
    private final TestConsole console;
    private final long version;
    private final AtomicBoolean ending = new AtomicBoolean();

    private OnnxKills(TestConsole console, long version) {
        this.console = console;
        this.version = version;
    }

    /** @param acknowledged samples; {@code stored} of them, and {@code told} of which the version said its figures */
    record Outcome(int acknowledged, long stored, long told) {}

    /**
     * Sends samples until the process was killed so often, and waits for what is said of them.
     *
     * @param version the active one
     */
    static Outcome run(TestConsole console, long version, int kills) throws Exception {
        return new OnnxKills(console, version).run(kills);
    }

    private Outcome run(int kills) throws Exception {
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<Set<String>> sent = sender.submit((Callable<Set<String>>) this::send);
            long last = 0;
            for (int i = 0; i < kills; i++) {
                long before = told();
                await().until(() -> told() > before);
                long known = last;
                ProcessHandle process = await().until(
                                () -> process().filter(each -> each.pid() != known), Optional::isPresent)
                        .orElseThrow();
                last = process.pid();
                process.destroyForcibly();
            }
            ending.set(true);
            Set<String> ids = sent.get();
            await().until(() -> told() >= ids.size());
            return new Outcome(ids.size(), count("sensor_samples", ""), told());
        }
    }

    private Set<String> send() throws IOException, InterruptedException {
        Set<String> ids = new HashSet<>();
        while (!ending.get()) {
            TestMessages sample = TestMessages.sample("ESP32_KI_01");
            console.store(sample); // waits for the acknowledgement, and throws without
            ids.add(sample.id());
            Thread.sleep(20);
        }
        return ids;
    }

    private long told() {
        return count("predictions", " AND version_id = " + version);
    }

    private long count(String table, String and) {
        return console.count("SELECT count(*) FROM " + table + " WHERE device_id = 'ESP32_KI_01'" + and);
    }

    /** The process that runs a model, of those that this JVM has started. */
    static Optional<ProcessHandle> process() {
        List<ProcessHandle> all = ProcessHandle.current()
                .children()
                .filter(each -> each.info().commandLine().orElse("").contains("OnnxWorker"))
                .filter(ProcessHandle::isAlive)
                .toList();
        return all.stream().findFirst();
    }
}
