package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A station that is forgotten with its samples: a piece at a time, and nothing of anybody else. */
class DeviceErasuresTest {
    private static final String ID = "ESP32_LL_01";
    private static final String OTHER = "ESP32_LL_02";
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(5_500);

    private TestConsole console;
    private TestMessages first;

    @BeforeEach
    void start() throws Exception {
        console = TestConsole.start();
        first = TestMessages.graded(ID, Grade.B);
        console.store(first, TestMessages.graded(ID, Grade.REJECT), TestMessages.graded(OTHER, Grade.B));
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private HttpResponse<String> erase(String confirm) {
        return console.post("/api/sqal/devices/" + ID + "/erase" + confirm, "");
    }

    private void awaitDone() {
        await().until(() -> {
            JsonNode newest =
                    console.json("/api/sqal/device-erasures").get("items").get(0);
            return !newest.get("finished_at").isNull();
        });
    }

    private long rows(String table, String id) {
        return console.count("SELECT count(*) FROM " + table + " WHERE device_id = ?", id);
    }

    @Test
    void allOfItGoesAndNothingElse() {
        // More than one piece, of some days.
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO sensor_samples SELECT (r).* FROM (SELECT jsonb_populate_record(s, jsonb_build_object("
                                + "'sample_id', 'copy-' || g, 'time', s.time - g * interval '10 milliseconds')) AS r"
                                + " FROM sensor_samples s, generate_series(1, 4500) g WHERE sample_id = ?) q",
                        first.id()));
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO sample_histograms SELECT time, device_id, sample_id, '' FROM sensor_samples"));
        assertThat(console.json("/api/sqal/stats/grade-distribution")
                        .get("samples")
                        .asInt())
                .isEqualTo(3);

        assertThat(erase("?confirm=" + ID).statusCode()).isEqualTo(200);
        assertThat(console.get("/api/sqal/devices/" + ID).statusCode())
                .as("forgotten at once")
                .isEqualTo(404);
        awaitDone();

        for (String table : new String[] {"sensor_samples", "sample_histograms", "stats_hourly", "stats_daily"}) {
            assertThat(rows(table, ID)).as(table).isZero();
            assertThat(rows(table, OTHER)).as(table).isEqualTo(1);
        }
        assertThat(console.json("/api/sqal/device-erasures")
                        .get("items")
                        .get(0)
                        .get("deleted_samples")
                        .asInt())
                .isEqualTo(4502);
        assertThat(console.json("/api/sqal/stats/grade-distribution")
                        .get("samples")
                        .asInt())
                .as("the cache was told")
                .isEqualTo(1);
    }

    /** As on a slow disk: a piece is under way for longer than a writer of samples waits for any answer. */
    @Test
    void aPieceThatTakesLongIsHeldAgainstNobody() throws Exception {
        try (Handle holder = console.jdbi().open();
                RawWebSocket device = console.sensors()) {
            holder.begin();
            holder.createQuery("SELECT sample_id FROM sensor_samples WHERE device_id = ? FOR UPDATE")
                    .bind(0, ID)
                    .mapTo(String.class)
                    .list();
            assertThat(erase("?confirm=" + ID).statusCode()).isEqualTo(200);
            await("the piece waits")
                    .until(() -> console.count(
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM sensor_samples%'")
                            == 1);
            long from = System.nanoTime();
            while (System.nanoTime() - from < HELD_NANOS) {
                device.sendText(TestMessages.graded(OTHER, Grade.A).text());
                assertThat(device.awaitJson("ack").get("status").asString()).isEqualTo("saved");
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(rows("sensor_samples", ID)).as("it still waits").isEqualTo(2);
            holder.rollback();
        }
        awaitDone();

        assertThat(rows("sensor_samples", ID)).isZero();
        for (String breaker : List.of("database", "database_reads")) {
            assertThat(console.metric("circuit_breaker_calls_total{name=\"" + breaker + "\",result=\"failed\"}"))
                    .as(breaker)
                    .isZero();
        }
    }

    @Test
    void whatAStationDeliversLaterUnderTheSameIdStays() throws Exception {
        assertThat(erase("?confirm=" + ID).statusCode()).isEqualTo(200);
        TestMessages later = TestMessages.graded(ID, Grade.A);
        console.store(later);
        await().until(() -> rows("devices", ID) == 1);
        awaitDone();

        assertThat(console.count(
                        "SELECT count(*) FROM sensor_samples WHERE device_id = ? AND sample_id = ?", ID, later.id()))
                .isEqualTo(1);
        assertThat(rows("sensor_samples", ID)).isEqualTo(1);
        assertThat(console.count("SELECT sum(samples) FROM stats_daily WHERE device_id = ?", ID))
                .isEqualTo(1);
    }

    @Test
    void nothingIsDeletedWithoutTheWordOfAnAdministrator() {
        assertThat(erase("").statusCode()).isEqualTo(400);
        assertThat(erase("?confirm=ESP32_LL_02").body()).contains("confirm").contains("once more");
        assertThat(DevicesApi.ERASE_DEVICE.role()).isEqualTo(Role.ADMIN);
        assertThat(console.post("/api/sqal/devices/ESP32_LL_99/erase?confirm=ESP32_LL_99", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(rows("sensor_samples", ID)).isEqualTo(2);
        assertThat(rows("device_erasures", ID)).isZero();
    }

    @Test
    void theSamplesOfOneThatWasForgottenBeforeCanGoToo() {
        console.post("/api/sqal/devices/" + ID + "/forget", "");
        assertThat(rows("sensor_samples", ID)).as("they stay").isEqualTo(2);

        assertThat(erase("?confirm=" + ID).statusCode()).isEqualTo(200);
        awaitDone();

        assertThat(rows("sensor_samples", ID)).isZero();
    }
}
