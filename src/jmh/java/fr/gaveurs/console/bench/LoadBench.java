package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
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
    /** How often the console and the socket beside it take turns. */
    private static final int ROUNDS = 3;

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
        try (ConsoleProcess console = start(dataDir)) {
            report("ready_new_folder_s", console.readySeconds(), "floor 8");
            if (costOnly) {
                cost(console, compact);
                return;
            }
        }
        try (ConsoleProcess console = start(dataDir)) {
            report("ready_old_folder_s", console.readySeconds(), "floor 4");
            calm("ack_1hz", console, compact, "floor 30");
            cost(console, compact);
            report("full", flood(Target.of(console), full, WARM_SAMPLES, 5, 10), "floor 500");
            // The disk still writes back what the floods brought.
            calm("ack_1hz_after_flood", console, compact, "");
            report("heap_after_gc_50_devices_mb", heap(console, compact), "floor 200");
        }
    }

    /** Without the daily backup, which would begin within the minute and take in whatever was sent by then. */
    private static ConsoleProcess start(Path dataDir) throws IOException, InterruptedException {
        return ConsoleProcess.on(dataDir)
                .environment("GAVEURS_BACKUP_DAILY", "false")
                .start();
    }

    /**
     * What a sample costs, beside what the wire alone costs with the same sender, messages and number under way. The two
     * take turns, so that whatever else the machine does, and what the disk still writes back, falls to both.
     */
    private void cost(ConsoleProcess console, List<Template> compact) throws Exception {
        try (AnsweringSocket usual = AnsweringSocket.start(AnsweringSocket.Kind.USUAL);
                AnsweringSocket lean = AnsweringSocket.start(AnsweringSocket.Kind.LEAN)) {
            Target us = Target.of(console);
            Target socket = Target.of(usual);
            flood(us, compact, WARM_SAMPLES, 20, 1);
            flood(socket, compact, WARM_SAMPLES, 10, 1);
            List<Cost> taken = new ArrayList<>();
            List<Cost> answered = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                taken.add(flood(us, compact, 0, 2, 10));
                answered.add(flood(socket, compact, 0, 2, 10));
            }
            report("compact", Cost.median(taken), "floor 3000");
            report("answering", Cost.median(answered), "takes the text, answers, no more");
            compare("compact_of_answering", taken, answered);
            List<Cost> untouched = List.of(flood(Target.of(lean), compact, WARM_SAMPLES, 5, 10));
            report("lean", untouched.getFirst(), "looks at no byte, answers");
            compare("compact_of_lean", List.of(Cost.median(taken)), untouched);
        }
    }

    /** What each came to of what was measured right after it. */
    private void compare(String name, List<Cost> taken, List<Cost> answered) {
        List<Double> rates = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            rates.add(taken.get(i).rate / answered.get(i).rate);
            costs.add(answered.get(i).whole() / taken.get(i).whole());
        }
        report(name, Median.of(rates), "goal 0.7, of samples/s " + spread(rates));
        report(name + "_cpu", Median.of(costs), "the same by processor time " + spread(costs));
    }

    private static String spread(List<Double> values) {
        return values.size() == 1
                ? ""
                : String.format(Locale.ROOT, "(%.2f–%.2f)", Collections.min(values), Collections.max(values));
    }

    /**
     * What a flood came to.
     *
     * @param rate samples a second
     * @param java µs of processor a sample of who takes it; {@code database} of its PostgreSQL, {@code sender} of who
     *     sends it
     * @param heap bytes allocated a sample
     * @param refused samples that were not taken
     */
    private record Cost(double rate, double java, double database, double sender, double heap, double refused) {
        double server() {
            return java + database;
        }

        /** All that two processors have to do for a sample. */
        double whole() {
            return server() + sender;
        }

        static Cost median(List<Cost> costs) {
            return new Cost(
                    median(costs, Cost::rate),
                    median(costs, Cost::java),
                    median(costs, Cost::database),
                    median(costs, Cost::sender),
                    median(costs, Cost::heap),
                    costs.stream().mapToDouble(Cost::refused).sum());
        }

        private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
            return Median.of(costs.stream().mapToDouble(figure).toArray());
        }
    }

    /** Who takes samples, with the processor time used so far, s. */
    private record Target(int port, long pid, DoubleSupplier java, DoubleSupplier database) {
        static Target of(ConsoleProcess console) {
            return new Target(console.port(), console.pid(), console::javaCpuSeconds, console::databaseCpuSeconds);
        }

        static Target of(AnsweringSocket socket) {
            return new Target(socket.port(), socket.pid(), socket::cpuSeconds, () -> 0);
        }
    }

    /**
     * Sends as fast as it is taken.
     *
     * @param least samples to send before anything is measured, where that takes no longer than four times {@code warm}
     * @param warm s to send before anything is measured
     */
    private static Cost flood(Target target, List<Template> templates, long least, int warm, int seconds)
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
        warmUp(acked, least, warm);
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
        Cost cost = new Cost(
                rate,
                (target.java.getAsDouble() - javaCpu) * perSample,
                (target.database.getAsDouble() - databaseCpu) * perSample,
                (senderCpu() - senderCpu) * perSample,
                (allocations.bytes() - allocated) / Math.max(1, samples),
                refused.sum());
        close(senders);
        return cost;
    }

    private void report(String name, Cost cost, String note) {
        report(name + "_acked_per_s", cost.rate, note);
        report(name + "_cpu_us", cost.server(), "of processor a sample");
        report(name + "_cpu_java_us", cost.java, "");
        report(name + "_cpu_postgresql_us", cost.database, "");
        report(name + "_cpu_sender_us", cost.sender, "");
        report(name + "_allocated_bytes", cost.heap, "of heap a sample");
        report(name + "_refused", cost.refused, "0");
    }

    /** For some seconds, and until so much came that what compiles the program is done, where the machine is busy. */
    private static void warmUp(LongAdder acked, long samples, int seconds) throws InterruptedException {
        long from = System.nanoTime();
        long least = seconds * 1_000_000_000L;
        for (long now = from;
                now - from < least || (acked.sum() < samples && now - from < MOST_WARM_UPS * least);
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
