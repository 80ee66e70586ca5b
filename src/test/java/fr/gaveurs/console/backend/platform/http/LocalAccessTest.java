package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page in this machine's browser must not reach the console, by whatever name it calls it. */
class LocalAccessTest {
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: evil.example", "Host: rebound.example:8000", "Host: 127.0.0.1.nip.io", "Host: 10.0.0.5"})
    void anotherNameForThisMachineOpensNothing(String host) throws Exception {
        RawHttp.Answer answer = RawHttp.get(console.port(), "/api/sqal/devices", host);

        assertThat(answer.status()).isEqualTo(403);
        Problem problem = Json.MAPPER.readValue(answer.body(), Problem.class);
        assertThat(problem.type()).isEqualTo("/problems/forbidden");
        assertThat(problem.detail()).contains("localhost or 127.0.0.1");
        for (String path : new String[] {"/ws/sensors/", "/ws/sensors", "/ws/realtime/", "/ws/realtime"}) {
            assertRefused(path, host);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.example", "Origin: null", "Origin: http://localhost:3000"})
    void aPageOfAnotherOriginOpensNothing(String origin) throws Exception {
        assertThat(RawHttp.get(console.port(), "/api/sqal/devices", origin).status())
                .isEqualTo(403);
        assertThat(RawHttp.send(console.port(), "POST", "/api/admin/tokens", new byte[] {'{', '}'}, origin)
                        .status())
                .isEqualTo(403);
        for (String path : new String[] {"/ws/sensors/", "/ws/sensors", "/ws/realtime/", "/ws/realtime"}) {
            assertRefused(path, origin);
        }
    }

    private static void assertRefused(String path, String header) {
        assertThatThrownBy(() -> RawWebSocket.open(console.port(), path, header))
                .isInstanceOfSatisfying(RawWebSocket.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.response()).contains("application/problem+json");
                });
    }

    @Test
    void theConsolesOwnPagesAndProgramsOfThisMachineMayCome() throws Exception {
        String own = "127.0.0.1:" + console.port();
        String name = "localhost:" + console.port();
        for (String[] headers : new String[][] {
            {},
            {"Host: " + name},
            {"Host: LOCALHOST"},
            {"Host: " + own, "Origin: http://" + own},
            {"Host: " + name, "Origin: http://" + name},
        }) {
            assertThat(RawHttp.get(console.port(), "/api/sqal/devices", headers).status())
                    .isEqualTo(200);
            RawWebSocket.open(console.port(), "/ws/sensors/", headers).close();
            RawWebSocket.open(console.port(), "/ws/realtime/", headers).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/startup", "/metrics", "/openapi.json"})
    void probesAndMetricsAnswerWhateverTheName(String path) throws Exception {
        assertThat(RawHttp.get(console.port(), path, "Host: console.farm", "Origin: http://grafana.farm")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/sensors/", "/ws/sensors", "/ws/realtime/", "/ws/realtime"})
    void anAddressOfASocketWantsAnUpgrade(String path) throws Exception {
        RawHttp.Answer answer = RawHttp.get(console.port(), path);

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("Upgrade")).isEqualTo("websocket");
        assertThat(answer.body()).contains("/problems/upgrade-needed");
    }

    @Test
    void aHandshakeThatIsNoneIsRefused() throws Exception {
        for (String[] headers : new String[][] {
            {"Sec-WebSocket-Version: 12", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="},
            {"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="},
        }) {
            RawHttp.Answer answer = upgrade(headers);

            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
        }
        RawHttp.Answer withoutKey = upgrade("Sec-WebSocket-Version: 13");
        assertThat(withoutKey.status()).isEqualTo(400);
        assertThat(withoutKey.header("content-type")).isEqualTo("application/problem+json");
    }

    private static RawHttp.Answer upgrade(String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of("Upgrade: websocket", "Connection: Upgrade"));
        all.addAll(List.of(headers));
        return RawHttp.get(console.port(), "/ws/sensors/", all.toArray(String[]::new));
    }
}
