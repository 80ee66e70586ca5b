package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of HostileBench: every honest sample is acknowledged beside hostile senders, in 256 MB of heap. */
class HostileTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void honestStationsAreServedBesideHostileSenders() throws Exception {
        Path data = folder.resolve("data");
        UnpackedPostgres.makeMigratedInto(data);
        try (ConsoleProcess console =
                        ConsoleProcess.on(data).quick().jvm("-Xmx256m").start();
                HealthPoll health = new HealthPoll(console.port()).start()) {
            HonestStations honest = new HonestStations(console.port(), 5);
            try (JumpingClocks jumping = new JumpingClocks(console.port(), 3);
                    HostileSenders hostile =
                            new HostileSenders(List.of(), InetAddress.getLoopbackAddress(), console.port())) {
                hostile.start(200);
                honest.run(Duration.ofSeconds(8));
                assertThat(hostile.connections()).isGreaterThanOrEqualTo(150);
                assertThat(jumping.answered()).isPositive();
                assertThat(jumping.troubles()).isEmpty();
            }
            assertThat(honest.troubles()).isEmpty();
            assertThat(honest.sent()).isGreaterThanOrEqualTo(30);
            assertThat(honest.acknowledged()).isEqualTo(honest.sent());
            assertThat(console.log()).doesNotContain("OutOfMemoryError");
            // Nothing stays that was held for them.
            await().until(() -> console.get("/metrics")
                    .lines()
                    .filter(line -> line.startsWith("websocket_held_bytes"))
                    .allMatch(line -> line.endsWith(" 0.0")));
            assertThat(health.failures()).isEmpty();
            assertThat(health.polls()).isPositive();
        }
    }
}
