package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The console's clock jumps while samples come from devices whose clocks are right. */
@Timeout(120)
class ClockJumpTest {
    private static final String ID = "ESP32_LL_01";

    private final TestClock clock = new TestClock(Instant.now());
    private final TestConsole.Options options = TestConsole.with().clock(clock);
    private final List<TestMessages> sent = new ArrayList<>();
    private FaultyLink link;
    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        link = new FaultyLink(options.info().port());
        console = options.databaseThrough(link.port()).rateLimit(100).start();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        link.close();
    }

    private void send(RawWebSocket device, int samples, String status) throws Exception {
        for (int i = 0; i < samples; i++) {
            TestMessages sample = TestMessages.sample(ID);
            sent.add(sample);
            device.sendText(sample.utf8());
            JsonNode answer =
                    device.awaitJson(m -> m.path("sample_id").asString("").equals(sample.id()));
            assertThat(answer.path("status").asString("")).as(answer.toString()).isEqualTo(status);
        }
    }

    private JsonNode station() {
        return console.json("/api/sqal/devices/" + ID).get("device");
    }

    private String state() {
        return station().get("state").asString();
    }

    private void assertSane() {
        assertThat(station().get("age_seconds").asDouble()).isBetween(0.0, 4_000.0);
        assertThat(console.json("/health").get("uptime_seconds").asDouble()).isBetween(0.0, 600.0);
        assertThat(console.metric("spool_oldest_seconds")).isNotNegative();
    }

    private void assertOverviewSane() {
        JsonNode overview = console.json("/api/sqal/dashboard/overview");
        assertThat(overview.get("samples_per_second").asDouble()).isBetween(0.0, 100.0);
        assertThat(overview.get("samples_last_hour").asInt()).isBetween(0, sent.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"an hour back", "an hour ahead", "to 1970"})
    void nothingIsLostAndNothingOldLooksLive(String jump) throws Exception {
        Instant target =
                switch (jump) {
                    case "an hour back" -> clock.instant().minus(Duration.ofHours(1));
                    case "an hour ahead" -> clock.instant().plus(Duration.ofHours(1));
                    default -> Instant.EPOCH.plusSeconds(7);
                };
        try (RawWebSocket device = console.sensors()) {
            send(device, 5, "saved");
            assertThat(state()).isEqualTo("live");

            clock.set(target);
            assertThat(station().get("age_seconds").asDouble())
                    .as("as old as it was, by elapsed time")
                    .isLessThan(5);
            assertSane();
            send(device, 5, "saved");
            assertThat(state()).isEqualTo("live");
            assertSane();
            assertOverviewSane();

            link.cut();
            send(device, 5, "spooled");
            clock.advance(Duration.ofMinutes(-10));
            assertSane();
            send(device, 5, "spooled");
            link.mend();
            await().atMost(RawWebSocket.PATIENCE).until(() -> console.metric("spool_samples") == 0);
            assertSane();
            assertOverviewSane();

            clock.advance(Duration.ofSeconds(20));
            assertThat(state()).isEqualTo("stale");
            clock.advance(Duration.ofSeconds(100));
            assertThat(state()).isEqualTo("offline");
        }
        assertThat(console.count("SELECT count(*) FROM sensor_samples")).isEqualTo(20);
        for (TestMessages sample : sent) {
            assertThat(console.count(
                            "SELECT count(*) FROM sensor_samples WHERE sample_id = ? AND time = ?::timestamptz",
                            sample.id(),
                            sample.time().toString()))
                    .as("under the device's time")
                    .isEqualTo(1);
            assertThat(console.count(
                            "SELECT count(*) FROM stats_hourly WHERE bucket = date_trunc('hour', ?::timestamptz)",
                            sample.time().toString()))
                    .isEqualTo(1);
        }
        assertThat(console.count("SELECT sum(samples) FROM stats_hourly")).isEqualTo(20);
    }

    @Test
    void aStationThatFallsSilentAsTheClockIsSetBackAgesByElapsedTime() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            send(device, 3, "saved");
        }
        clock.advance(Duration.ofDays(-365));
        clock.advance(Duration.ofSeconds(20));
        assertThat(state()).isEqualTo("stale");
        await().atMost(RawWebSocket.PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return state().equals("offline");
        });
    }

    @Test
    void anAllowanceFillsUpAgainWhateverTheClockSays() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            send(device, 100, "saved");
            for (Duration jump : List.of(Duration.ofHours(-1), Duration.ofHours(2), Duration.ofDays(-20_000))) {
                clock.advance(jump);
                JsonNode refused = null;
                while (refused == null) {
                    device.sendText(TestMessages.sample(ID).utf8());
                    JsonNode answer = device.readJson();
                    refused = answer.get("type").asString().equals("ack") ? null : answer;
                }
                assertThat(refused.get("type").asString()).isEqualTo("rate_limit_exceeded");
                assertThat(refused.get("retry_after_seconds").asDouble())
                        .isGreaterThan(0)
                        .isLessThanOrEqualTo(1);
                await().pollInterval(Duration.ofMillis(200))
                        .atMost(RawWebSocket.PATIENCE)
                        .until(() -> {
                            device.sendText(TestMessages.sample(ID).utf8());
                            return device.readJson().get("type").asString().equals("ack");
                        });
            }
        }
    }
}
