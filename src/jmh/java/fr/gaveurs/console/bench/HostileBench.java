package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.faults.HealthPoll;
import fr.gaveurs.console.backend.faults.HonestStations;
import fr.gaveurs.console.backend.faults.HostileSenders;
import fr.gaveurs.console.backend.faults.JumpingClocks;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * 2,000 hostile sockets and 20 honest stations against a console with 256 MB of heap, in a process of its own: every
 * honest sample has to be acknowledged, 99 of 100 within 250 ms, and health to be well at every moment. Where Linux
 * allows it all runs in a network of its own, so that hostile senders come from other machines' addresses. Meanwhile
 * the console's clock jumps by hours and months, and health has to say so. Arguments:
 * seconds, the file of the figures, and sockets if not 2,000.
 */
public final class HostileBench {
    private static final String INSIDE = "gaveurs.bench.network";
    private static final int STATIONS = 20;
    private static final int JUMPING_STATIONS = 5;
    private static final double P99_LIMIT_MS = 250;
    /** What the console's clock is set to, in turn, from the real time. */
    private static final List<Duration> JUMPS = List.of(
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofHours(-1),
            Duration.ZERO,
            Duration.ofDays(100),
            Duration.ZERO,
            Duration.ofDays(-30));

    /** Longer than health may take to believe that the console's clock is ahead (a minute), or right again. */
    private static final Duration JUMP_LASTS = Duration.ofSeconds(100);

    private HostileBench() {}

    public static void main(String[] arguments) throws Exception {
        if (!Boolean.getBoolean(INSIDE) && ownNetwork()) {
            System.exit(inOwnNetwork(arguments));
        }
        int seconds = Integer.parseInt(arguments[0]);
        Path figures = Path.of(arguments[1]);
        int sockets = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
        Path folder = Files.createTempDirectory("gaveurs-hostile");
        boolean sound;
        try (ConsoleProcess console = ConsoleProcess.on(folder.resolve("data"))
                .jvm("-Xmx256m")
                .bind(Boolean.getBoolean(INSIDE) ? "0.0.0.0" : "127.0.0.1")
                .environment("GAVEURS_RATE_LIMIT_DEVICE", "100")
                .environment("GAVEURS_RATE_LIMIT_REST", "600")
                .withClockToSet()
                .start()) {
            sound = run(console, Duration.ofSeconds(seconds), sockets, figures);
        } finally {
            LoadBench.delete(folder);
        }
        if (!sound) {
            System.exit(1);
        }
    }

    private static boolean run(ConsoleProcess console, Duration time, int sockets, Path file) throws Exception {
        List<InetAddress> sources = new ArrayList<>();
        InetAddress target = InetAddress.getLoopbackAddress();
        if (Boolean.getBoolean(INSIDE)) {
            target = InetAddress.getByName("10.77.0.1");
            for (int i = 2; i <= 7; i++) {
                sources.add(InetAddress.getByName("10.77.0." + i));
            }
        }
        HonestStations honest = new HonestStations(console.port(), STATIONS);
        Map<String, Object> figures = new LinkedHashMap<>();
        boolean sound;
        try (HealthPoll health = new HealthPoll(console.port()).start();
                JumpingClocks jumping = new JumpingClocks(console.port(), JUMPING_STATIONS);
                HostileSenders hostile = new HostileSenders(sources, target, console.port())) {
            // Honest ones are there first, as in a hall; a few places are left for them and for health.
            Thread stations = Thread.ofPlatform().start(() -> {
                try {
                    honest.run(time);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Thread.sleep(3_000);
            hostile.start(sockets);
            List<String> untrue = jump(console, stations, time);
            stations.join();
            figures.put("seconds", time.toSeconds());
            figures.put("strangers_of_other_machines", !sources.isEmpty());
            figures.put("hostile_sockets", sockets);
            figures.put("hostile_connections", hostile.connections());
            figures.put("hostile_cut_off", hostile.cutOff());
            figures.put("answers_to_jumping_stations", jumping.answered());
            figures.put("honest_sent", honest.sent());
            figures.put("honest_acknowledged", honest.acknowledged());
            figures.put("ack_p50_ms", honest.millis(0.50));
            figures.put("ack_p99_ms", honest.millis(0.99));
            figures.put("ack_max_ms", honest.millis(1));
            figures.put("health_polls", health.polls());
            figures.put("health_failures", health.failures().size());
            figures.put("heap_after_gc_mb", console.heapAfterGc());
            figures.put("out_of_memory", console.log().contains("OutOfMemoryError"));
            sound = hostile.connections() >= sockets / 2
                    && honest.troubles().isEmpty()
                    && honest.acknowledged() == honest.sent()
                    && honest.millis(0.99) < P99_LIMIT_MS
                    && health.failures().isEmpty()
                    && untrue.isEmpty()
                    && jumping.answered() > 0
                    && jumping.troubles().isEmpty();
            untrue.forEach(System.out::println);
            jumping.troubles().stream().limit(10).forEach(System.out::println);
            honest.troubles().stream().limit(10).forEach(System.out::println);
            health.failures().stream().limit(10).forEach(System.out::println);
        }
        figures.put("sound", sound);
        String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        System.out.println(text);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        return sound;
    }

    /** Sets the console's clock, and asks each time whether health says so; what it failed to say is returned. */
    private static List<String> jump(ConsoleProcess console, Thread stations, Duration time)
            throws IOException, InterruptedException {
        List<String> untrue = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; end - System.nanoTime() > 2 * JUMP_LASTS.toNanos(); i++) {
            Duration ahead = JUMPS.get(i % JUMPS.size());
            console.setClock(ahead);
            stations.join(JUMP_LASTS);
            String clocks = clocks(console);
            System.out.println("clock ahead by " + ahead + ": " + clocks);
            if (clocks.contains("this console's clock is wrong") == ahead.isZero()) {
                untrue.add("clock ahead by " + ahead + ": " + clocks);
            }
        }
        console.setClock(Duration.ZERO);
        return untrue;
    }

    /** What health says of the clocks. */
    private static String clocks(ConsoleProcess console) throws IOException, InterruptedException {
        for (JsonNode component : Json.MAPPER.readTree(console.get("/health")).at("/components")) {
            if (component.at("/name").asString().equals("clocks")) {
                return component.at("/status").asString() + ", "
                        + component.at("/detail").asString("nothing to say");
            }
        }
        return "not asked";
    }

    private static boolean ownNetwork() throws IOException, InterruptedException {
        return System.getProperty("os.name").startsWith("Linux")
                && new ProcessBuilder("sh", "-c", "unshare --net ip link set lo up")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** This program again, in a network that holds nothing but itself; its addresses beside 127.0.0.1 are other machines'. */
    private static int inOwnNetwork(String[] arguments) throws IOException, InterruptedException {
        StringBuilder setUp = new StringBuilder("ip link set lo up");
        for (int i = 1; i <= 7; i++) {
            setUp.append(" && ip addr add 10.77.0.").append(i).append("/32 dev lo");
        }
        List<String> command =
                new ArrayList<>(List.of("unshare", "--net", "sh", "-c", setUp + " && exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-D" + INSIDE + "=true", "-cp", System.getProperty("java.class.path")));
        command.add(HostileBench.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
