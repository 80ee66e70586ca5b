package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** Consumers who look at pages and rate, so many a second, while a station sends: each rates from an address of its own. */
public final class ConsumerLoad implements AutoCloseable {
    private static final String STATION = "ESP32_LL_01";
    /** Under way at once: a queue that only grows would measure itself. */
    private static final int UNDER_WAY = 200;

    private final TestConsole console;
    private final List<String> pages;
    private final Queue<KeptConnection> connections = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger visitors = new AtomicInteger();

    /**
     * What came of it.
     *
     * @param views pages that were shown; {@code ratings} that were taken
     * @param failed answers that were neither
     * @param dropped requests that were not sent, since too many were under way
     * @param acked samples; {@code ackNanos} how long each took, sorted
     */
    public record Report(
            long views, long ratings, long failed, long dropped, double seconds, int acked, long[] ackNanos) {
        public double ackMillis(double quantile) {
            return ackNanos.length == 0
                    ? Double.NaN
                    : ackNanos[(int) Math.min(ackNanos.length - 1L, Math.round(quantile * ackNanos.length))] / 1e6;
        }
    }

    /** Makes so many products. */
    public ConsumerLoad(TestConsole console, int products) throws IOException {
        this.console = console;
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            samples.add(TestMessages.graded(STATION, Grade.A_PLUS).lot("load"));
        }
        console.store(samples);
        console.post("/api/products/of-lot", "{\"lot\":\"load\"}");
        pages = new ArrayList<>();
        JsonNode made = console.json("/api/products?lot=load&limit=500");
        made.get("items").valueStream().map(TestProducts::page).forEach(pages::add);
    }

    /** Each figure a second; a rating opens its page first, and that counts as a view. */
    public Report run(int viewsPerSecond, int ratingsPerSecond, int samplesPerSecond, Duration time) throws Exception {
        LongAdder views = new LongAdder();
        LongAdder ratings = new LongAdder();
        LongAdder failed = new LongAdder();
        LongAdder dropped = new LongAdder();
        Semaphore room = new Semaphore(UNDER_WAY);
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        Thread looking = Thread.ofPlatform()
                .start(() -> pace(
                        viewsPerSecond - ratingsPerSecond,
                        end,
                        n -> submit(room, dropped, failed, () -> {
                            get(page(n), visitor());
                            views.increment();
                        })));
        Thread rating = Thread.ofPlatform()
                .start(() -> pace(
                        ratingsPerSecond,
                        end,
                        n -> submit(room, dropped, failed, () -> {
                            String visitor = visitor();
                            String token = TestVisitor.tokenOf(get(page(n), visitor));
                            views.increment();
                            post(page(n), visitor, "overall=" + (1 + n % 5) + "&form=" + token);
                            ratings.increment();
                        })));
        long[] acks = send(samplesPerSecond, end);
        looking.join();
        rating.join();
        if (!room.tryAcquire(UNDER_WAY, RawWebSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests have no end");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(acks);
        return new Report(views.sum(), ratings.sum(), failed.sum(), dropped.sum(), seconds, acks.length, acks);
    }

    private interface Task {
        void run() throws Exception;
    }

    private interface Turn {
        void take(int n);
    }

    private static void pace(int perSecond, long end, Turn turn) {
        if (perSecond <= 0) {
            return;
        }
        long next = System.nanoTime();
        for (int n = 0; System.nanoTime() < end; n++) {
            turn.take(n);
            next += 1_000_000_000L / perSecond;
            long left = next - System.nanoTime();
            if (left > 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(left);
            }
        }
    }

    private void submit(Semaphore room, LongAdder dropped, LongAdder failed, Task task) {
        if (!room.tryAcquire()) {
            dropped.increment();
            return;
        }
        threads.execute(() -> {
            try {
                task.run();
            } catch (Exception e) {
                failed.increment();
            } finally {
                room.release();
            }
        });
    }

    private String page(int n) {
        return pages.get(n % pages.size());
    }

    private String visitor() {
        int n = visitors.incrementAndGet();
        return "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
    }

    /** Of as little processor time as can be: consumers do not sit on the console's machine. */
    private String exchange(int wanted, String head, String body) throws IOException {
        KeptConnection connection = connections.poll();
        if (connection == null) {
            connection = new KeptConnection(console.backend().consumerPort());
        }
        try {
            String answer = connection.exchange(wanted, head, body);
            connections.add(connection);
            return answer;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private String get(String page, String visitor) throws IOException {
        return exchange(200, "GET " + page + " HTTP/1.1\r\nX-Forwarded-For: " + visitor, "");
    }

    private void post(String page, String visitor, String form) throws IOException {
        var unused = exchange(201, "POST " + page + " HTTP/1.1\r\nX-Forwarded-For: " + visitor, form);
    }

    /** Sends a sample and waits for its acknowledgement, again and again. */
    private long[] send(int perSecond, long end) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (RawWebSocket device = console.sensors()) {
            pace(perSecond, end, n -> {
                try {
                    byte[] sample = TestMessages.graded(STATION, Grade.A).utf8();
                    long sent = System.nanoTime();
                    device.sendText(sample);
                    JsonNode answer = device.readJson();
                    if (!answer.path("type").asString().equals("ack")) {
                        throw new IllegalStateException("not acknowledged: " + answer);
                    }
                    nanos.add(System.nanoTime() - sent);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        threads.close();
        connections.forEach(KeptConnection::close);
    }

    /** What came of several turns, as if they were one. */
    public static Report together(List<Report> turns) {
        return new Report(
                turns.stream().mapToLong(Report::views).sum(),
                turns.stream().mapToLong(Report::ratings).sum(),
                turns.stream().mapToLong(Report::failed).sum(),
                turns.stream().mapToLong(Report::dropped).sum(),
                turns.stream().mapToDouble(Report::seconds).sum(),
                turns.stream().mapToInt(Report::acked).sum(),
                turns.stream()
                        .flatMapToLong(turn -> Arrays.stream(turn.ackNanos()))
                        .sorted()
                        .toArray());
    }

    /** A report in a line of JSON's kind. */
    public static JsonNode json(Report report) {
        return Json.MAPPER
                .createObjectNode()
                .put("views_per_second", report.views() / report.seconds())
                .put("ratings_per_second", report.ratings() / report.seconds())
                .put("failed", report.failed())
                .put("not_sent", report.dropped())
                .put("samples_acknowledged", report.acked())
                .put("ack_p50_ms", report.ackMillis(0.5))
                .put("ack_p99_ms", report.ackMillis(0.99));
    }
}
