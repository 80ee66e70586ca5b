package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody holds what stations are kept in locked: that is no reason to take no samples. */
@ExtendWith(Patience.class)
class LockedTablesTest {
    private static final String ERASED = "ESP32_LL_01";
    private static final String OTHER = "ESP32_LL_02";
    /** More than a writer of samples waits for any answer. */
    private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(6);

    @Test
    void anErasureThatWaitsForALockSendsNoSampleToTheSpool() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket device = console.sensors()) {
            console.store(TestMessages.graded(ERASED, Grade.B), TestMessages.graded(OTHER, Grade.B));
            await().until(() -> console.count("SELECT count(*) FROM devices") == 2);
            assertThat(console.post("/api/sqal/devices/" + ERASED + "/erase?confirm=" + ERASED, "")
                            .statusCode())
                    .isEqualTo(200);
            // A first check of a machine that is busy may be late, and is worse than any after it.
            await().until(() -> console.get("/health/ready").body().contains("\"ready\""));
            try (Handle lock = console.jdbi().open()) {
                lock.begin();
                lock.execute("LOCK TABLE device_erasures, devices, device_connections, device_refusals, conditions");
                long from = System.nanoTime();
                int sent = 0;
                while (System.nanoTime() - from < HELD_NANOS) {
                    device.sendText(TestMessages.graded(OTHER, Grade.A).text());
                    assertThat(device.awaitJson("ack").get("status").asString())
                            .as("%d s after the lock", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from))
                            .isEqualTo("saved");
                    assertThat(console.get("/health/ready").body()).contains("\"ready\"");
                    sent++;
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                assertThat(sent).isGreaterThan(5);
                lock.rollback();
            }
            await().until(() -> !console.json("/api/sqal/device-erasures")
                    .at("/items/0/finished_at")
                    .isNull());
            assertThat(console.metric("circuit_breaker_calls_total{name=\"database\",result=\"failed\"}"))
                    .isZero();
        }
    }

    @Test
    void neitherDoLogsAndProductsThatWaitForALock() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket device = console.sensors()) {
            console.store(TestMessages.graded(OTHER, Grade.B));
            await().until(() -> console.json("/api/log").get("size").asLong() > 0);
            try (Handle lock = console.jdbi().open()) {
                lock.begin();
                lock.execute(
                        "LOCK TABLE log_entries, log_tiles, log_checkpoints, consumer_products, consumer_feedbacks");
                long from = System.nanoTime();
                while (System.nanoTime() - from < HELD_NANOS) {
                    device.sendText(TestMessages.graded(OTHER, Grade.A).text());
                    assertThat(device.awaitJson("ack").get("status").asString()).isEqualTo("saved");
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                lock.rollback();
            }
            await().until(() -> console.count("SELECT count(*) FROM log_pending") == 0);
            assertThat(console.metric("circuit_breaker_calls_total{name=\"database\",result=\"failed\"}"))
                    .isZero();
        }
    }
}
