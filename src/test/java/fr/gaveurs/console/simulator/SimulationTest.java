package fr.gaveurs.console.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import fr.gaveurs.console.backend.FreePort;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Stations against a console that behaves in every way it may. */
class SimulationTest {
    private static final Duration PATIENCE = Patience.LIMIT;

    private FakeConsole console;
    private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startConsole() throws Exception {
        console = FakeConsole.start(FreePort.find()); // some come again at the same one
    }

    @AfterEach
    void stopConsole() {
        console.close();
    }

    private Simulation livers(int devices, double rate) {
        return new Simulation(Simulation.Options.livers(console.uri(), devices, rate, 1), acknowledged::add);
    }

    private static String text(JsonNode message, String field) {
        return message.path(field).asString();
    }

    private static String key(JsonNode sample) {
        return text(sample, "device_id") + " " + text(sample, "sample_id") + " " + text(sample, "timestamp");
    }

    @Test
    void theStationsOfTheCommandAreNotThoseOfTheDemo() throws Exception {
        Simulation.Options options =
                new Simulation.Options(console.uri(), 4, 50, 1, null, false, false, Simulation.Options.AFTER_DEMO);
        try (Simulation simulation = new Simulation(options)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> console.received("esp32_hello").size() == 4);
        }
        assertThat(console.received("esp32_hello"))
                .extracting(m -> text(m, "device_id"))
                .containsExactlyInAnyOrder("ESP32_LL_11", "ESP32_LS_11", "ESP32_MT_11", "ESP32_LL_12");
    }

    @Test
    void stationsGreetAndSendSamplesThatTheConsoleAccepts() throws Exception {
        try (Simulation simulation = livers(4, 50)) {
            simulation.start();
            await().atMost(PATIENCE)
                    .until(() -> simulation.progress().acknowledged() >= 100
                            && simulation.progress().connected() == 4);
        }
        assertThat(console.received("esp32_hello"))
                .extracting(m -> text(m, "device_id"))
                .containsExactlyInAnyOrder("ESP32_LL_01", "ESP32_LS_01", "ESP32_MT_01", "ESP32_LL_02");
        Set<String> ids = new HashSet<>();
        for (JsonNode sample : console.samples()) {
            byte[] utf8 = sample.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(DeviceMessages.parse(utf8, 0, utf8.length, Instant.now()))
                    .isInstanceOf(DeviceMessage.SensorData.class);
            assertThat(ids.add(text(sample, "sample_id"))).isTrue();
        }
        Acknowledged first = acknowledged.getFirst();
        assertThat(first.kept()).isEqualTo(Kept.SAVED);
        assertThat(first.grade()).isEqualTo("A+");
        assertThat(first.score()).isEqualTo(0.9);
        assertThat(first.originalId()).isNull();
        assertThat(first.roundTrip()).isPositive();
    }

    @Test
    void stoppingWaitsForWhatIsOnItsWay() throws Exception {
        Simulation simulation = livers(2, 100);
        simulation.start();
        await().atMost(PATIENCE).until(() -> simulation.progress().acknowledged() >= 20);
        simulation.stop(Duration.ofSeconds(5));
        SimulationProgress end = simulation.progress();
        assertThat(end.acknowledged()).isEqualTo(end.measured()).isEqualTo(end.sent());
        assertThat(end.buffered()).isZero();
        assertThat(end.connected()).isZero();
        assertThat(console.samples()).hasSize((int) end.sent());
        simulation.stop(Duration.ZERO);
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainAfterAnOutage() throws Exception {
        console.answer(m -> text(m, "type").equals("esp32_hello") ? List.of(FakeConsole.HELLO_ACK) : List.of());
        try (Simulation simulation = livers(1, 20)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> console.samples().size() >= 10);
            int port = console.port();
            console.close();
            List<String> before =
                    console.samples().stream().map(SimulationTest::key).toList();
            await().atMost(PATIENCE).until(() -> simulation.progress().connected() == 0);
            console = FakeConsole.start(port);
            await().atMost(PATIENCE)
                    .until(() -> simulation.progress().acknowledged() > before.size()
                            && simulation.progress().buffered() <= 2);
            simulation.stop(Duration.ofSeconds(5));
            assertThat(simulation.progress().resent()).isGreaterThanOrEqualTo(before.size());
            assertThat(simulation.progress().connections()).isEqualTo(2);
            List<String> after =
                    console.samples().stream().map(SimulationTest::key).toList();
            assertThat(after).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
            assertThat(simulation.progress().acknowledged())
                    .isEqualTo(simulation.progress().measured());
        }
    }

    @Test
    void aStationThatIsNotHeardKeepsOneHundredSamples() throws Exception {
        console.answer(m -> text(m, "type").equals("esp32_hello") ? List.of(FakeConsole.HELLO_ACK) : List.of());
        try (Simulation simulation = livers(1, 500)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> simulation.progress().missed() > 10);
            assertThat(simulation.progress().buffered()).isEqualTo(SampleBuffer.CAPACITY);
            assertThat(simulation.progress().measured()).isEqualTo(SampleBuffer.CAPACITY);
            simulation.stop(Duration.ZERO);
        }
    }

    @Test
    void aRefusedSampleIsNotSentAgain() throws Exception {
        AtomicInteger samples = new AtomicInteger();
        console.answer(m -> text(m, "type").equals("sensor_data") && samples.getAndIncrement() == 3
                ? List.of("{\"type\": \"validation_error\", \"sample_id\": \"" + text(m, "sample_id")
                        + "\", \"message\": \"no\", \"errors\": [{\"field\": \"meta\", \"message\": \"x\"}]}")
                : FakeConsole.friendly(m));
        try (Simulation simulation = livers(1, 50)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> simulation.progress().acknowledged() >= 20);
            simulation.stop(Duration.ofSeconds(5));
            assertThat(simulation.progress().refused()).isEqualTo(1);
            assertThat(simulation.progress().resent()).isZero();
            assertThat(simulation.progress().lastProblem()).isEqualTo("validation_error: no (meta)");
            assertThat(console.samples()).extracting(SimulationTest::key).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate_limit_exceeded", "error"})
    void whatWasNotKeptIsSentAgainUntilItIs(String refusal) throws Exception {
        AtomicInteger samples = new AtomicInteger();
        console.answer(m -> {
            int n = text(m, "type").equals("sensor_data") ? samples.incrementAndGet() : 0;
            return n > 5 && n <= 7
                    ? List.of(
                            "{\"type\": \"" + refusal + "\", \"sample_id\": \"" + text(m, "sample_id")
                                    + "\", \"message\": \"later\", \"usage\": \"100/100 per 60 s\", \"retry_after_seconds\": 0.3}")
                    : FakeConsole.friendly(m);
        });
        try (Simulation simulation = livers(1, 20)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> simulation.progress().acknowledged() >= 30);
            simulation.stop(Duration.ofSeconds(5));
            SimulationProgress end = simulation.progress();
            assertThat(end.acknowledged()).isEqualTo(end.measured());
            assertThat(end.resent()).isEqualTo(2);
            assertThat(end.rateLimited()).isEqualTo(refusal.equals("error") ? 0 : 2);
            assertThat(end.connections()).isEqualTo(1);
        }
    }

    @Test
    void aSpooledSampleIsAcknowledged() throws Exception {
        console.answer(m -> text(m, "type").equals("sensor_data")
                ? List.of(FakeConsole.ack(m, "spooled"))
                : FakeConsole.friendly(m));
        try (Simulation simulation = livers(1, 50)) {
            simulation.start();
            // It is counted before it is told.
            await().atMost(PATIENCE).until(() -> simulation.progress().spooled() >= 5 && !acknowledged.isEmpty());
            assertThat(acknowledged.getFirst().kept()).isEqualTo(Kept.SPOOLED);
        }
    }

    @Test
    void theTokenIsShownFromTheNextHelloOn() throws Exception {
        console.answer(m -> text(m, "type").equals("esp32_hello")
                ? List.of("{\"type\": \"hello_ack\", \"message\": \"ok\", \"token\": \"t0ken\"}")
                : FakeConsole.friendly(m));
        try (Simulation simulation = livers(1, 5)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> simulation.progress().connected() == 1);
            console.hangUp();
            await().atMost(PATIENCE).until(() -> console.received("esp32_hello").size() == 2);
            List<JsonNode> hellos = console.received("esp32_hello");
            assertThat(hellos.getFirst().has("token")).isFalse();
            assertThat(text(hellos.getLast(), "token")).isEqualTo("t0ken");
        }
    }

    @Test
    void aStationThatWaitsForApprovalSendsNothingUntilItIsGreeted() throws Exception {
        console.answer(m -> text(m, "type").equals("esp32_hello")
                ? List.of("{\"type\": \"error\", \"message\": \"waits for approval\"}")
                : FakeConsole.friendly(m));
        try (Simulation simulation = livers(1, 50)) {
            simulation.start();
            await().atMost(PATIENCE)
                    .until(() -> simulation.progress().measured() > 5
                            && "error: waits for approval"
                                    .equals(simulation.progress().lastProblem()));
            assertThat(console.samples()).isEmpty();
            console.say(FakeConsole.HELLO_ACK);
            await().atMost(PATIENCE).until(() -> simulation.progress().acknowledged() > 5);
        }
    }

    @Test
    void pingIsAnsweredAndNonsenseSurvived() throws Exception {
        try (Simulation simulation = livers(1, 20)) {
            simulation.start();
            await().atMost(PATIENCE).until(() -> simulation.progress().connected() == 1);
            for (String nonsense : List.of("{", "[]", "5", "{\"type\": \"ack\"}", "{\"type\": \"firmware_update\"}")) {
                console.say(nonsense);
            }
            console.say("{\"type\": \"ack\", \"sample_id\": \"not ours\", \"status\": \"saved\"}");
            console.say("{\"type\": \"ping\", \"timestamp\": \"2026-11-23T12:00:00Z\"}");
            await().atMost(PATIENCE).until(() -> !console.received("pong").isEmpty());
            long before = simulation.progress().acknowledged();
            await().atMost(PATIENCE).until(() -> simulation.progress().acknowledged() > before);
            assertThat(simulation.progress().connections()).isEqualTo(1);
        }
    }

    @Test
    void aConsoleThatComesLateIsFound() throws Exception {
        int port = console.port();
        try (Simulation simulation = livers(1, 20)) {
            console.close();
            simulation.start();
            await().atMost(PATIENCE).until(() -> simulation.progress().lastProblem() != null);
            assertThat(simulation.progress().lastProblem()).contains("cannot connect to ws://127.0.0.1:" + port);
            assertThat(simulation.progress().reached()).isFalse();
            console = FakeConsole.start(port);
            await().atMost(PATIENCE).until(() -> simulation.progress().acknowledged() > 0);
            assertThat(simulation.progress().reached()).isTrue();
            assertThat(simulation.progress().lastProblem())
                    .as("what is solved is no longer said")
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8000, ws://127.0.0.1:8000/ws/sensors/",
        "console.local, ws://console.local/ws/sensors/",
        "http://127.0.0.1:8000, ws://127.0.0.1:8000/ws/sensors/",
        "http://127.0.0.1:8000/, ws://127.0.0.1:8000/ws/sensors/",
        "https://c.example/, wss://c.example/ws/sensors/",
        "ws://127.0.0.1:8000/ws/sensors, ws://127.0.0.1:8000/ws/sensors",
        "ws://[::1]:8000/ws/sensors/, ws://[::1]:8000/ws/sensors/",
        "wss://c.example/base/ws/sensors/, wss://c.example/base/ws/sensors/",
    })
    void addresses(String url, URI expected) {
        assertThat(Simulation.socketUri(url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x", "ws://", "http://user:pw@x/", "a b", "://"})
    void whatIsNoAddressIsRefusedWithAnExample(String url) {
        assertThatThrownBy(() -> Simulation.socketUri(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ws://127.0.0.1:8000/ws/sensors/");
    }

    @Test
    void optionsAreChecked() {
        for (int devices : new int[] {-1, 0, 1001}) {
            assertThatThrownBy(() -> Simulation.Options.livers(console.uri(), devices, 1, 1))
                    .hasMessageContaining("from 1 to 1000");
        }
        for (double rate : new double[] {0, -1, 1001, Double.NaN}) {
            assertThatThrownBy(() -> Simulation.Options.livers(console.uri(), 1, rate, 1))
                    .hasMessageContaining("at most 1000");
        }
    }
}
