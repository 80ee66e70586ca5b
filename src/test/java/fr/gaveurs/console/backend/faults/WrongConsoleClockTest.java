package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.jobs.TestJobs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Consoles whose own clock is wrong, with stations and a database whose clocks are right. */
@Timeout(120)
class WrongConsoleClockTest {
    private static final Pace FAST =
            new Pace(Duration.ZERO, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private static JsonNode send(RawWebSocket device, TestMessages sample) throws Exception {
        device.sendText(sample.utf8());
        return device.awaitJson(m -> m.path("sample_id").asString("").equals(sample.id()));
    }

    private static String detail(TestConsole console) {
        return console.component("clocks").path("detail").asString("");
    }

    private static void awaitDetail(TestConsole console, String words) {
        await().atMost(RawWebSocket.PATIENCE)
                .untilAsserted(() -> assertThat(detail(console)).contains(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-10M", "P-30D"})
    void aConsoleWhoseClockIsBehindTakesWhatMostStationsAgreeOn(String off) throws Exception {
        TestClock clock = new TestClock(Instant.now().plus(Duration.parse(off)));
        try (TestConsole console = TestConsole.with().clock(clock).start();
                RawWebSocket one = console.sensors();
                RawWebSocket two = console.sensors()) {
            send(one, TestMessages.sample("ESP32_LL_01"));
            TestMessages first = TestMessages.sample("ESP32_LL_02");
            assertThat(send(two, first).path("status").asString("")).isEqualTo("saved");
            TestMessages second = TestMessages.sample("ESP32_LL_01");
            assertThat(send(one, second).path("status").asString("")).isEqualTo("saved");
            assertThat(console.count(
                            "SELECT count(*) FROM sensor_samples WHERE sample_id IN (?, ?)"
                                    + " AND time = device_time AND console_clock_wrong AND NOT clock_wrong",
                            first.id(),
                            second.id()))
                    .isEqualTo(2);
            // An acknowledgement says what is stored; what the fleet knows follows.
            await().until(
                            () -> console.json("/api/sqal/devices/ESP32_LL_01")
                                    .at("/device/state")
                                    .asString(),
                            "live"::equals);

            TestMessages wrong =
                    TestMessages.sample("ESP32_LL_03").at(Instant.now().plusSeconds(1_200));
            assertThat(send(two, wrong).path("type").asString())
                    .as("20 min ahead of the others")
                    .isEqualTo("validation_error");
            awaitDetail(console, "this console's clock is wrong");
            assertThat(detail(console))
                    .contains(off.equals("PT-10M") ? "10 min behind" : "30 days behind")
                    .contains("set this computer's clock");
            assertThat(console.json("/health").get("status").asString()).isEqualTo("degraded");
            assertThat(console.get("/health/ready").statusCode()).isEqualTo(200);

            clock.set(Instant.now());
            send(one, TestMessages.sample("ESP32_LL_01"));
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> !detail(console).contains("this console's clock is wrong"));
        }
    }

    @Test
    void aSingleStationThatDisagreesIsRefusedAsTheProtocolSaysAndThatIsShown() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        try (TestConsole console = TestConsole.with().clock(clock).start();
                RawWebSocket one = console.sensors()) {
            TestMessages ahead =
                    TestMessages.sample("ESP32_LL_01").at(Instant.now().plusSeconds(600));
            JsonNode refused = send(one, ahead);
            assertThat(refused.path("type").asString()).isEqualTo("validation_error");
            assertThat(refused.toString()).contains("more than 5 min ahead");
            JsonNode device = console.json("/api/sqal/devices/ESP32_LL_01").get("device");
            assertThat(device.get("state").asString()).isEqualTo("never_seen");
            assertThat(device.get("clock_ahead_seconds").asDouble()).isBetween(500.0, 700.0);
            awaitDetail(console, "samples are refused for their time: those of ESP32_LL_01");

            assertThat(send(one, TestMessages.sample("ESP32_LL_01").at(clock.instant()))
                            .path("status")
                            .asString(""))
                    .isEqualTo("saved");
            await().until(() -> console.json("/api/sqal/devices/ESP32_LL_01")
                    .at("/device/clock_ahead_seconds")
                    .isNull());

            JsonNode absurd = send(one, TestMessages.sample("ESP32_LL_01").at(Instant.parse("9999-12-31T23:59:59Z")));
            assertThat(absurd.path("type").asString()).isEqualTo("validation_error");
            assertThat(console.json("/api/sqal/devices/ESP32_LL_01")
                            .at("/device/clock_ahead_seconds")
                            .isNull())
                    .as("one absurd sample among right ones is not the station's clock")
                    .isTrue();
        }
    }

    @Test
    void aConsoleAHundredDaysAheadOnASharedDatabaseDropsNothingAndSaysWhoseClockIsWrong() throws Exception {
        TestConsole.Options options = TestConsole.with();
        try (TestConsole right = options.start()) {
            right.store(TestMessages.sample("ESP32_LL_01"), TestMessages.sample("ESP32_LL_01"));
            TestClock ahead = new TestClock(Instant.now().plus(Duration.ofDays(100)));
            try (TestConsole wrong = TestConsole.with()
                    .database(options.info())
                    .clock(ahead)
                    .jobs(FAST)
                    .start()) {
                for (int run = 0; run < 2; run++) {
                    TestJobs.due(wrong.jdbi(), "retention");
                    await().atMost(RawWebSocket.PATIENCE)
                            .until(() ->
                                    wrong.count("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'retention'"
                                                    + " AND NOT picked AND execution_time > now()")
                                            == 1);
                }
                awaitDetail(wrong, "this console's clock is 100 days ahead of the database's clock");
            }
            assertThat(right.count("SELECT count(*) FROM sensor_samples")).isEqualTo(2);
            right.store(TestMessages.sample("ESP32_LL_01"));
            assertThat(right.count("SELECT count(*) FROM sensor_samples")).isEqualTo(3);
            assertThat(detail(right)).isEmpty();
        }
    }
}
