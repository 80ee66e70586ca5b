package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.RawFrame;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends broken frames, messages and requests to a console in a process of its own for some time: none may be a fault of
 * the console's, and afterwards it is as it was before. Arguments: seconds, and a seed if a run is to be repeated.
 */
public final class FuzzBench {
    private static final double MAX_HEAP_MB = 200;
    /** All but the one that would end the console, as it should. */
    private static final List<Route> ROUTES = Routes.ALL.stream()
            .filter(route -> !route.equals(AdminApi.SHUT_DOWN))
            .toList();

    private final int port;
    private final long seed;
    private final long end;
    private final LongAdder sent = new LongAdder();
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final List<String> faults = new ArrayList<>();

    private interface Step {
        void run(Random random) throws IOException;
    }

    private FuzzBench(int port, long seed, int seconds) {
        this.port = port;
        this.seed = seed;
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path folder = Files.createTempDirectory("gaveurs-fuzz");
        boolean sound;
        try (ConsoleProcess console =
                ConsoleProcess.on(folder.resolve("data")).jvm("-Xmx256m").start()) {
            FuzzBench bench = new FuzzBench(console.port(), seed, seconds);
            bench.run();
            sound = bench.judge(console);
        } finally {
            LoadBench.delete(folder);
        }
        if (!sound) {
            System.exit(1);
        }
    }

    private void run() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (Step step : List.<Step>of(
                random -> socket(random, Routes.WS_SENSORS, deviceMessages()),
                random -> socket(random, Routes.WS_SENSORS, deviceMessages()),
                random -> socket(random, Routes.WS_REALTIME, dashboardMessages()),
                this::request)) {
            Random random = new Random(seed + number.incrementAndGet());
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() - end < 0) {
                    try {
                        step.run(random);
                    } catch (IOException e) {
                        // The console hung up, as it may.
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[][] deviceMessages() {
        return new byte[][] {
            TestMessages.sample("ESP32_LL_01").utf8(),
            TestMessages.sample("ESP32_LL_02").bins(3).claim("A", 0.8).utf8(),
            utf8(TestMessages.hello("ESP32_LL_01")),
            utf8(TestMessages.heartbeat("ESP32_LL_01", 3)),
            utf8("{\"type\":\"ping\"}")
        };
    }

    private static byte[][] dashboardMessages() {
        return new byte[][] {
            utf8("{\"type\":\"subscribe\",\"filters\":{\"device_id\":[\"ESP32_LL_01\"],\"site_code\":\"LL\","
                    + "\"min_grade\":\"B\",\"max_rate_hz\":5,\"matrices\":true}}"),
            utf8("{\"type\":\"subscribe\",\"filters\":{}}"),
            utf8("{\"type\":\"unsubscribe\"}"),
            utf8("{\"type\":\"heartbeat\"}"),
            utf8("{\"type\":\"ping\"}")
        };
    }

    /** A connection's worth of frames: right ones, wrong messages in right frames, and wrong frames. */
    private void socket(Random random, String path, byte[]... valid) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(port, path)) {
            for (int i = random.nextInt(40); i >= 0; i--) {
                sent.increment();
                byte[] message =
                        random.nextInt(3) == 0 ? valid[random.nextInt(valid.length)] : Mutations.any(random, valid);
                switch (random.nextInt(8)) {
                    case 0 -> socket.sendRaw(frame(random, message));
                    case 1 ->
                        socket.sendRaw(Mutations.any(
                                random, RawFrame.of(RawFrame.TEXT, message).masked()));
                    case 2 -> socket.sendFragments(RawFrame.TEXT, message, 1 + random.nextInt(500));
                    default -> socket.send(RawFrame.TEXT, message);
                }
                drain(socket);
            }
        }
    }

    private static byte[] frame(Random random, byte[] message) {
        RawFrame frame =
                new RawFrame(random.nextBoolean(), random.nextInt(8) & random.nextInt(8), random.nextInt(16), message);
        byte[] bytes = random.nextInt(8) == 0 ? frame.unmasked() : frame.masked();
        if (random.nextInt(4) == 0) {
            // A length of any size, of which little follows.
            bytes[1] = (byte) (0x80 | (random.nextBoolean() ? 126 : 127));
        }
        return bytes;
    }

    /** Reads what there is, so that the console is not held up by a reader who never reads. */
    private static void drain(RawWebSocket socket) throws IOException {
        try {
            while (true) {
                RawFrame frame = socket.readFrame(Duration.ofMillis(2));
                if (frame == null || frame.opcode() == RawFrame.CLOSE) {
                    throw new IOException("closed");
                }
            }
        } catch (SocketTimeoutException e) {
            // It has nothing more to say.
        }
    }

    /** One request, right in its framing or not. */
    private void request(Random random) throws IOException {
        Route route = ROUTES.get(random.nextInt(ROUTES.size()));
        String target = route.template().replaceAll("\\{[a-z_]+}", "ESP32_LL_01")
                + (random.nextBoolean() ? "?limit=5&device_id=ESP32_LL_01&from=2026-11-23T12:31:17Z" : "");
        byte[] body = route.body() == null ? new byte[0] : utf8("{\"name\":\"a\",\"role\":\"reader\"}");
        if (random.nextBoolean()) {
            body = Mutations.any(random, utf8("{\"name\":\"a\",\"role\":\"reader\"}"));
        }
        byte[] line = utf8(route.method() + " " + target + " HTTP/1.1\r\n");
        byte[] head = utf8("Host: 127.0.0.1:" + port + "\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(random.nextInt(3) == 0 ? Mutations.any(random, line) : line);
        bytes.writeBytes(random.nextInt(3) == 0 ? Mutations.any(random, head) : head);
        bytes.writeBytes(body);
        sent.increment();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(bytes.toByteArray());
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 ")) {
                return;
            }
            int status = Integer.parseInt(answer.substring(9, 12));
            answers.computeIfAbsent(status, s -> new LongAdder()).increment();
            if (status == 500) {
                fault("answered 500 to: " + bytes.toString(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private synchronized void fault(String what) {
        faults.add(what);
    }

    private boolean judge(ConsoleProcess console) throws IOException, InterruptedException {
        TestMessages sample = TestMessages.sample("ESP32_LL_09");
        try (RawWebSocket device = RawWebSocket.open(port, Routes.WS_SENSORS)) {
            device.sendText(sample.utf8());
            device.awaitJson("ack");
        }
        String metrics = console.get("/metrics");
        metrics.lines()
                .filter(line -> line.startsWith("websocket_errors_total") && line.contains("\"internal\"")
                        || line.startsWith("http_requests_total") && line.contains("status_code=\"500\""))
                .filter(line -> !line.endsWith(" 0") && !line.endsWith(" 0.0"))
                .forEach(this::fault);
        String log = console.log();
        log.lines().filter(line -> line.startsWith("\tat ")).findFirst().ifPresent(line -> {
            int at = log.indexOf(line);
            fault("a stack trace in the log: "
                    + log.substring(Math.max(0, at - 600), Math.min(log.length(), at + 1_500)));
        });
        double heap = console.heapAfterGc();
        if (heap > MAX_HEAP_MB) {
            fault("the heap holds " + heap + " MB after a collection");
        }
        System.out.printf(
                "fuzz: seed %d, %d frames and requests sent, answers %s, heap after GC %.0f MB, %d faults%n",
                seed, sent.sum(), answers, heap, faults.size());
        metrics.lines()
                .filter(line -> line.startsWith("websocket_errors_total"))
                .forEach(System.out::println);
        faults.stream().limit(20).forEach(System.out::println);
        return faults.isEmpty();
    }
}
