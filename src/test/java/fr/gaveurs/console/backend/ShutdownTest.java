package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.RawWebSocket.Closed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class ShutdownTest {
    private static CompletableFuture<Void> async(Runnable task) {
        return CompletableFuture.runAsync(task, Thread::startVirtualThread);
    }

    /** A device that sends until it is told to keep its samples, and says goodbye. */
    private static Closed load(RawWebSocket device, String id, Set<String> acknowledged, List<String> order) {
        AtomicBoolean told = new AtomicBoolean();
        Thread.startVirtualThread(() -> {
            try {
                while (!told.get()) {
                    device.sendText(TestMessages.sample(id).utf8());
                }
            } catch (IOException e) {
                // The socket was closed under it.
            }
        });
        try {
            while (true) {
                RawFrame frame = device.readFrame(RawWebSocket.PATIENCE);
                if (frame == null) {
                    return new Closed(RawWebSocket.NO_CLOSE_FRAME, "");
                }
                if (frame.opcode() == RawFrame.CLOSE) {
                    answerGoodbye(device);
                    return frame.closed();
                }
                JsonNode message = Json.MAPPER.readTree(frame.text());
                String type = message.get("type").asString();
                order.add(type);
                told.compareAndSet(false, type.equals("server_shutdown"));
                if (type.equals("ack")) {
                    acknowledged.add(message.get("sample_id").asString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answerGoodbye(RawWebSocket socket) {
        try {
            socket.sendClose(1001);
        } catch (IOException e) {
            // The console had waited long enough.
        }
    }

    @Test
    void underLoadEverySocketIsToldAndEveryAcknowledgedSampleIsStoredOnce() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket dashboard = console.realtime()) {
            Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
            List<CompletableFuture<Closed>> devices = new ArrayList<>();
            List<List<String>> orders = new ArrayList<>();
            List<RawWebSocket> sockets = new ArrayList<>();
            for (int d = 1; d <= 3; d++) {
                RawWebSocket socket = console.sensors();
                String id = "ESP32_LL_0" + d;
                List<String> order = new ArrayList<>();
                sockets.add(socket);
                orders.add(order);
                acknowledged.put(id, ConcurrentHashMap.newKeySet());
                devices.add(CompletableFuture.supplyAsync(
                        () -> load(socket, id, acknowledged.get(id), order), Thread::startVirtualThread));
            }
            CompletableFuture<Closed> watching = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            JsonNode goodbye = dashboard.awaitJson("server_shutdown");
                            assertThat(goodbye.get("message").asString()).isNotBlank();
                            Closed closed = dashboard.awaitClose();
                            answerGoodbye(dashboard);
                            return closed;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    Thread::startVirtualThread);
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> acknowledged.values().stream().allMatch(ids -> ids.size() > 50));

            console.stop();

            for (CompletableFuture<Closed> device : devices) {
                assertThat(device.join().code()).isEqualTo(1001);
            }
            assertThat(watching.join().code()).isEqualTo(1001);
            for (List<String> order : orders) {
                assertThat(order).containsOnlyOnce("server_shutdown").contains("ack");
            }
            Set<String> stored = console.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT sample_id FROM sensor_samples")
                            .mapTo(String.class)
                            .collectIntoSet());
            acknowledged.values().forEach(ids -> assertThat(stored).containsAll(ids));
            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isEqualTo(stored.size());
            assertThat(console.count("SELECT sum(samples) FROM stats_hourly")).isEqualTo(stored.size());
            assertThat(console.count("SELECT sum(samples) FROM stats_daily")).isEqualTo(stored.size());
            assertThat(console.count("SELECT count(*) FROM devices WHERE last_sample_at IS NOT NULL"))
                    .as("what stations are known by is flushed")
                    .isEqualTo(3);
            for (RawWebSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whileItStopsItSaysSoAndFinishesWhatWasBegun() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket device = console.sensors()) {
            console.store(TestMessages.sample("ESP32_LL_01").id("before"));
            // What makes its entry in the log of proofs reads the table that is locked below.
            await().until(() -> console.count("SELECT count(*) FROM log_pending") == 0);
            int port = console.port();
            CompletableFuture<Void> stopping = new CompletableFuture<>();
            CompletableFuture<HttpResponse<String>> running = new CompletableFuture<>();
            // Held up are a request's query, as long as the probes are looked at, and before that a sample's commit:
            // that waits
            // for some seconds alone.
            console.jdbi().useTransaction(outer -> {
                outer.execute("LOCK TABLE report_templates IN ACCESS EXCLUSIVE MODE");
                async(() -> running.complete(console.get("/api/reports/templates")));
                await().until(() -> waitingForTheLock(console) == 1);
                console.jdbi().useTransaction(handle -> {
                    handle.execute("LOCK TABLE sensor_samples IN ACCESS EXCLUSIVE MODE");
                    device.sendText(
                            TestMessages.sample("ESP32_LL_01").id("on its way").text());
                    await().until(() -> waitingForTheLock(console) == 2);
                    async(console::stop).whenComplete((done, failure) -> stopping.complete(null));
                    device.awaitJson("server_shutdown");
                    device.sendText(
                            TestMessages.sample("ESP32_LL_01").id("too late").text());
                    JsonNode answer = device.readJson();
                    assertThat(answer.get("sample_id").asString()).isEqualTo("too late");
                    assertThat(answer.get("message").asString()).contains("keep the sample and send it again");
                });
                assertThat(device.awaitJson("ack").get("sample_id").asString()).isEqualTo("on its way");

                JsonNode ready =
                        Json.MAPPER.readTree(console.get("/health/ready").body());
                assertThat(ready.get("status").asString()).isEqualTo("not_ready");
                assertThat(console.get("/health/ready").statusCode()).isEqualTo(503);
                assertThat(console.get("/health/live").statusCode()).isEqualTo(200);
                assertThat(console.get("/health/startup").statusCode()).isEqualTo(200);
                assertThat(console.get("/metrics").statusCode()).isEqualTo(200);
                HttpResponse<String> refused = console.get("/api/sqal/devices");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("retry-after")).isPresent();
                assertThat(refused.body()).contains("/problems/shutting-down");
                for (String path : List.of("/ws/sensors/", "/ws/realtime/")) {
                    assertThatThrownBy(() -> RawWebSocket.open(port, path))
                            .isInstanceOfSatisfying(RawWebSocket.Refused.class, r -> assertThat(r.status())
                                    .isEqualTo(503));
                }
                assertThat(stopping).isNotDone();
            });
            assertThat(device.awaitClose().code()).isEqualTo(1001);
            assertThat(running.join().statusCode())
                    .as("a request that was running gets its answer")
                    .isEqualTo(200);
            stopping.join();
            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isEqualTo(2);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static long waitingForTheLock(TestConsole console) {
        return console.count("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                + " WHERE NOT l.granted AND d.datname = current_database()");
    }

    @Test
    void aSocketThatDoesNotAnswerTheGoodbyeKeepsNobody() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket mute = console.sensors();
                RawWebSocket deaf = console.realtime()) {
            mute.sendText(TestMessages.hello("ESP32_LL_01"));
            mute.awaitJson("hello_ack");

            console.stop();

            assertThat(mute.awaitClose().code()).isEqualTo(1001);
            assertThat(deaf.awaitClose().code()).isEqualTo(1001);
        }
    }

    @Test
    void aDatabaseThatIsAwayDoesNotKeepItFromEnding() throws Exception {
        TestConsole.Options options = TestConsole.with().shutdownLimit(Duration.ofSeconds(2));
        try (FaultyLink link = new FaultyLink(options.info().port());
                TestConsole console = options.databaseThrough(link.port()).start();
                RawWebSocket device = console.sensors()) {
            link.cut();
            device.sendText(TestMessages.sample("ESP32_LL_01").text());
            assertThat(device.awaitJson("ack").get("status").asString()).isEqualTo("spooled");

            console.stop();

            JsonNode message = device.awaitJson("server_shutdown");
            assertThat(message).isNotNull();
            assertThat(device.awaitClose().code()).isEqualTo(1001);
            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isZero();
        }
    }

    @Test
    void stoppingTwiceIsStoppingOnce() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.backend().stop();
            console.backend().stop();
        }
    }
}
