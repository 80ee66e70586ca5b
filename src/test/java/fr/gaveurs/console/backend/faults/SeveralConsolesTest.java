package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.cache.TestRedis;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Two processes on one database, as behind a load balancer: devices come to whichever is up. Each is ended while the
 * devices send, the one in order and the other one by a kill, and comes back.
 */
@Timeout(200)
class SeveralConsolesTest {
    @TempDir
    private static Path folder;

    private final ConnectionInfo info = TestDatabase.freshInfo();
    private final AtomicInteger turn = new AtomicInteger();
    private final int[] ports = new int[2];

    /** As a service does: the next one, whether it is up or not. */
    private synchronized int port() {
        return ports[turn.getAndIncrement() % 2];
    }

    private ConsoleProcess start(int which, @Nullable TestRedis redis) throws Exception {
        ConsoleProcess.Options options = ConsoleProcess.on(folder.resolve(redis == null ? "n" + which : "r" + which))
                .environment("DATABASE_URL", TestConsole.url(info))
                .quick();
        if (redis != null) {
            options.environment("REDIS_URL", "redis://127.0.0.1:" + redis.port());
        }
        ConsoleProcess started = options.start();
        synchronized (this) {
            ports[which] = started.port();
        }
        return started;
    }

    private static double metric(ConsoleProcess console, String name) throws Exception {
        return console.get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** One that heard another one fall silent goes on looking for what that may not have told, for a minute. */
    private static void awaitEachOther(ConsoleProcess one, ConsoleProcess two) {
        for (ConsoleProcess console : new ConsoleProcess[] {one, two}) {
            await().atMost(RawWebSocket.PATIENCE).until(() -> metric(console, "relay_consoles") == 1);
        }
    }

    /** A sample sent to the one is seen by who watches the other one. */
    private static void assertSeen(ConsoleProcess from, ConsoleProcess to) throws Exception {
        try (RawWebSocket dashboard = RawWebSocket.open(to.port(), Routes.WS_REALTIME);
                RawWebSocket device = RawWebSocket.open(from.port(), Routes.WS_SENSORS)) {
            dashboard.awaitJson("snapshot");
            TestMessages sample = TestMessages.sample("ESP32_MT_09");
            device.sendText(sample.utf8());
            device.awaitJson("ack");
            dashboard.awaitJson(message -> message.path("type").asString().equals("sensor_update")
                    && message.path("sample_id").asString().equals(sample.id()));
        }
    }

    /** Each station's newest sample and state. */
    private static Map<String, String> stations(ConsoleProcess console) throws Exception {
        Map<String, String> stations = new TreeMap<>();
        for (JsonNode each :
                Json.MAPPER.readTree(console.get("/api/sqal/devices")).get("items")) {
            String id = each.get("device_id").asString();
            JsonNode live = Json.MAPPER.readTree(console.get("/api/sqal/devices/" + id));
            boolean offline = each.get("state").asString().equals("offline");
            assertThat(stations.put(id, live.at("/latest/sample_id").asString() + (offline ? " offline" : "")))
                    .as("%s is there once", id)
                    .isNull();
        }
        return stations;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneAfterTheOtherIsRestartedAndNothingIsLost(boolean withRedis) throws Exception {
        Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()));
        try (TestRedis redis = withRedis ? TestRedis.open() : null) {
            FutureTask<ConsoleProcess> starting = new FutureTask<>(() -> start(1, redis));
            Thread.ofVirtual().start(starting);
            ConsoleProcess one = start(0, redis);
            ConsoleProcess two = starting.get();
            Fleet fleet = new Fleet(this::port, 4, Duration.ofMillis(20));
            try {
                awaitEachOther(one, two);
                fleet.awaitMore("saved", 50);

                one.close();
                fleet.awaitMore("saved", 50);
                one = start(0, redis);
                awaitEachOther(one, two);
                fleet.awaitMore("saved", 50);

                two.kill();
                fleet.awaitMore("saved", 50);
                two = start(1, redis);
                awaitEachOther(one, two);
                fleet.awaitMore("saved", 50);
                assertThat(fleet.count("spooled")).isZero();

                fleet.rest();
                fleet.assertStoredOnce(jdbi);
                assertSeen(one, two);
                assertSeen(two, one);
                ConsoleProcess first = one;
                ConsoleProcess second = two;
                await().untilAsserted(() -> assertThat(stations(first))
                        .hasSize(5)
                        .isEqualTo(stations(second))
                        .allSatisfy((id, latest) -> assertThat(latest).doesNotContain("offline")));
            } finally {
                fleet.close();
                one.close();
                two.close();
            }
        }
    }
}
