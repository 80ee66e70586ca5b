package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/**
 * Kills the console and its PostgreSQL with SIGKILL while devices send as fast as they can, then counts: each
 * acknowledged sample must be stored exactly once. Arguments: the folder of the recordings, the number of rounds.
 */
public final class KillBench {
    private static final int DEVICES = 10;
    private static final int IN_FLIGHT = 8;

    private final Set<String> acked = ConcurrentHashMap.newKeySet();
    private final List<Template> templates;
    private final Path dataDir;
    private final Random random = new Random(7);

    private KillBench(List<Template> templates, Path dataDir) {
        this.templates = templates;
        this.dataDir = dataDir;
    }

    public static void main(String[] arguments) throws Exception {
        Path recording = Path.of(arguments[0]).resolve("esp32-compact.ndjson.gz");
        if (!Files.exists(recording)) {
            System.out.println("kill bench: no recordings, nothing done");
            return;
        }
        Path folder = Files.createTempDirectory("gaveurs-kill");
        try {
            new KillBench(Template.read(recording, 100), folder.resolve("data")).run(Integer.parseInt(arguments[1]));
        } finally {
            LoadBench.delete(folder);
        }
    }

    private void run(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            ConsoleProcess console = ConsoleProcess.start(dataDir);
            List<Sender> senders = flood(console);
            Thread.sleep(1_500 + random.nextInt(2_500));
            if (round % 2 == 0) {
                ProcessHandle.of(ConsoleProcess.postmaster(dataDir))
                        .orElseThrow()
                        .destroyForcibly();
                int before = acked.size();
                Thread.sleep(6_000 + random.nextInt(1_000));
                System.out.printf(
                        "round %d: PostgreSQL killed, %d acknowledged after it%n", round, acked.size() - before);
            }
            console.kill();
            close(senders);
            System.out.printf("round %d: console killed, %d acknowledged so far%n", round, acked.size());
        }
        try (ConsoleProcess console = ConsoleProcess.start(dataDir)) {
            awaitSpoolEmpty(console);
            count(console);
        }
    }

    /** What was acknowledged as spooled is stored only when the spool has been brought to the database. */
    private static void awaitSpoolEmpty(ConsoleProcess console) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (console.get("/metrics").lines().anyMatch(line -> line.startsWith("spool_samples 0"))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("the spool was not empty after a minute");
    }

    private List<Sender> flood(ConsoleProcess console) throws IOException {
        List<Sender> senders = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            Sender sender = new Sender(
                    console.port(),
                    device,
                    templates,
                    IN_FLIGHT,
                    new LongAdder(),
                    new LongAdder(),
                    (id, nanos) -> acked.add(id));
            senders.add(sender);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    sender.flood();
                } catch (IOException | InterruptedException e) {
                    sender.stop(); // the console was killed
                }
            });
        }
        return senders;
    }

    private static void close(List<Sender> senders) throws IOException {
        for (Sender sender : senders) {
            sender.close();
        }
    }

    private void count(ConsoleProcess console) throws IOException, InterruptedException {
        Map<String, Integer> stored = new HashMap<>();
        String cursor = null;
        do {
            String page = console.get("/api/sqal/samples?limit=500"
                    + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            JsonNode tree = Json.MAPPER.readTree(page);
            tree.get("items").forEach(item -> stored.merge(item.get("sample_id").asString(), 1, Integer::sum));
            cursor = tree.get("next_cursor").isNull()
                    ? null
                    : tree.get("next_cursor").asString();
        } while (cursor != null);
        long lost = acked.stream().filter(id -> !stored.containsKey(id)).count();
        long twice = stored.values().stream().filter(n -> n > 1).count();
        System.out.printf(
                "acknowledged %d, stored %d, lost %d, stored twice %d%n", acked.size(), stored.size(), lost, twice);
        if (lost > 0 || twice > 0) {
            System.exit(1);
        }
    }
}
