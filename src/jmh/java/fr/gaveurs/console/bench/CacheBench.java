package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the cache saves: 10 dashboards that ask one question after another, while 50 stations store 20 samples a second,
 * with the cache off and on. Prints queries and answers a second and writes them as JSON. Needs the recordings beside
 * the project. Arguments: the folder of the recordings, the JSON file to write.
 */
public final class CacheBench {
    private static final int READERS = 10;
    private static final int DEVICES = 50;
    private static final int SAMPLES_PER_SECOND = 20;
    private static final int WARM_SECONDS = 10;
    private static final int SECONDS = 15;

    /** What a dashboard asks in turn; %s stands for one of the stations. */
    private static final List<String> MIX = List.of(
            "/api/sqal/dashboard/overview",
            "/api/sqal/samples/latest?matrices=false",
            "/api/sqal/stats/hourly?device_id=%s",
            "/api/sqal/dashboard/overview",
            "/api/sqal/samples?limit=20",
            "/api/sqal/stats/grade-distribution",
            "/api/sqal/devices/%s",
            "/api/sqal/samples?device_id=%s&limit=50",
            "/api/sqal/dashboard/overview",
            "/api/sqal/stats/sites",
            "/api/sqal/stats/daily?device_id=%s",
            "/api/sqal/stats/hourly?site_code=LL");

    private final List<Template> templates;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private record Outcome(double answers, double queries) {
        double queriesEach() {
            return queries / answers;
        }
    }

    private CacheBench(List<Template> templates) {
        this.templates = templates;
    }

    public static void main(String[] arguments) throws Exception {
        Path recording = Path.of(arguments[0]).resolve("esp32-compact.ndjson.gz");
        if (!Files.exists(recording)) {
            System.out.println("cache bench: no " + recording + ", nothing measured");
            return;
        }
        CacheBench bench = new CacheBench(Template.read(recording, 100));
        Path folder = Files.createTempDirectory("gaveurs-bench");
        try {
            bench.run(folder.resolve("data"));
        } finally {
            LoadBench.delete(folder);
        }
        Files.write(
                Path.of(arguments[1]),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(bench.figures));
    }

    private void run(Path dataDir) throws Exception {
        Outcome off = measure("cache_off", dataDir, false, true);
        Outcome on = measure("cache_on", dataDir, true, false);
        report("throughput_ratio", on.answers() / off.answers(), "floor 5");
        report("fewer_queries_per_second_percent", 100 * (1 - on.queries() / off.queries()), "");
        report("fewer_queries_per_answer_percent", 100 * (1 - on.queriesEach() / off.queriesEach()), "floor 90");
    }

    private Outcome measure(String name, Path dataDir, boolean enabled, boolean empty) throws Exception {
        Files.createDirectories(dataDir);
        Files.writeString(dataDir.resolve("settings.properties"), "cache.enabled=" + enabled + "\n");
        AtomicBoolean end = new AtomicBoolean();
        try (ConsoleProcess console = ConsoleProcess.start(dataDir)) {
            List<Sender> senders = new ArrayList<>();
            LongAdder acked = new LongAdder();
            for (int device = 0; device < DEVICES; device++) {
                senders.add(
                        new Sender(console.port(), device, templates, 100, acked, new LongAdder(), (id, nanos) -> {}));
            }
            if (empty) {
                history(senders);
            }
            LongAdder answers = new LongAdder();
            Thread.ofPlatform().daemon().start(() -> send(senders, end));
            for (int reader = 0; reader < READERS; reader++) {
                int number = reader;
                Thread.ofPlatform().daemon().start(() -> read(console.port(), number, answers, end));
            }
            Thread.sleep(WARM_SECONDS * 1_000L);
            double answersBefore = answers.sum();
            double queriesBefore = queries(console);
            double cpuBefore = console.cpuSeconds();
            double ackedBefore = acked.sum();
            long from = System.nanoTime();
            Thread.sleep(SECONDS * 1_000L);
            double seconds = (System.nanoTime() - from) / 1e9;
            Outcome outcome = new Outcome(
                    (answers.sum() - answersBefore) / seconds, (queries(console) - queriesBefore) / seconds);
            report(name + "_samples_per_s", (acked.sum() - ackedBefore) / seconds, "");
            report(
                    name + "_console_cpu_ms_each",
                    (console.cpuSeconds() - cpuBefore) * 1e3 / seconds / outcome.answers(),
                    "PostgreSQL included");
            report(name + "_answers_per_s", outcome.answers(), "");
            report(name + "_queries_per_s", outcome.queries(), "");
            end.set(true);
            for (Sender sender : senders) {
                sender.close();
            }
            return outcome;
        }
    }

    /** A sample in each of the last 24 hours and 30 days, so that the answers have their usual size. */
    private static void history(List<Sender> senders) throws IOException, InterruptedException {
        Instant now = Instant.now();
        for (int i = 0; i < 24 + 29; i++) {
            Instant at = now.minus(i < 24 ? Duration.ofHours(i) : Duration.ofDays(i - 23));
            for (Sender sender : senders) {
                sender.sendOne(i, at);
            }
            Thread.sleep(20);
        }
        Thread.sleep(2_000);
    }

    private static void send(List<Sender> senders, AtomicBoolean end) {
        try {
            long next = System.nanoTime();
            for (int i = 0; !end.get(); i++) {
                senders.get(i % DEVICES).sendOne(i);
                next += 1_000_000_000L / SAMPLES_PER_SECOND;
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException | InterruptedException e) {
            if (!end.get()) {
                System.out.println("the senders ended: " + e);
            }
        }
    }

    private static void read(int port, int number, LongAdder answers, AtomicBoolean end) {
        Random random = new Random(number);
        try (Reader reader = new Reader(port)) {
            for (int i = number; !end.get(); i++) {
                reader.get(MIX.get(i % MIX.size()).formatted(Template.deviceName(random.nextInt(DEVICES))));
                answers.increment();
            }
        } catch (IOException e) {
            if (!end.get()) {
                System.out.println("a reader ended: " + e);
            }
        }
    }

    private static double queries(ConsoleProcess console) throws IOException, InterruptedException {
        return console.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("db_operations_total{operation=\"read\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void report(String name, double value, String note) {
        figures.put(name, Math.round(value * 100) / 100.0);
        System.out.printf("%-36s %12.2f   %s%n", name, value, note);
    }
}
