package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Raw histograms are stored with what makes lengths of their bins. */
class StoredHistogramsTest {
    private static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");

    private static GradedSample received(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        DeviceMessage.SensorData data =
                (DeviceMessage.SensorData) DeviceMessages.parse(utf8, 0, utf8.length, NOON.plusSeconds(60));
        return new DeviceGradingState(Duration.ofDays(400)).grade(data.measurement(), NOON.plusSeconds(60), 0);
    }

    @Test
    void theWidthOfTheBinsIsStoredWhereTheStationSaysIt() throws Exception {
        Partitions partitions = Partitions.of(Partitioning.NATIVE);
        try (Database database = TestDatabase.fresh()) {
            SampleStore store = new SampleStore(
                    database,
                    () -> partitions,
                    ZoneId.of("Europe/Paris"),
                    new ReadyRows(System::nanoTime),
                    new Metrics());
            String said = TestMessages.sample("ESP32_LL_01").bins(4).at(NOON).text();
            String unsaid =
                    TestMessages.sample("ESP32_LL_02").bins(4).at(NOON).text().replace("bin_size_mm", "other");

            assertThat(store.save(List.of(received(said), received(unsaid)))).containsOnly(new StoreResult.Saved());

            List<String> widths = database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT coalesce(bin_mm::text, 'none') FROM sample_histograms ORDER BY device_id")
                    .mapTo(String.class)
                    .list());
            assertThat(widths).containsExactly("37.5", "none");
        }
    }
}
