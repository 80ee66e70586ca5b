package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RateLimitTest {
    @Test
    void aBurstOfAMinutesAllowancePassesAndNothingThatIsRefusedIsLost() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimit(100).start();
                RawWebSocket device = console.sensors()) {
            List<TestMessages> samples = new ArrayList<>();
            for (int i = 0; i < 180; i++) {
                samples.add(TestMessages.sample("ESP32_LL_01").id("burst-" + i));
                device.sendText(samples.get(i).utf8());
            }
            device.sendText(TestMessages.sample("ESP32_LS_02").id("another").utf8());
            Map<String, JsonNode> answers = new LinkedHashMap<>();
            for (int i = 0; i < 181; i++) {
                JsonNode answer = device.readJson();
                answers.put(answer.get("sample_id").asString(), answer);
            }

            assertThat(type(answers, "another"))
                    .as("other devices are unaffected")
                    .isEqualTo("ack");
            for (int i = 0; i < 100; i++) {
                assertThat(type(answers, "burst-" + i)).isEqualTo("ack");
            }
            List<JsonNode> refused = answers.values().stream()
                    .filter(a -> a.get("type").asString().equals("rate_limit_exceeded"))
                    .toList();
            assertThat(refused).isNotEmpty().allSatisfy(answer -> {
                assertThat(answer.propertyNames())
                        .containsExactlyInAnyOrder("type", "sample_id", "message", "usage", "retry_after_seconds");
                assertThat(answer.get("usage").asString()).isEqualTo("100 samples per 60 s, used up");
                assertThat(answer.get("retry_after_seconds").asDouble())
                        .isGreaterThan(0)
                        .isLessThanOrEqualTo(60);
                assertThat(answer.get("message").asString()).contains("send it again later");
            });
            assertThat(console.count("SELECT count(*) FROM sensor_samples"))
                    .as("what was refused was not stored")
                    .isEqualTo(181 - refused.size());
            assertThat(console.metric("rate_limit_rejections_total{kind=\"device\"}"))
                    .isEqualTo(refused.size());
            assertThat(console.json("/api/sqal/devices/ESP32_LL_01")
                            .at("/device/rate_limited_at")
                            .isNull())
                    .isFalse();

            String late = refused.getFirst().get("sample_id").asString();
            byte[] again = samples.get(Integer.parseInt(late.substring(6))).utf8();
            await().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                device.sendText(again);
                JsonNode answer =
                        device.awaitJson(m -> late.equals(m.path("sample_id").asString()));
                assertThat(answer.get("type").asString())
                        .as("later it is accepted")
                        .isEqualTo("ack");
            });
            assertThat(console.count("SELECT count(*) FROM sensor_samples WHERE sample_id = ?", late))
                    .isEqualTo(1);
        }
    }

    @Test
    void theAllowanceIsTheDevicesWhicheverSocketItUses() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimit(100).start();
                RawWebSocket first = console.sensors();
                RawWebSocket second = console.sensors();
                RawWebSocket dashboard = console.realtime()) {
            for (int i = 0; i < 100; i++) {
                (i % 2 == 0 ? first : second)
                        .sendText(TestMessages.sample("ESP32_LL_01").utf8());
            }
            for (int i = 0; i < 50; i++) {
                assertThat(first.readJson().get("type").asString())
                        .as("a buffer of 100 is taken whole")
                        .isEqualTo("ack");
                assertThat(second.readJson().get("type").asString()).isEqualTo("ack");
            }
            JsonNode refused = null;
            while (refused == null) { // one more is earned in 0.6 s
                second.sendText(TestMessages.sample("ESP32_LL_01").utf8());
                JsonNode answer = second.readJson();
                refused = answer.get("type").asString().equals("rate_limit_exceeded") ? answer : null;
            }
            assertThat(refused.get("retry_after_seconds").asDouble()).isGreaterThan(0);
            TestMessages other = TestMessages.sample("ESP32_LS_02");
            second.sendText(other.utf8());
            assertThat(second.readJson().get("sample_id").asString())
                    .as("the next answer on that socket is the other device's")
                    .isEqualTo(other.id());
            JsonNode told = dashboard.awaitJson(
                    m -> "device_status".equals(m.path("type").asString())
                            && !m.at("/device/rate_limited_at").isMissingNode()
                            && !m.at("/device/rate_limited_at").isNull());
            assertThat(told.at("/device/device_id").asString()).isEqualTo("ESP32_LL_01");
        }
    }

    private static String type(Map<String, JsonNode> answers, String id) {
        return answers.get(id).get("type").asString();
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimit(0).start()) {
            List<TestMessages> samples = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                samples.add(TestMessages.sample("ESP32_LL_01"));
            }
            console.store(samples);

            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isEqualTo(300);
        }
    }

    @Test
    void noMoreStationsThanTheSettingsSay() throws Exception {
        try (TestConsole console = TestConsole.with().maxStations(2).start();
                RawWebSocket device = console.sensors()) {
            for (String id : List.of("ESP32_LL_01", "ESP32_LL_02")) {
                device.sendText(TestMessages.sample(id).text());
                device.awaitJson("ack");
            }
            device.sendText(TestMessages.hello("ESP32_LL_03"));
            assertThat(device.readJson().get("message").asString()).contains("raise stations.max");
            TestMessages third = TestMessages.sample("ESP32_LL_03");
            device.sendText(third.text());
            JsonNode answer = device.readJson();

            assertThat(answer.get("type").asString()).isEqualTo("error");
            assertThat(answer.get("sample_id").asString()).isEqualTo(third.id());
            assertThat(console.json("/api/sqal/devices").get("items").size()).isEqualTo(2);
        }
    }
}
