package fr.gaveurs.console.backend.features.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(Patience.class)
class ConditionsTest {
    private static final String STATION = "ESP32_LL_01";
    private static final String KIND = "?kind=stuck_channel";
    private static final String STUCK = "conditions_open{kind=\"stuck_channel\",severity=\"warning\"}";

    /** Distances move, the spectrum does not. */
    private static List<TestMessages> stuck(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestMessages.sample(STATION).height(40 + i % 7).stuck())
                .toList();
    }

    private static List<TestMessages> moving(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestMessages.sample(STATION).height(40 + i % 7))
                .toList();
    }

    private static boolean isCleared(JsonNode condition) {
        return condition.get("kind").asString().equals("stuck_channel")
                && condition.get("cleared_at").isString();
    }

    private static List<JsonNode> items(TestConsole console, String query) {
        return console.json("/api/sqal/conditions" + query)
                .get("items")
                .valueStream()
                .toList();
    }

    @Test
    void aStuckChannelIsOneConditionAndClearsWithItsDelay() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        try (TestConsole console = TestConsole.with().clock(clock).start()) {
            assertThat(items(console, "")).isEmpty();
            assertThat(console.metric(STUCK)).isZero();
            RawWebSocket dashboard = console.realtime();
            assertThat(dashboard.awaitJson("snapshot").get("conditions")).isEmpty();
            console.store(stuck(25));
            JsonNode raised = dashboard.awaitJson("condition").get("condition");
            assertThat(raised.get("kind").asString()).isEqualTo("stuck_channel");
            assertThat(raised.get("cleared_at").isNull()).isTrue();
            try (RawWebSocket late = console.realtime()) {
                assertThat(late.awaitJson("snapshot").at("/conditions/0/kind").asString())
                        .isEqualTo("stuck_channel");
            }
            assertThat(items(console, "")).hasSize(1);
            JsonNode condition = items(console, "").getFirst();
            assertThat(condition.get("scope").asString()).isEqualTo("station");
            assertThat(condition.get("source").asString()).isEqualTo(STATION);
            assertThat(condition.get("kind").asString()).isEqualTo("stuck_channel");
            assertThat(condition.get("severity").asString()).isEqualTo("warning");
            assertThat(condition.get("confirmed").asBoolean()).isTrue();
            assertThat(condition.get("cleared_at").isNull()).isTrue();
            assertThat(condition.at("/details/channels").asString())
                    .contains("F3")
                    .contains("NIR");
            assertThat(console.metric(STUCK)).isEqualTo(1);
            await().until(() -> console.count("SELECT count(*) FROM conditions WHERE cleared_at IS NULL") == 1);

            console.store(moving(2));
            clock.advance(Duration.ofSeconds(10));
            // By the clock of this test the station is late meanwhile.
            assertThat(items(console, KIND))
                    .as("it is over for less than its delay")
                    .hasSize(1);
            await().until(() -> {
                clock.advance(Duration.ofSeconds(5));
                // Of a station that says nothing, nobody knows that it is over.
                console.store(moving(1));
                return items(console, KIND).isEmpty();
            });
            await().until(() -> isCleared(dashboard.awaitJson("condition").get("condition")));
            dashboard.close();
            assertThat(items(console, KIND + "&cleared=true")).singleElement().satisfies(over -> assertThat(
                            over.get("cleared_at").isNull())
                    .isFalse());
            assertThat(console.metric(STUCK)).isZero();
            await().until(() -> console.count(
                            "SELECT count(*) FROM conditions WHERE kind = 'stuck_channel' AND cleared_at IS NOT NULL")
                    == 1);
            assertThat(console.count("SELECT count(*) FROM conditions WHERE kind = 'stuck_channel'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void filtersLeaveOutWhatIsNotAskedFor() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.store(stuck(25));
            await().until(() -> items(console, "").size() == 1);
            assertThat(items(console, "?source=" + STATION)).hasSize(1);
            assertThat(items(console, "?source=ESP32_LL_02")).isEmpty();
            assertThat(items(console, "?kind=stuck_channel&severity=warning&scope=station"))
                    .hasSize(1);
            assertThat(items(console, "?kind=station_offline")).isEmpty();
            assertThat(items(console, "?severity=critical")).isEmpty();
            assertThat(items(console, "?scope=system")).isEmpty();
            assertThat(console.get("/api/sqal/conditions?severity=awful").statusCode())
                    .isEqualTo(400);
            assertThat(console.get("/api/sqal/conditions?kind=No%20Kind").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void afterARestartItIsOpenAsItWasUntilTheStationSpeaks(@TempDir Path folder) throws Exception {
        TestConsole.Options options = TestConsole.with();
        Instant since;
        try (TestConsole before =
                options.folder(folder.resolve("one")).database(options.info()).start()) {
            before.store(stuck(25));
            await().until(() -> items(before, "").size() == 1);
            since = Instant.parse(items(before, "").getFirst().get("since").asString());
        }
        TestClock clock = new TestClock(Instant.now());
        try (TestConsole after =
                options.clock(clock).folder(folder.resolve("two")).start()) {
            JsonNode kept = await().until(() -> items(after, KIND), all -> all.size() == 1)
                    .getFirst();
            assertThat(kept.get("source").asString()).isEqualTo(STATION);
            assertThat(Instant.parse(kept.get("since").asString())).isEqualTo(since);
            assertThat(kept.get("confirmed").asBoolean()).isFalse();
            clock.advance(Duration.ofSeconds(60));
            // The station is silent: two looks at it later as well.
            await().during(Duration.ofSeconds(2)).until(() -> items(after, KIND).size() == 1);

            after.store(moving(2));
            await().until(() -> {
                clock.advance(Duration.ofSeconds(5));
                return items(after, "?kind=stuck_channel").isEmpty();
            });
            assertThat(after.count("SELECT count(*) FROM conditions WHERE kind = 'stuck_channel'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsRefusedAgainAndAgainIsSaidWithItsReason() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello(STATION));
            device.awaitJson("hello_ack");
            for (int i = 0; i < 3; i++) {
                assertThat(items(console, "?kind=samples_refused")).isEmpty();
                device.sendText("{\"type\":\"sensor_data\"}");
                device.awaitJson("validation_error");
            }
            await().until(() -> items(console, "?kind=samples_refused").size() == 1);
            assertThat(items(console, "?kind=samples_refused")
                            .getFirst()
                            .at("/details/reason")
                            .asString())
                    .isEqualTo("invalid");
            String path = "/api/sqal/devices/" + STATION;
            console.send("PATCH", path, "{\"maintenance\":true}".getBytes(StandardCharsets.UTF_8));
            await("somebody is at it").until(() -> items(console, "").isEmpty());
        }
    }

    @Test
    void aStationThatIsForgottenLeavesNoConditionBehind() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.store(stuck(25));
            await().until(() -> items(console, "").size() == 1);
            console.post("/api/sqal/devices/" + STATION + "/forget", "");
            await().until(() -> items(console, "").isEmpty());
        }
    }
}
