package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.RawFrame;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken messages on real sockets: each is answered or ends its socket, and none is a fault of ours. */
@Timeout(120)
class SocketFuzzTest {
    private static final int MESSAGES = 600;

    private final long seed = System.nanoTime();

    @Test
    void ofDevices() throws Exception {
        fuzz(
                "sensors",
                Routes.WS_SENSORS,
                TestMessages.sample("ESP32_LL_01").bins(1).utf8(),
                TestMessages.sample("ESP32_LL_02").utf8(),
                utf8(TestMessages.hello("ESP32_LL_01")),
                utf8(TestMessages.heartbeat("ESP32_LL_01", 4)));
    }

    @Test
    void ofDashboards() throws Exception {
        fuzz(
                "realtime",
                Routes.WS_REALTIME,
                utf8("{\"type\":\"subscribe\",\"filters\":{\"device_id\":[\"ESP32_LL_01\",null],\"site_code\":\"LL\","
                        + "\"min_grade\":\"B\",\"max_rate_hz\":2.5,\"matrices\":false}}"),
                utf8("{\"type\":\"subscribe\",\"filters\":{\"device_id\":[]}}"),
                utf8("{\"type\":\"subscribe\"}"),
                utf8("{\"type\":\"unsubscribe\"}"),
                utf8("{\"type\":\"heartbeat\"}"),
                utf8("{\"type\":\"ping\"}"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void fuzz(String endpoint, String path, byte[]... valid) throws Exception {
        Random random = new Random(seed);
        try (TestConsole console = TestConsole.start()) {
            console.store(TestMessages.sample("ESP32_LL_01"));
            RawWebSocket socket = RawWebSocket.open(console.port(), path);
            for (int i = 0; i < MESSAGES; i++) {
                // Every second one as it should be: then something can follow from what was broken before.
                byte[] message = i % 2 == 0 ? valid[random.nextInt(valid.length)] : Mutations.any(random, valid);
                try {
                    socket.send(RawFrame.TEXT, message);
                    socket.roundTrip();
                } catch (IOException e) {
                    socket.close();
                    socket = RawWebSocket.open(console.port(), path);
                }
            }
            socket.close();
            assertThat(console.metric("websocket_errors_total{endpoint=\"" + endpoint + "\",error_type=\"internal\"}"))
                    .as("seed %d", seed)
                    .isIn(Double.NaN, 0.0);
            console.store(TestMessages.sample("ESP32_LL_01"));
        }
    }
}
