package fr.gaveurs.console.backend.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dashboard that does not read: it slows nobody, and when it reads again it learns the newest and what it missed. */
class SlowReaderTest {
    private static final List<String> DEVICES = List.of("ESP32_LL_01", "ESP32_LS_02", "ESP32_MT_03");
    private static final int EACH = 700;

    @Test
    void getsTheNewestOfEachStationAndAnExactCountOfTheRest() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket slow = RawWebSocket.open(console.port(), 4_096, Routes.WS_REALTIME);
                RawWebSocket quick = console.realtime()) {
            slow.awaitJson("snapshot");
            quick.awaitJson("snapshot");
            Map<String, String> newest = new HashMap<>();
            List<TestMessages> samples = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                for (String device : DEVICES) {
                    TestMessages sample = TestMessages.sample(device);
                    samples.add(sample);
                    newest.put(device, sample.id());
                }
            }

            // Every acknowledgement comes, and the quick one hears of the last sample, while the slow one reads
            // nothing.
            console.store(samples);
            quick.awaitJson(
                    m -> m.path("sample_id").asString().equals(samples.getLast().id()));

            long updates = 0;
            long missed = 0;
            long seq = 2; // connection_established and snapshot came before
            Map<String, String> last = new HashMap<>();
            while (!last.equals(newest)) {
                JsonNode message = slow.readJson();
                assertThat(message.get("seq").asLong()).isEqualTo(++seq);
                switch (message.get("type").asString()) {
                    case "sensor_update" -> {
                        updates++;
                        last.put(
                                message.get("device_id").asString(),
                                message.get("sample_id").asString());
                    }
                    case "gap" -> {
                        missed += message.get("missed").asLong();
                        assertThat(DEVICES).containsAll(namesOf(message));
                    }
                    default -> {
                        // Pulses and states.
                    }
                }
            }
            assertThat(updates + missed).isEqualTo((long) EACH * DEVICES.size());
            assertThat(missed).as("it was slow indeed").isPositive();
        }
    }

    private static List<String> namesOf(JsonNode gap) {
        List<String> names = new ArrayList<>();
        gap.get("device_ids").forEach(name -> names.add(name.asString()));
        return names;
    }

    @Test
    void whoAsksWithoutEndAndNeverReadsIsCutOffAndTheHeapStaysBounded() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket greedy = RawWebSocket.open(console.port(), 4_096, Routes.WS_SENSORS)) {
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        greedy.sendText("{\"type\":\"ping\"}");
                    }
                } catch (java.io.IOException e) {
                    // Cut off.
                }
            });

            // Beside another test class the way back fills slowly.
            await().atMost(Duration.ofSeconds(90))
                    .until(() ->
                            console.metric("websocket_errors_total{endpoint=\"sensors\",error_type=\"slow_reader\"}")
                                    == 1);
            asking.join();
            await().until(() -> console.metric("websocket_connections_active{endpoint=\"sensors\"}") == 0);
            console.store(TestMessages.sample("ESP32_LL_01"));
        }
    }

    @Test
    void aDashboardThatAsksWithoutEndIsReadNoFurtherUntilItReadsItself() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket greedy = RawWebSocket.open(console.port(), 4_096, Routes.WS_REALTIME)) {
            console.store(TestMessages.sample("ESP32_LL_01"));
            AtomicBoolean enough = new AtomicBoolean();
            // A long question fills the way there with few of them.
            String question = "{\"type\":\"subscribe\"" + " ".repeat(40_000) + "}";
            CompletableFuture<Long> asking = CompletableFuture.supplyAsync(
                    () -> {
                        long asked = 0;
                        try {
                            for (; !enough.get(); asked++) {
                                greedy.sendText(question);
                            }
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                        return asked;
                    },
                    Thread::startVirtualThread);

            double[] read = {-1};
            await().atMost(RawWebSocket.PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        double before = read[0];
                        read[0] = console.metric("websocket_messages_total{direction=\"in\",endpoint=\"realtime\"}");
                        return read[0] > 0 && read[0] == before;
                    });

            enough.set(true);
            long seq = 0;
            long answered = 0;
            while (!asking.isDone() || answered < asking.join()) {
                JsonNode message = greedy.readJson();
                assertThat(message.get("seq").asLong()).isEqualTo(++seq);
                answered += message.get("type").asString().equals("subscribe_ack") ? 1 : 0;
            }
        }
    }
}
