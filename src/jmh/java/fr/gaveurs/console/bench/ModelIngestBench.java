package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.learning.LearningSamples;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.learning.Trainer;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Plan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long samples wait for their acknowledgement without models, with an active one and a shadow, and where the active
 * one's figures also take the formula's place in the score: in turns, of which each comes first, second and last equally
 * often. The console is a process of its own, and so are the stations (this one). What is compared is the median of the
 * turns' figures, and the figure of all turns together. Needs the recordings. Arguments: the folder of the recordings, the
 * JSON file to write, and seconds of each turn (20).
 */
public final class ModelIngestBench {
    private static final int STATIONS = 20;
    /** Samples a second of each. */
    private static final int RATE = 2;

    private static final int ROUNDS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    /** Predictions of the turn before are stored by then. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final List<Target> TARGETS = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);

    /** What is used in a turn. */
    private enum Mode {
        WITHOUT,
        BESIDE,
        GRADED
    }

    private record Turn(long[] nanos) {
        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1L, Math.round(quantile * nanos.length))] / 1e6;
        }
    }

    private final ConsoleProcess console;
    private final List<Template> templates;
    private final HttpClient http = HttpClient.newHttpClient();
    private long active;
    private long shadow;
    private long profile;

    private ModelIngestBench(ConsoleProcess console, List<Template> templates) {
        this.console = console;
        this.templates = templates;
    }

    public static void main(String[] arguments) throws Exception {
        Path recording = Path.of(arguments[0]).resolve("esp32-compact.ndjson.gz");
        if (!Files.exists(recording)) {
            System.out.println("model ingest bench: no recordings in " + arguments[0] + ", nothing measured");
            return;
        }
        Duration turn = Duration.ofSeconds(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20);
        Path folder = Files.createTempDirectory("gaveurs-bench");
        ObjectNode figures;
        try (ConsoleProcess console = ConsoleProcess.on(folder.resolve("data"))
                .environment("GAVEURS_BACKUP_DAILY", "false")
                .environment("GAVEURS_RATE_LIMIT_DEVICE", "100000")
                .start()) {
            ModelIngestBench bench = new ModelIngestBench(console, Template.read(recording, 100));
            bench.models();
            figures = bench.run(turn);
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        System.out.println(text);
        if (arguments.length > 1) {
            Files.writeString(Path.of(arguments[1]), text);
        }
    }

    private ObjectNode run(Duration time) throws Exception {
        use(Mode.GRADED);
        stations(WARM_UP);
        Map<Mode, List<Turn>> turns = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            turns.put(mode, new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < Mode.values().length; i++) {
                Mode mode = Mode.values()[(i + round) % Mode.values().length];
                use(mode);
                Thread.sleep(PAUSE);
                Turn turn = stations(time);
                turns.get(mode).add(turn);
                System.out.printf(
                        Locale.ROOT,
                        "round %d %-8s p50 %.2f ms  p99 %.2f ms  (%d samples)%n",
                        round + 1,
                        mode,
                        turn.millis(0.5),
                        turn.millis(0.99),
                        turn.nanos().length);
            }
        }
        ObjectNode figures = Json.MAPPER.createObjectNode();
        figures.put("stations", STATIONS).put("samples_per_second", STATIONS * RATE);
        for (Mode mode : Mode.values()) {
            ObjectNode of = figures.putObject(mode.name().toLowerCase(Locale.ROOT));
            for (double quantile : new double[] {0.5, 0.99}) {
                String name = "p" + Math.round(100 * quantile);
                of.put(name + "_ms_all", together(turns.get(mode)).millis(quantile));
                of.put(name + "_ms_median", median(turns.get(mode), quantile));
                if (mode != Mode.WITHOUT) {
                    of.put(
                            name + "_ratio_all",
                            together(turns.get(mode)).millis(quantile)
                                    / together(turns.get(Mode.WITHOUT)).millis(quantile));
                    of.put(
                            name + "_ratio_of_medians",
                            median(turns.get(mode), quantile) / median(turns.get(Mode.WITHOUT), quantile));
                }
            }
        }
        figures.put(
                "predictions_stored",
                Json.MAPPER
                        .readTree(console.get("/api/ai/metrics"))
                        .at("/items/0/predictions")
                        .asLong());
        return figures;
    }

    private static Turn together(List<Turn> turns) {
        return new Turn(turns.stream()
                .flatMapToLong(turn -> Arrays.stream(turn.nanos()))
                .sorted()
                .toArray());
    }

    private static double median(List<Turn> turns, double quantile) {
        return Median.of(
                turns.stream().mapToDouble(turn -> turn.millis(quantile)).toArray());
    }

    /** Two versions of the recordings, and a product whose samples come from all stations. */
    private void models() throws Exception {
        active = take(1);
        shadow = take(2);
        profile = Json.MAPPER
                .readTree(console.post("/api/reports/profiles", "{\"name\":\"Entier\",\"weight_lower_g\":350}"))
                .get("id")
                .asLong();
    }

    private long take(long seed) throws Exception {
        byte[] file = ModelFiles.write(Trainer.train(
                        LearningSamples.recorded(),
                        new Plan(seed, TARGETS, Feature.SPECTRAL, "bench", "bench"),
                        share -> {})
                .model());
        return Json.MAPPER
                .readTree(
                        send("POST", "/api/ai/models?name=seed-" + seed, HttpRequest.BodyPublishers.ofByteArray(file)))
                .get("id")
                .asLong();
    }

    private String send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path))
                        .header("Gaveurs-Reason", "to be measured")
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 409) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** What has the role already, or none to lose, is answered with 409. */
    private void use(Mode mode) throws Exception {
        String verb = mode == Mode.WITHOUT ? "/deactivate" : "/activate";
        send("POST", "/api/ai/models/" + active + verb, HttpRequest.BodyPublishers.noBody());
        send(
                "POST",
                "/api/ai/models/" + shadow + (mode == Mode.WITHOUT ? "/deactivate" : "/shadow"),
                HttpRequest.BodyPublishers.noBody());
        String devices = Stream.iterate(0, i -> i + 1)
                .limit(STATIONS)
                .map(Template::deviceName)
                .map(id -> "\"" + id + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        send(
                "PUT",
                "/api/ai/grading/" + profile,
                HttpRequest.BodyPublishers.ofString(
                        "{\"by_model\":" + (mode == Mode.GRADED) + ",\"device_ids\":[" + devices + "]}",
                        StandardCharsets.UTF_8));
    }

    /** Lets the stations send at their rate, spread over the second; every acknowledgement's time, sorted. */
    private Turn stations(Duration time) throws Exception {
        LongAdder acked = new LongAdder();
        LongAdder refused = new LongAdder();
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        List<Sender> senders = new ArrayList<>();
        try {
            for (int station = 0; station < STATIONS; station++) {
                senders.add(new Sender(
                        console.port(), station, templates, 16, acked, refused, (id, nanos) -> latencies.add(nanos)));
            }
            long begin = System.nanoTime();
            long step = 1_000_000_000L / (STATIONS * RATE);
            for (int i = 0; i * step < time.toNanos(); i++) {
                long wait = begin + i * step - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                senders.get(i % STATIONS).sendOne(i / STATIONS);
            }
            Thread.sleep(PAUSE);
        } finally {
            for (Sender sender : senders) {
                sender.close();
            }
        }
        if (refused.sum() > 0 || latencies.isEmpty()) {
            throw new IllegalStateException(refused.sum() + " samples were refused, " + acked.sum() + " taken");
        }
        return new Turn(latencies.stream().mapToLong(Long::longValue).sorted().toArray());
    }
}
