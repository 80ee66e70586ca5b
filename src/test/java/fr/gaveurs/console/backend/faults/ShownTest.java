package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What is shown is what was measured, and when: whatever the clocks do, and before and after a restart the same. */
@Timeout(120)
class ShownTest {
    private static final String ID = "ESP32_LL_01";

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final TestConsole.Options options = TestConsole.with().clock(clock).noCache();
    private TestConsole console;

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private void restart() throws Exception {
        console.close();
        console = options.start();
    }

    /** A sample measured at an instant and sent now; its id. */
    private String send(RawWebSocket device, Grade grade, Instant measured) throws Exception {
        TestMessages message = TestMessages.graded(ID, grade).at(measured);
        device.sendText(message.utf8());
        JsonNode answer = device.awaitJson(m -> m.path("sample_id").asString("").equals(message.id()));
        assertThat(answer.path("status").asString("")).as(answer.toString()).isEqualTo("saved");
        return message.id();
    }

    private String latest() {
        return console.json("/api/sqal/devices/" + ID).at("/latest/sample_id").asString("");
    }

    private JsonNode device() {
        return console.json("/api/sqal/devices/" + ID).get("device");
    }

    private List<JsonNode> listed(int pageSize) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = console.json("/api/sqal/samples?device_id=" + ID + "&limit=" + pageSize + cursor);
            page.get("items").forEach(all::add);
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        }
        return all;
    }

    private void assertShown(String newest) throws Exception {
        await().untilAsserted(() -> assertThat(latest()).isEqualTo(newest));
        assertThat(console.json("/api/sqal/samples/latest")
                        .at("/items/0/sample_id")
                        .asString(""))
                .isEqualTo(newest);
        try (RawWebSocket dashboard = console.realtime()) {
            JsonNode snapshot = dashboard.awaitJson("snapshot");
            assertThat(snapshot.at("/devices/0/latest/sample_id").asString("")).isEqualTo(newest);
        }
    }

    @Test
    void aClockSetBackWhileRunningHidesNoReject() throws Exception {
        console = options.start();
        try (RawWebSocket dashboard = console.realtime();
                RawWebSocket device = console.sensors()) {
            dashboard.awaitJson("snapshot");
            for (int i = 0; i < 3; i++) {
                send(device, Grade.A, clock.instant());
                clock.advance(Duration.ofSeconds(1));
            }
            clock.set(clock.instant().minusSeconds(3_600));

            String reject = send(device, Grade.REJECT, clock.instant());

            assertShown(reject);
            JsonNode update =
                    dashboard.awaitJson(m -> m.path("sample_id").asString("").equals(reject));
            assertThat(update.get("age_seconds").asDouble()).isLessThan(5);
            device.sendText("{\"type\":\"heartbeat\",\"device_id\":\"" + ID + "\"}");
            clock.advance(Duration.ofSeconds(60));
            assertThat(device().get("age_seconds").asDouble()).isBetween(60.0, 70.0);
            assertThat(device().get("state").asString()).isEqualTo("stale");
            device.sendText("{\"type\":\"heartbeat\",\"device_id\":\"" + ID + "\"}");
            assertThat(device().get("state").asString())
                    .as("a heartbeat is no sample")
                    .isEqualTo("stale");
            restart();
            assertShown(reject);
        }
    }

    @Test
    void aStartWithTheClockAheadIsNotInTheWayOfWhatComesAfter() throws Exception {
        Instant right = clock.instant();
        clock.set(right.plus(Duration.ofDays(100)));
        console = options.start();
        String future;
        try (RawWebSocket device = console.sensors()) {
            future = send(device, Grade.A, clock.instant());
            assertShown(future);
        }
        console.close();
        clock.set(right);
        console = options.start();
        try (RawWebSocket device = console.sensors()) {
            String now = send(device, Grade.REJECT, clock.instant());
            assertShown(now);
            for (int pages : new int[] {1, 50}) {
                assertThat(listed(pages))
                        .extracting(row -> row.get("sample_id").asString())
                        .containsExactly(now, future);
            }
            restart();
            assertShown(now);
        }
    }

    @Test
    void aBufferedSampleIsHistory() throws Exception {
        console = options.start();
        try (RawWebSocket device = console.sensors()) {
            send(device, Grade.A, clock.instant().minusSeconds(2));
            String fresh = send(device, Grade.A, clock.instant());
            String buffered = send(device, Grade.REJECT, clock.instant().minusSeconds(3_600));
            assertShown(fresh);
            assertThat(device().get("age_seconds").asDouble()).isLessThan(30);
            JsonNode stored = console.json("/api/sqal/samples/" + buffered);
            assertThat(stored.get("late").asBoolean()).isTrue();
            assertThat(listed(50).getLast().get("sample_id").asString()).isEqualTo(buffered);
            restart();
            assertShown(fresh);
        }
    }

    @Test
    void aValueThatWaitedIsAsOldAsItIs() throws Exception {
        console = options.start();
        try (RawWebSocket device = console.sensors()) {
            send(device, Grade.A, clock.instant());
            clock.advance(Duration.ofMinutes(10));
            String buffered = send(device, Grade.A, clock.instant().minusSeconds(300));
            assertShown(buffered);
            assertThat(device().get("age_seconds").asDouble()).isBetween(290.0, 310.0);
            assertThat(device().get("state").asString()).isEqualTo("stale");
        }
    }

    @Test
    void twoLiversUnderOneIdAndTimeAreTwoAndEachOnceWhateverIsRepeated() throws Exception {
        console = options.start();
        for (Instant claimed :
                List.of(Instant.EPOCH.plusSeconds(7), clock.instant().minusSeconds(5))) {
            String id = "S-" + claimed.getEpochSecond();
            List<TestMessages> livers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                livers.add(TestMessages.sample(ID).id(id).at(claimed).height(50 + i));
            }
            for (int round = 0; round < 2; round++) {
                try (RawWebSocket device = console.sensors()) {
                    for (TestMessages liver : livers) {
                        for (int again = 0; again < 2; again++) {
                            device.sendText(liver.utf8());
                            assertThat(device.awaitJson("ack").path("status").asString(""))
                                    .isEqualTo("saved");
                        }
                    }
                }
                clock.advance(Duration.ofSeconds(10));
                restart();
            }
            assertThat(console.count("SELECT count(*) FROM sensor_samples WHERE sample_id = ?", id))
                    .isEqualTo(3);
            assertThat(console.count("SELECT count(*) FROM sensor_samples WHERE sample_id = ? AND id_reused", id))
                    .isEqualTo(2);
            Set<Double> volumes = new HashSet<>();
            List<JsonNode> rows = listed(1).stream()
                    .filter(row -> row.get("sample_id").asString().equals(id))
                    .toList();
            assertThat(rows).hasSize(3);
            for (JsonNode row : rows) {
                volumes.add(console.json("/api/sqal/samples/" + id + "?device_id=" + ID + "&timestamp="
                                + row.get("timestamp").asString())
                        .at("/vl53l8ch/analysis/volume_mm3")
                        .asDouble());
            }
            assertThat(volumes).as("each can be read").hasSize(3);
        }
        assertThat(console.count("SELECT sum(samples) FROM stats_hourly")).isEqualTo(6);
    }

    @Test
    void distancesThatRepeatTwentyTimesAreAStuckSensorAlsoAfterARestart() throws Exception {
        console = options.start();
        try (RawWebSocket device = console.sensors()) {
            for (int i = 0; i < 19; i++) {
                send(device, Grade.A, clock.instant());
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(device().get("distance_stuck").asBoolean()).isFalse();
            send(device, Grade.A, clock.instant());
            await().until(() -> device().get("distance_stuck").asBoolean());
        }
        restart();
        assertThat(device().get("distance_stuck").asBoolean()).isTrue();
    }

    @Test
    void consolesOnOneDatabaseShowAndStoreTheSame() throws Exception {
        console = options.relay().start();
        try (TestConsole other = TestConsole.with()
                        .database(options.info())
                        .clock(new TestClock(clock.instant().plus(Duration.ofHours(1))))
                        .relay()
                        .start();
                RawWebSocket here = console.sensors();
                RawWebSocket there = other.sensors()) {
            String fresh = send(here, Grade.A, clock.instant());
            await().untilAsserted(() -> assertThat(other.json("/api/sqal/devices/" + ID)
                            .at("/latest/sample_id")
                            .asString(""))
                    .isEqualTo(fresh));
            send(there, Grade.REJECT, clock.instant().minusSeconds(1_800));
            TestMessages one = TestMessages.sample(ID).id("twin").at(Instant.EPOCH.plusSeconds(7));
            TestMessages two = TestMessages.sample(ID)
                    .id("twin")
                    .at(Instant.EPOCH.plusSeconds(7))
                    .height(30);
            for (RawWebSocket console : List.of(here, there, here)) {
                for (TestMessages liver : List.of(one, two)) {
                    console.sendText(liver.utf8());
                    assertThat(console.awaitJson("ack").path("status").asString(""))
                            .isEqualTo("saved");
                }
            }
            assertThat(console.count("SELECT count(*) FROM sensor_samples WHERE sample_id = 'twin'"))
                    .isEqualTo(2);
            String last = send(there, Grade.C, clock.instant().plusSeconds(1));
            for (TestConsole each : List.of(console, other)) {
                await().untilAsserted(() -> assertThat(each.json("/api/sqal/devices/" + ID)
                                .at("/latest/sample_id")
                                .asString(""))
                        .isEqualTo(last));
            }
        }
    }
}
