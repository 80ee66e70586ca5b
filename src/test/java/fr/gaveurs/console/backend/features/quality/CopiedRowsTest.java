package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large batches are copied in, small ones inserted: nobody can tell from the rows. */
class CopiedRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final Database database = TestDatabase.fresh();
    private final Partitions partitions = Partitions.of(Partitioning.NATIVE);
    private final SampleStore store =
            new SampleStore(database, () -> partitions, ZONE, new ReadyRows(System::nanoTime), new Metrics());

    @AfterEach
    void close() {
        database.close();
    }

    private static GradedSample sample(int number) {
        return TestMessages.sample("ESP32_LL_0" + number % 5)
                .id("S-" + number)
                .at(NOW.plusMillis(number))
                .received(NOW.plusMillis(number + 5));
    }

    private static List<GradedSample> samples(int from, int to) {
        List<GradedSample> samples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            samples.add(sample(i));
        }
        return samples;
    }

    private static GradedSample withLot(GradedSample sample, String lot) {
        Measurement m = sample.measurement();
        return new GradedSample(
                new Measurement(
                        m.deviceId(),
                        m.sampleId(),
                        m.deviceTime(),
                        m.siteCode(),
                        m.location(),
                        lot,
                        m.firmwareVersion(),
                        m.temperatureC(),
                        m.humidityPercent(),
                        m.distance(),
                        m.reflectance(),
                        m.amplitude(),
                        m.ambient(),
                        m.status(),
                        m.spectrum(),
                        m.integrationTimeMs(),
                        m.gain(),
                        m.claimedGrade(),
                        m.claimedScore(),
                        m.histogram(),
                        m.histogramBinMm()),
                sample.grading(),
                sample.time(),
                sample.receivedAt(),
                false,
                false,
                false,
                sample.sequence(),
                false,
                0);
    }

    /** Of every kind that there is: recorded ones, and what those lack. */
    private static List<GradedSample> various() throws Exception {
        DeviceGradingState state = new DeviceGradingState(Duration.ofDays(400));
        List<GradedSample> samples = new ArrayList<>();
        for (String message : Recordings.ownSamples()) {
            byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
            if (DeviceMessages.parse(utf8, 0, utf8.length, NOW) instanceof DeviceMessage.SensorData data) {
                samples.add(state.grade(data.measurement(), NOW, 0));
            }
        }
        samples.add(TestMessages.sample("ESP32_LL_01").noSpectrum().at(NOW).received(NOW));
        samples.add(TestMessages.sample("ESP32_LL_01")
                .lot("Été 😀, \"{lot}\" \\")
                .at(NOW)
                .received(NOW));
        samples.add(TestMessages.sample("ESP32_LL_01")
                .lot(null)
                .claim("B", 0.61)
                .at(NOW)
                .received(NOW));
        samples.add(
                TestMessages.sample("ESP32_LL_01").spoilt().height(0).at(NOW).received(NOW));
        samples.add(TestMessages.sample("ESP32_LL_01").bins(4).at(NOW).received(NOW));
        samples.add(TestMessages.sample("ESP32_LL_01").at(Instant.EPOCH).received(NOW));
        for (int i = 0; i < 25; i++) {
            samples.add(state.grade(
                    TestMessages.sample("ESP32_LL_07")
                            .stuck()
                            .at(NOW.plusSeconds(i))
                            .received(NOW)
                            .measurement(),
                    NOW,
                    0));
        }
        samples.addAll(samples(0, 60));
        return samples;
    }

    private static List<String> rows(Database of) {
        return of.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT s::text FROM sensor_samples s ORDER BY device_id, sample_id, time")
                .mapTo(String.class)
                .list());
    }

    private static List<String> statistics(Database of) {
        return of.jdbi().withHandle(handle -> handle.createQuery("SELECT bucket::text || device_id || samples || ' '"
                        + " || compliant || ' ' || weight_n FROM stats_hourly ORDER BY bucket, device_id")
                .mapTo(String.class)
                .list());
    }

    @Test
    void aCopiedRowIsTheInsertedOne() throws Exception {
        List<GradedSample> samples = various();
        assertThat(samples).hasSizeGreaterThan(SampleStore.COPIED_FROM);
        assertThat(store.save(samples)).hasOnlyElementsOfType(StoreResult.Saved.class);

        try (Database other = TestDatabase.fresh()) {
            Partitions parts = Partitions.of(Partitioning.NATIVE);
            SampleStore inserting =
                    new SampleStore(other, () -> parts, ZONE, new ReadyRows(System::nanoTime), new Metrics());
            for (int i = 0; i < samples.size(); i += 20) {
                inserting.save(samples.subList(i, Math.min(samples.size(), i + 20)));
            }
            assertThat(rows(database)).hasSameSizeAs(samples).isEqualTo(rows(other));
            assertThat(statistics(database)).isEqualTo(statistics(other));
        }
    }

    /** Else each of them would pass for altered as soon as the log is verified. */
    @Test
    void theHashOfARowIsTheOneThatPostgresqlMakesOfIt() throws Exception {
        List<GradedSample> samples = various();
        store.save(samples);
        String columns = "s." + String.join(", s.", SampleLog.COVERED);
        Map<String, String> stored = database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT device_id || '/' || sample_id || '/' || extract(epoch FROM time) * 1000000,"
                                + " encode(sha256(record_send(ROW(" + columns + "))), 'base64') FROM sensor_samples s")
                .reduceRows(new TreeMap<>(), (rows, row) -> {
                    rows.put(row.getColumn(1, String.class), row.getColumn(2, String.class));
                    return rows;
                }));

        Map<String, String> made = new TreeMap<>();
        for (GradedSample sample : samples) {
            Measurement m = sample.measurement();
            made.put(
                    m.deviceId() + "/" + m.sampleId() + "/" + SampleColumn.micros(sample.time()) + ".000000",
                    Json.MAPPER.readTree(CopiedRows.entry(sample)).get("row").asString());
        }

        assertThat(samples)
                .as("all that is not usual")
                .anyMatch(s -> !s.grading().tof().defects().isEmpty())
                .anyMatch(s -> s.grading().spectrum() == null)
                .anyMatch(s -> s.grading().spectrum() != null
                        && !s.grading().spectrum().ignoredChannels().isEmpty());
        assertThat(made).isEqualTo(stored);
    }

    @Test
    void aBatchInWhichSomeAreStoredIsToldApart() throws SQLException {
        List<GradedSample> first = samples(0, 60);
        store.save(first);
        List<GradedSample> again = new ArrayList<>(List.of(first.getLast()));
        again.addAll(samples(60, 120));
        again.add(
                TestMessages.sample("ESP32_LL_00").id("S-0").at(NOW).height(31).received(NOW.plusSeconds(9)));

        List<StoreResult> results = store.save(again);

        assertThat(results.getFirst()).isInstanceOf(StoreResult.Duplicate.class);
        assertThat(results.subList(1, 61)).hasOnlyElementsOfType(StoreResult.Saved.class);
        assertThat(results.getLast()).isInstanceOf(StoreResult.Reused.class);
        assertThat(rows(database)).hasSize(121);
        // And what follows, inserted at first and then copied again, is stored once as well.
        for (int i = 0; i < 60; i++) {
            int from = 1_000 + 60 * i;
            assertThat(store.save(samples(from, from + 60))).hasOnlyElementsOfType(StoreResult.Saved.class);
        }
        assertThat(rows(database)).hasSize(121 + 3_600);
    }

    @Test
    void oneRowThatIsRefusedGoesToQuarantineAlone() throws SQLException {
        List<GradedSample> batch = new ArrayList<>(samples(0, 60));
        batch.add(withLot(sample(61), "nul \0"));

        List<StoreResult> results = store.save(batch);

        assertThat(results.subList(0, 60)).hasOnlyElementsOfType(StoreResult.Saved.class);
        assertThat(results.getLast()).isInstanceOf(StoreResult.Quarantined.class);
        assertThat(rows(database)).hasSize(60);
    }

    /** Rows before it have gone to the server by then. */
    @Test
    void oneThatCannotBeWrittenGoesToQuarantineAloneHoweverManyWereSentBefore() throws Exception {
        List<GradedSample> samples = samples(0, 100);
        GradedSample good = samples.get(77);
        Instant beyond = Instant.ofEpochSecond(10_000_000_000_000L); // more µs than 64 bits hold
        samples.set(
                77,
                new GradedSample(
                        good.measurement(),
                        good.grading(),
                        good.time(),
                        beyond,
                        false,
                        false,
                        false,
                        good.sequence(),
                        false,
                        0));

        List<StoreResult> outcomes = store.save(samples);

        assertThat(outcomes.get(77)).isInstanceOf(StoreResult.Quarantined.class);
        assertThat(outcomes.stream().filter(StoreResult.Saved.class::isInstance))
                .hasSize(99);
        assertThat(rows(database)).hasSize(99);
        assertThat(store.save(samples(200, 260))).hasOnlyElementsOfType(StoreResult.Saved.class);
    }
}
