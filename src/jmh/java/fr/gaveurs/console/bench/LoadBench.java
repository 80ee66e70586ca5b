package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * The floors of the live path, measured on this machine: prints each figure beside its floor and writes them as JSON.
 * Needs the recordings beside the project. Arguments: the folder of the recordings, the JSON file to write.
 */
public final class LoadBench {
    private static final int DEVICES = 20;
    private static final int IN_FLIGHT = 16;

    private final Path recordings;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private LoadBench(Path recordings) {
        this.recordings = recordings;
    }

    public static void main(String[] arguments) throws Exception {
        Path recordings = Path.of(arguments[0]);
        if (!Files.exists(recordings.resolve("esp32-compact.ndjson.gz"))) {
            System.out.println("load bench: no recordings in " + recordings + ", nothing measured");
            return;
        }
        LoadBench bench = new LoadBench(recordings);
        Path folder = Files.createTempDirectory("gaveurs-bench");
        try {
            bench.run(folder.resolve("data"));
        } finally {
            delete(folder);
        }
        Files.write(
                Path.of(arguments[1]),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(bench.figures));
    }

    private void run(Path dataDir) throws Exception {
        List<Template> compact = Template.read(recordings.resolve("esp32-compact.ndjson.gz"), 100);
        List<Template> full = Template.read(recordings.resolve("esp32-full.ndjson.gz"), 20);
        try (ConsoleProcess console = ConsoleProcess.start(dataDir)) {
            report("ready_new_folder_s", console.readySeconds(), "floor 8");
        }
        try (ConsoleProcess console = ConsoleProcess.start(dataDir)) {
            report("ready_old_folder_s", console.readySeconds(), "floor 4");
            calm("ack_1hz", console, compact, "floor 30");
            flood("compact", console, compact, 10, 20, "floor 3000");
            flood("full", console, full, 5, 10, "floor 500");
            // The disk still writes back what the floods brought.
            calm("ack_1hz_after_flood", console, compact, "");
            report("heap_after_gc_50_devices_mb", heap(console, compact), "floor 200");
        }
    }

    private void flood(
            String name, ConsoleProcess console, List<Template> templates, int warm, int seconds, String floor)
            throws Exception {
        LongAdder acked = new LongAdder();
        LongAdder refused = new LongAdder();
        List<Sender> senders = senders(console, DEVICES, templates, acked, refused, new ConcurrentLinkedQueue<>());
        senders.forEach(sender -> Thread.ofPlatform().daemon().start(() -> {
            try {
                sender.flood();
            } catch (IOException | InterruptedException e) {
                System.out.println("a sender ended: " + e);
            }
        }));
        Thread.sleep(warm * 1_000L);
        long before = acked.sum();
        double consoleCpu = console.cpuSeconds();
        double senderCpu = senderCpu();
        long from = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        long samples = acked.sum() - before;
        double perSample = 1e6 / Math.max(1, samples);
        report(
                name + "_console_cpu_us",
                (console.cpuSeconds() - consoleCpu) * perSample,
                "a sample, PostgreSQL included");
        report(name + "_sender_cpu_us", (senderCpu() - senderCpu) * perSample, "a sample");
        double rate = samples / ((System.nanoTime() - from) / 1e9);
        report(name + "_acked_per_s", rate, floor);
        report(name + "_refused", refused.sum(), "0");
        close(senders);
    }

    private static double senderCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** Every device sends once a second, each at its own moment. */
    private void calm(String name, ConsoleProcess console, List<Template> templates, String floor) throws Exception {
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        List<Sender> senders = senders(console, DEVICES, templates, new LongAdder(), new LongAdder(), latencies);
        for (int second = 0; second < 40; second++) {
            if (second == 10) {
                latencies.clear();
            }
            for (Sender sender : senders) {
                sender.sendOne(second);
                Thread.sleep(1_000 / DEVICES);
            }
        }
        Thread.sleep(500);
        List<Long> sorted = latencies.stream().sorted().toList();
        report(name + "_p50_ms", sorted.get(sorted.size() / 2) / 1e6, "");
        report(name + "_p99_ms", sorted.get((int) (sorted.size() * 0.99)) / 1e6, floor);
        report(name + "_max_ms", sorted.getLast() / 1e6, "");
        close(senders);
    }

    private static double heap(ConsoleProcess console, List<Template> templates) throws Exception {
        List<Sender> senders =
                senders(console, 50, templates, new LongAdder(), new LongAdder(), new ConcurrentLinkedQueue<>());
        for (int i = 0; i < 60; i++) {
            for (Sender sender : senders) {
                sender.sendOne(i);
            }
            Thread.sleep(100);
        }
        double heap = console.heapAfterGc();
        close(senders);
        return heap;
    }

    private static List<Sender> senders(
            ConsoleProcess console,
            int devices,
            List<Template> templates,
            LongAdder acked,
            LongAdder refused,
            ConcurrentLinkedQueue<Long> latencies)
            throws IOException {
        List<Sender> senders = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            senders.add(new Sender(
                    console.port(), device, templates, IN_FLIGHT, acked, refused, (id, nanos) -> latencies.add(nanos)));
        }
        return senders;
    }

    private static void close(List<Sender> senders) throws IOException, InterruptedException {
        senders.forEach(Sender::stop);
        Thread.sleep(500);
        for (Sender sender : senders) {
            sender.close();
        }
    }

    private void report(String name, double value, String note) {
        figures.put(name, Math.round(value * 100) / 100.0);
        System.out.printf("%-32s %12.2f   %s%n", name, value, note);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
