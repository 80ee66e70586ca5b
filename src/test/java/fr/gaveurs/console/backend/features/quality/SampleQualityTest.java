package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.StoredSamples;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleQualityTest {
    @Test
    void whatAStationHeldBackIsNotOfTheProgramThatSendsIt() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        try (TestConsole console = TestConsole.with().database(info).start();
                Database database = TestDatabase.open(info)) {
            StoredSamples stored = StoredSamples.of(console, 1, 40, 5);
            String id = stored.examples().getFirst().deviceId();
            // In the order in which they were measured.
            console.jdbi()
                    .useHandle(
                            handle -> handle.execute("UPDATE sensor_samples SET seq = extract(epoch FROM time) * 1e6"));
            Instant tenth = stored.examples().get(10).time();
            SampleQuality quality = new SampleQuality(database);

            long all = quality.after(id, 0, null).samples();

            assertThat(all).isGreaterThanOrEqualTo(40);
            assertThat(quality.after(id, 0, tenth).samples())
                    .as("measured before, however late they came")
                    .isEqualTo(all - 10);
            assertThat(quality.after(id, 0, Instant.now().plusSeconds(60)).samples())
                    .isZero();
        }
    }
}
