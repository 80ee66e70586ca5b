package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Consumers who look at pages and rate, so many a second, while a station sends. */
public final class ConsumerLoad implements AutoCloseable {
    private static final String STATION = "ESP32_LL_01";

    private final TestConsole console;
    private final Consumers consumers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Who looks and rates: in this process or beside it. */
    interface Consumers extends AutoCloseable {
        /** So many a second, until the time is over and all are answered. */
        ConsumerVisits.Counts run(int viewsPerSecond, int ratingsPerSecond, Duration time) throws Exception;

        @Override
        void close() throws IOException;
    }

    /** How consumers are made. */
    interface ConsumersOf {
        /** @param port the consumers' one; {@code pages} their paths */
        Consumers start(int port, List<String> pages) throws IOException;
    }

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

    /** Makes so many products, for consumers in this process. */
    public ConsumerLoad(TestConsole console, int products) throws IOException {
        this(console, products, ConsumerLoad::here);
    }

    /** Makes so many products. */
    ConsumerLoad(TestConsole console, int products, ConsumersOf consumers) throws IOException {
        this.console = console;
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            samples.add(TestMessages.graded(STATION, Grade.A_PLUS).lot("load"));
        }
        console.store(samples);
        console.post("/api/products/of-lot", "{\"lot\":\"load\"}");
        List<String> pages = new ArrayList<>();
        JsonNode made = console.json("/api/products?lot=load&limit=500");
        made.get("items").valueStream().map(TestProducts::page).forEach(pages::add);
        this.consumers = consumers.start(console.backend().consumerPort(), pages);
    }

    private static Consumers here(int port, List<String> pages) {
        ConsumerVisits visits = new ConsumerVisits(port, pages);
        return new Consumers() {
            @Override
            public ConsumerVisits.Counts run(int views, int ratings, Duration time) throws InterruptedException {
                return visits.run(views, ratings, time);
            }

            @Override
            public void close() {
                visits.close();
            }
        };
    }

    /** Each figure a second; a rating opens its page first, and that counts as a view. */
    public Report run(int viewsPerSecond, int ratingsPerSecond, int samplesPerSecond, Duration time) throws Exception {
        long begin = System.nanoTime();
        Future<ConsumerVisits.Counts> visits =
                threads.submit(() -> consumers.run(viewsPerSecond, ratingsPerSecond, time));
        long[] acks = send(samplesPerSecond, begin + time.toNanos());
        ConsumerVisits.Counts counts = visits.get(RawWebSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(acks);
        return new Report(
                counts.views(), counts.ratings(), counts.failed(), counts.dropped(), seconds, acks.length, acks);
    }

    /** Sends a sample and waits for its acknowledgement, again and again. */
    private long[] send(int perSecond, long end) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (RawWebSocket device = console.sensors()) {
            ConsumerVisits.pace(perSecond, end, n -> {
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
    public void close() throws IOException {
        threads.close();
        consumers.close();
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
