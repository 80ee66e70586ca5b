package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuarantineTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant first = now.minus(Duration.ofHours(3));

    /** As where a console was killed before it could write what it had begun to say. */
    @Test
    void isSaidSinceTheFirstSampleOfTheLastDayByAConsoleThatIsStartedLater() throws Exception {
        TestConsole.Options options = TestConsole.with();
        try (Database database = TestDatabase.open(options.info())) {
            await().until(() -> database.availability().isUp());
            for (Instant at : List.of(now.minus(Duration.ofDays(2)), first, now.minus(Duration.ofHours(1)))) {
                database.jdbi()
                        .useHandle(handle -> handle.execute(
                                "INSERT INTO quarantined_samples (received_at, device_id, sample_id, reason, payload)"
                                        + " VALUES (?, 'ESP32_LL_01', 's', 'tried', '')",
                                at.atOffset(ZoneOffset.UTC)));
            }
        }
        try (TestConsole console = options.start()) {
            JsonNode said = await().until(
                            () -> console.json("/api/sqal/conditions?kind=samples_quarantined")
                                    .at("/items/0"),
                            JsonNode::isObject);

            assertThat(said.get("since").asString()).isEqualTo(first.toString());
            assertThat(said.at("/details/count").asString()).isEqualTo("2");
        }
    }
}
