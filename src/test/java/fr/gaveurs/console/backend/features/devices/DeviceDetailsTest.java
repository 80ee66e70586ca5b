package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Connection;
import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.Devices.DeviceDay;
import fr.gaveurs.console.api.devices.Devices.DeviceList;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a station's page shows, by what really happened on its sockets. */
class DeviceDetailsTest {
    private static final String ID = "ESP32_LL_01";

    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        // What was asked a moment ago is asked anew.
        console = TestConsole.with().rateLimit(3).noCache().start();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private DeviceDetails details() {
        return Json.MAPPER.readValue(
                console.get("/api/sqal/devices/" + ID + "/details").body(), DeviceDetails.class);
    }

    @Test
    void connectionsComeWithTheirEndAndItsReason() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello(ID).getBytes(StandardCharsets.UTF_8));
            device.awaitJson("hello_ack");
            await().until(() -> details().connections().size() == 1);
            Connection open = details().connections().getFirst();
            assertThat(open.address()).isEqualTo("127.0.0.1");
            assertThat(open.macAddress()).isNotBlank();
            assertThat(open.disconnectedAt()).isNull();
            assertThat(open.reason()).isNull();
        }
        await().until(() -> details().connections().getFirst().disconnectedAt() != null);
        Connection closed = details().connections().getFirst();
        assertThat(closed.durationSeconds()).isNotNegative();
        assertThat(closed.reason()).isNotBlank();
        assertThat(closed.end()).isIn(ConnectionEnd.CLOSED, ConnectionEnd.NO_CODE, ConnectionEnd.BROKEN);

        console.store(TestMessages.sample(ID));
        await().until(() -> details().connections().size() == 2);
        assertThat(details().connections().get(1)).as("newest first").isEqualTo(closed);
    }

    @Test
    void refusalsOfTodayAreCountedByReason() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello(ID).getBytes(StandardCharsets.UTF_8));
            device.awaitJson("hello_ack");
            device.sendText(TestMessages.sample(ID).reflectance(9999).utf8());
            device.awaitJson("validation_error");
            for (int i = 0; i < 5; i++) {
                device.sendText(TestMessages.sample(ID).utf8());
            }
            device.awaitJson("rate_limit_exceeded");
            device.awaitJson("rate_limit_exceeded");
            console.post("/api/sqal/devices/" + ID + "/block", "");
            device.sendText(TestMessages.sample(ID).utf8());
            device.awaitJson("error");
        }
        await().until(() -> details().refusals().size() == 3);
        DeviceDetails shown = details();
        assertThat(shown.refusals().getFirst().reason()).isEqualTo(RefusalReason.RATE_LIMIT);
        assertThat(shown.refusals().getFirst().count()).isEqualTo(2);
        assertThat(shown.refusals())
                .extracting(DeviceDetails.Refusals::reason)
                .contains(RefusalReason.INVALID, RefusalReason.BLOCKED);
        assertThat(shown.refusals())
                .allSatisfy(each -> assertThat(each.lastWords()).isNotBlank());
        assertThat(shown.refusals())
                .filteredOn(each -> each.reason() == RefusalReason.INVALID)
                .singleElement()
                .satisfies(each -> assertThat(each.lastWords())
                        .as("names the field")
                        .contains("reflectance")
                        .doesNotContain("field is wrong"));
        await().until(() -> details().connections().getFirst().end() == ConnectionEnd.BLOCKED);
        await().until(() -> details().samplesToday() == 3);
    }

    @Test
    void theListTellsWhatCameOfEachStationToday() throws Exception {
        console.store(TestMessages.sample(ID), TestMessages.sample(ID), TestMessages.sample("ESP32_LL_02"));
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello(ID).getBytes(StandardCharsets.UTF_8));
            device.awaitJson("hello_ack");
            device.sendText(TestMessages.sample(ID).reflectance(9999).utf8());
            device.awaitJson("validation_error");
        }
        await().untilAsserted(() -> {
            DeviceList list =
                    Json.MAPPER.readValue(console.get("/api/sqal/devices").body(), DeviceList.class);
            assertThat(list.today())
                    .containsOnly(Map.entry(ID, new DeviceDay(2, 1)), Map.entry("ESP32_LL_02", new DeviceDay(1, 0)));
        });
    }

    @Test
    void errorsUptimeClockAndBugsAreThere() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello(ID).getBytes(StandardCharsets.UTF_8));
            device.awaitJson("hello_ack");
            device.sendText(("{\"type\":\"heartbeat\",\"device_id\":\"" + ID + "\",\"uptime\":4711,\"buffer_size\":12,"
                            + "\"status\":\"error\",\"error\":\"I2C 0x29 silent\"}")
                    .getBytes(StandardCharsets.UTF_8));
            device.sendText(TestMessages.sample(ID).utf8());
            device.awaitJson("ack");
        }
        await().until(() -> details().openBugs() == 1 && !details().errors().isEmpty());
        DeviceDetails shown = details();
        assertThat(shown.uptimeSeconds()).isEqualTo(4711);
        assertThat(shown.device().bufferSize()).isEqualTo(12);
        assertThat(shown.clockOffsetSeconds()).isBetween(-5.0, 5.0);
        assertThat(shown.errors().getFirst().message()).isEqualTo("I2C 0x29 silent");
    }

    @Test
    void ofEachStationTheNewestConnectionsAndErrorsAreKept() throws Exception {
        Database database = TestDatabase.fresh();
        DeviceHistory history = DeviceHistory.of(database, Clock.systemUTC(), ZoneOffset.UTC);
        for (int i = 0; i < HistoryStore.CONNECTIONS + 20; i++) {
            history.disconnected(history.connected(ID, "10.0.0.1", null), 1001, "number " + i);
        }
        for (int i = 0; i < HistoryStore.ERRORS + 5; i++) {
            history.error(ID, "error " + i);
        }
        history.flush();
        history.connected("ESP32_LL_02", "10.0.0.2", null);
        history.flush();

        HistoryStore.Kept kept = history.of(ID);
        assertThat(kept.connections()).hasSize(HistoryStore.CONNECTIONS);
        assertThat(kept.connections().getFirst().reason()).isEqualTo("number " + (HistoryStore.CONNECTIONS + 19));
        assertThat(kept.errors()).hasSize(HistoryStore.ERRORS);
        long rows = database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM device_connections")
                .mapTo(Long.class)
                .one());
        assertThat(rows).isEqualTo(HistoryStore.CONNECTIONS + 1);
        database.close();
    }

    /** A rollout judges a board's program by these: one that measures faster than its allowance is as good as before. */
    @Test
    void whatIsRefusedForItsRateIsNoFaultOfTheProgram() throws Exception {
        Database database = TestDatabase.fresh();
        DeviceHistory history = DeviceHistory.of(database, Clock.systemUTC(), ZoneOffset.UTC);
        for (int i = 0; i < 200; i++) {
            history.refused(ID, RefusalReason.RATE_LIMIT, "too many");
        }
        history.refused(ID, RefusalReason.NO_ROOM, "the spool is full");
        history.refused(ID, RefusalReason.ANOTHER_BOARD, "another board");
        history.flush();
        assertThat(history.faultsToday(ID)).isZero();

        history.refused(ID, RefusalReason.INVALID, "out of range");
        history.refused(ID, RefusalReason.INVALID, "out of range");
        history.refused(ID, RefusalReason.CLOCK_AHEAD, "an hour ahead");
        history.flush();
        assertThat(history.faultsToday(ID)).isEqualTo(3);
        database.close();
    }

    @Test
    void aConnectionOfAConsoleThatWasKilledIsNotOpenForEver() throws Exception {
        console.store(TestMessages.sample(ID));
        await().until(() -> details().connections().size() == 1);
        console.jdbi()
                .useHandle(
                        handle -> handle.execute("INSERT INTO device_connections (id, device_id, address, connected_at,"
                                + " heard_at) VALUES (gen_random_uuid(), 'ESP32_LL_01', '10.0.0.1', now() - interval '1 hour',"
                                + " now() - interval '10 minutes')"));

        List<Connection> shown = details().connections();

        assertThat(shown.getFirst().disconnectedAt()).isNotNull();
        assertThat(shown.getFirst().reason()).contains("without a word");
        assertThat(shown.getFirst().durationSeconds()).isNull();
    }

    /** A restore ended it, and the console had no part in it. */
    @Test
    void aConnectionThatWasOpenInARestoredBackupSaysSo() throws Exception {
        console.store(TestMessages.sample(ID));
        await().until(() -> details().connections().size() == 1);
        Instant created = Instant.parse("2026-11-28T14:11:00Z");
        console.jdbi().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO device_connections (id, device_id, address, connected_at, heard_at) VALUES"
                            + " (gen_random_uuid(), ?, '10.0.0.1', ?, ?), (gen_random_uuid(), ?, '10.0.0.2', ?, ?)",
                    ID,
                    created.minusSeconds(7_200),
                    created.minusSeconds(3_600),
                    ID,
                    created.minusSeconds(1_800),
                    created.minusSeconds(30));
            DevicesFeature.AFTER_RESTORE.restored(created, console.folder(), handle.getConnection());
        });

        List<Connection> shown = details().connections();

        assertThat(shown.getFirst().end()).isEqualTo(ConnectionEnd.RESTORED);
        assertThat(shown.getFirst().disconnectedAt()).isEqualTo(created.minusSeconds(30));
        assertThat(shown.getFirst().durationSeconds()).isNull();
        assertThat(shown.get(1).end())
                .as("its console was lost before the backup was made")
                .isEqualTo(ConnectionEnd.CONSOLE_LOST);
    }

    @Test
    void whatHappensWhileTheDatabaseIsAwayIsBounded() {
        Database away = TestDatabase.fresh();
        away.close();
        DeviceHistory history = DeviceHistory.of(away, Clock.systemUTC(), ZoneOffset.UTC);
        for (int i = 0; i < DeviceHistory.MOST_LINKS + 10; i++) {
            history.connected(ID, "10.0.0.1", null);
        }
        for (int i = 0; i < 3 * DeviceHistory.MOST_ERRORS; i++) {
            history.error(ID, "x".repeat(10_000));
        }
        history.flush();
        assertThat(history.waiting()).isEqualTo(DeviceHistory.MOST_LINKS + DeviceHistory.MOST_ERRORS);
    }
}
