package fr.gaveurs.console.backend.features.models;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.LearningSamples;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunners;
import fr.gaveurs.console.backend.features.models.predict.LiveStations;
import fr.gaveurs.console.backend.features.models.predict.PredictionStore;
import fr.gaveurs.console.backend.features.models.predict.Predictions;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Samples of a known truth in a console's database, as if they had been measured just now. */
public final class StoredSamples {
    private final TestConsole console;
    private final List<Example> examples = new ArrayList<>();

    private StoredSamples(TestConsole console) {
        this.console = console;
    }

    /** So many of each of so many stations, measured just now. */
    public static StoredSamples of(TestConsole console, int stations, int each, long seed) throws IOException {
        return of(console, stations, 1, each, seed);
    }

    /** So many of each of so many stations on each of so many days, of which today is the last. */
    public static StoredSamples of(TestConsole console, int stations, int days, int each, long seed)
            throws IOException {
        console.store(TestMessages.sample("ESP32_LL_01")); // with it come the partitions of now
        StoredSamples stored = new StoredSamples(console);
        Instant from = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MILLIS);
        int number = 0;
        for (Example plain : LearningSamples.straight(stations, days, each, seed)) {
            Duration before = Duration.ofDays(number / each % days);
            Example example = new Example(
                    plain.deviceId(),
                    plain.sampleId() + "-" + seed,
                    from.minus(before).plusMillis(number++),
                    plain.lot(),
                    plain.day(),
                    plain.input(),
                    plain.truth());
            stored.examples.add(example);
        }
        List<Instant> times = stored.examples.stream().map(Example::time).toList();
        console.jdbi().useTransaction(handle -> {
            try {
                Partitions.of(Partitioning.NATIVE).ensure(handle.getConnection(), times);
            } catch (SQLException e) {
                throw new IOException(e);
            }
            var batch = handle.prepareBatch("INSERT INTO sensor_samples (time, device_time, received_at, valid_zones,"
                    + " occupied_zones, clock_wrong, claim_differs, compliant, device_id, sample_id, site_code, grade,"
                    + " tof_grade, lot, distance, reflectance, amplitude, ambient, status, spectrum, gain,"
                    + " integration_time_ms, volume_mm3, max_height_mm, final_score, freshness, fat_quality,"
                    + " oxidation) VALUES (:time, :time, :time, 64, 16,"
                    + " false, false, true, :device, :sample, 'LL', 'A', 'A', :lot, :matrix, :matrix, :matrix, :matrix,"
                    + " :status, :spectrum, 8, 100, 700000, 50, 0.8, 0.5, 0.5, 0.5)");
            for (Example example : stored.examples) {
                batch.bind("time", example.time().atOffset(ZoneOffset.UTC))
                        .bind("device", example.deviceId())
                        .bind("sample", example.sampleId())
                        .bind("lot", example.lot())
                        .bind("matrix", new byte[256])
                        .bind("status", new byte[64])
                        .bindArray(
                                "spectrum", Double.class, boxed(example.input().counts()))
                        .add();
            }
            batch.execute();
        });
        return stored;
    }

    private static List<Double> boxed(double[] counts) {
        List<Double> boxed = new ArrayList<>();
        for (double count : counts) {
            boxed.add(count);
        }
        return boxed;
    }

    public List<Example> examples() {
        return examples;
    }

    /** What a CSV file of their labels says. */
    public String csv() {
        return csv(each -> true);
    }

    /** The same of some of them. */
    public String csv(Predicate<Example> which) {
        StringBuilder csv = new StringBuilder("device_id,sample_id,time,freshness,fat_quality,oxidation\n");
        for (Example each : examples.stream().filter(which).toList()) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%s%n",
                    each.deviceId(),
                    each.sampleId(),
                    OffsetDateTime.ofInstant(each.time(), ZoneOffset.UTC),
                    each.truth().get(Target.FRESHNESS),
                    each.truth().get(Target.FAT_QUALITY),
                    each.truth().get(Target.OXIDATION)));
        }
        return csv.toString();
    }

    /** Brings their labels in. */
    public JsonNode label() {
        return read(console.send(
                "POST", "/api/ai/truth/import", csv().getBytes(StandardCharsets.UTF_8), "Content-Type", "text/csv"));
    }

    /** A data set of all labels; its id. */
    public long dataset() {
        return read(console.post("/api/ai/datasets", "{\"name\":\"all of them\"}"))
                .get("id")
                .asLong();
    }

    /** A model of a data set, once it is trained; its id. */
    public long model(long dataset, long seed) {
        return train(console, dataset, seed);
    }

    /** A model of a console's data set, once it is trained; its id. */
    public static long train(TestConsole console, long dataset, long seed) {
        long training = read(console.post("/api/ai/training", "{\"dataset_id\":" + dataset + ",\"seed\":" + seed + "}"))
                .get("id")
                .asLong();
        JsonNode run = await().until(() -> console.json("/api/ai/training/" + training), each -> each.get("finished_at")
                .isString());
        if (!run.get("state").asString().equals("done")) {
            throw new IllegalStateException(run.toString());
        }
        return run.get("version_id").asLong();
    }

    /** Predicts what a console did not come to, as its job does, by that clock. */
    static void predict(TestConsole console, Clock clock) throws Exception {
        try (Database database = TestDatabase.open(console.database())) {
            await().until(() -> database.availability().isUp());
            LoadedModels loaded = new LoadedModels(database, new OnnxRunners(null, System::nanoTime, new Metrics()));
            loaded.refresh();
            new Predictions(
                            loaded,
                            new PredictionStore(database, () -> Partitions.of(Partitioning.NATIVE)),
                            new RawSamples(database.jdbi()),
                            LiveStations.NONE,
                            clock,
                            new Metrics())
                    .catchUp();
        }
    }

    /** An answer that must be a success. */
    public static JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }
}
