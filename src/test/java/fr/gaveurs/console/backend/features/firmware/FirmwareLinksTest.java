package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.backend.features.firmware.rollout.Policy;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutStore;
import fr.gaveurs.console.backend.features.firmware.rollout.StationReportQueue;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Patience.class)
class FirmwareLinksTest {
    private static final FirmwareReport REPORT = new FirmwareReport(
            "hall", "1.1.0", "ab".repeat(32), 0, 301, 4 << 20, 1 << 20, OtaState.VALID, 0, true, null, null);

    private static long rows(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM firmware_stations")
                .mapTo(Long.class)
                .one());
    }

    /** A board says hello once after its restart: were it lost, the board would count as lost while it works. */
    @Test
    void aHelloForWhichThereWasNoRoomIsWrittenLater() throws Exception {
        AtomicLong nanos = new AtomicLong(1);
        try (Database database = TestDatabase.fresh()) {
            StationReportQueue queue =
                    new StationReportQueue(database, new RolloutStore(), new RolloutRules(Policy.USUAL));
            StationReports reports = new StationReports(database.jdbi());
            FirmwareLinks links = new FirmwareLinks(queue, reports, install -> null, nanos::get);
            while (queue.take("ESP32_XX_01", handle -> {})) {
                // Until it is full, as while the database is away.
            }
            links.greeted("ESP32_FW_01", REPORT, answer -> {});
            queue.start();
            try {
                AtomicLong done = new AtomicLong();
                await().until(() -> queue.take("ESP32_XX_01", handle -> done.incrementAndGet()));
                await().until(() -> done.get() > 0);
                assertThat(rows(database)).as("it had no room").isZero();
                links.tell(List.of());
                nanos.addAndGet(Duration.ofSeconds(16).toNanos());
                links.tell(List.of());
                await().until(() -> rows(database) == 1);

                links.greeted("ESP32_FW_01", null, answer -> {});
                await("it speaks the protocol no more").until(() -> rows(database) == 0);
            } finally {
                queue.stop(Deadline.in(Duration.ofSeconds(5)));
            }
        }
    }
}
