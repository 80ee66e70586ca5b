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
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * The floors of the live path, measured on this machine: prints each figure beside its floor and writes them as JSON.
 * Needs the recordings beside the project. Arguments: the folder of the recordings, the JSON file to write and, where only the
 * cost of a sample is wanted (two minutes), {@code cost}.
 */
public final class LoadBench {
    private static final int DEVICES = 20;
    private static final int IN_FLIGHT = 16;
    /** Samples after which nearly everything is compiled. */
    private static final long WARM_SAMPLES = 200_000;

    private static final int MOST_WARM_UPS = 4;

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
            bench.run(folder.resolve("data"), arguments.length > 2 && arguments[2].equals("cost"));
        } finally {
            delete(folder);
        }
        Files.write(
                Path.of(arguments[1]),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(bench.figures));
    }

    private void run(Path dataDir, boolean costOnly) throws Exception {
        List<Template> compact = Template.read(recordings.resolve("esp32-compact.ndjson.gz"), 100);
        List<Template> full = Template.read(recordings.resolve("esp32-full.ndjson.gz"), 20);
        try (ConsoleProcess console = ConsoleProcess.start(dataDir)) {
            report("ready_new_folder_s", console.readySeconds(), "floor 8");
            if (costOnly) {
                cost(console, compact);
                return;
            }
        }
        try (ConsoleProcess console = ConsoleProcess.start(dataDir)) {
            report("ready_old_folder_s", console.readySeconds(), "floor 4");
            calm("ack_1hz", console, compact, "floor 30");
            cost(console, compact);
            flood("full", Target.of(console), full, 5, 10, "floor 500");
            // The disk still writes back what the floods brought.
            calm("ack_1hz_after_flood", console, compact, "");
            report("heap_after_gc_50_devices_mb", heap(console, compact), "floor 200");
        }
    }

    /** What a sample costs, beside what the wire alone costs with the same sender, messages and number under way. */
    private void cost(ConsoleProcess console, List<Template> compact) throws Exception {
        Cost taken = flood("compact", Target.of(console), compact, 20, 20, "floor 3000");
        try (AnsweringSocket socket = AnsweringSocket.start(AnsweringSocket.Kind.USUAL)) {
            Cost answered = flood("answering", Target.of(socket), compact, 10, 10, "takes the text, answers, no more");
            report("compact_of_answering", taken.rate / answered.rate, "goal 0.7, of samples/s");
            report(
                    "compact_of_answering_cpu",
                    (answered.server + answered.sender) / (taken.server + taken.sender),
                    "the same by processor time, whatever else the machine does");
        }
        try (AnsweringSocket socket = AnsweringSocket.start(AnsweringSocket.Kind.LEAN)) {
            Cost answered = flood("lean", Target.of(socket), compact, 5, 10, "looks at no byte, answers");
            report("compact_of_lean", taken.rate / answered.rate, "of samples/s");
            report(
                    "compact_of_lean_cpu",
                    (answered.server + answered.sender) / (taken.server + taken.sender),
                    "by processor time");
        }
    }

    /** What a flood came to: samples a second; µs of processor a sample of who takes it and who sends it. */
    private record Cost(double rate, double server, double sender) {}

    /** Who takes samples, with the processor time used so far, s. */
    private record Target(int port, long pid, DoubleSupplier java, DoubleSupplier database) {
        static Target of(ConsoleProcess console) {
            return new Target(console.port(), console.pid(), console::javaCpuSeconds, console::databaseCpuSeconds);
        }

        static Target of(AnsweringSocket socket) {
            return new Target(socket.port(), socket.pid(), socket::cpuSeconds, () -> 0);
        }
    }

    private Cost flood(String name, Target target, List<Template> templates, int warm, int seconds, String floor)
            throws Exception {
        LongAdder acked = new LongAdder();
        LongAdder refused = new LongAdder();
        List<Sender> senders = senders(target.port, DEVICES, templates, acked, refused, new ConcurrentLinkedQueue<>());
        senders.forEach(sender -> Thread.ofPlatform().daemon().start(() -> {
            try {
                sender.flood();
            } catch (IOException | InterruptedException e) {
                System.out.println("a sender ended: " + e);
            }
        }));
        warmUp(acked, warm);
        AllocationMeter allocations = AllocationMeter.of(target.pid);
        double allocated = allocations.bytes();
        long before = acked.sum();
        double javaCpu = target.java.getAsDouble();
        double databaseCpu = target.database.getAsDouble();
        double senderCpu = senderCpu();
        long from = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        long samples = acked.sum() - before;
        double rate = samples / ((System.nanoTime() - from) / 1e9);
        double perSample = 1e6 / Math.max(1, samples);
        double java = (target.java.getAsDouble() - javaCpu) * perSample;
        double database = (target.database.getAsDouble() - databaseCpu) * perSample;
        double sender = (senderCpu() - senderCpu) * perSample;
        double heap = (allocations.bytes() - allocated) / Math.max(1, samples);
        report(name + "_acked_per_s", rate, floor);
        report(name + "_cpu_us", java + database, "of processor a sample");
        report(name + "_cpu_java_us", java, "");
        report(name + "_cpu_postgresql_us", database, "");
        report(name + "_cpu_sender_us", sender, "");
        report(name + "_allocated_bytes", heap, "of heap a sample");
        report(name + "_refused", refused.sum(), "0");
        close(senders);
        return new Cost(rate, java + database, sender);
    }

    /** For some seconds, and until so much came that what compiles the program is done, where the machine is busy. */
    private static void warmUp(LongAdder acked, int seconds) throws InterruptedException {
        long from = System.nanoTime();
        long least = seconds * 1_000_000_000L;
        for (long now = from;
                now - from < least || (acked.sum() < WARM_SAMPLES && now - from < MOST_WARM_UPS * least);
                now = System.nanoTime()) {
            Thread.sleep(100);
        }
    }

    private static double senderCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** Every device sends once a second, each at its own moment. */
    private void calm(String name, ConsoleProcess console, List<Template> templates, String floor) throws Exception {
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        List<Sender> senders = senders(console.port(), DEVICES, templates, new LongAdder(), new LongAdder(), latencies);
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
                senders(console.port(), 50, templates, new LongAdder(), new LongAdder(), new ConcurrentLinkedQueue<>());
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
            int port,
            int devices,
            List<Template> templates,
            LongAdder acked,
            LongAdder refused,
            ConcurrentLinkedQueue<Long> latencies)
            throws IOException {
        List<Sender> senders = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            senders.add(new Sender(
                    port, device, templates, IN_FLIGHT, acked, refused, (id, nanos) -> latencies.add(nanos)));
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
