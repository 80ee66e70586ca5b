package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.gaveurs.console.api.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The end comes over the API while programs ask 200 times a second and stations deliver. */
@Timeout(120)
class ShutdownUnderLoadTest {
    private static final int ASKERS = 8;
    private static final long PAUSE_NANOS = ASKERS * 1_000_000_000L / 200;

    private final Queue<RawHttp.Answer> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void whatWasAcceptedIsAnsweredAndWhatWasAcknowledgedIsStoredOnce() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger gate = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(RequestGate.class);
        gate.addAppender(log);
        try (TestConsole console = TestConsole.start();
                RawWebSocket mute = console.sensors(); // never answers the goodbye: the end takes a while
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = console.port();
            List<Future<?>> asking = new ArrayList<>();
            List<Future<?>> delivering = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                String path = i % 2 == 0 ? "/api/sqal/devices" : "/api/sqal/samples?limit=20";
                asking.add(threads.submit(() -> ask(port, path)));
            }
            for (int i = 1; i <= 3; i++) {
                String id = "ESP32_LL_0" + i;
                RawWebSocket device = console.sensors();
                delivering.add(threads.submit(() -> deliver(device, id)));
            }
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> answers.size() > 100
                            && acknowledged.size() == 3
                            && acknowledged.values().stream().allMatch(ids -> ids.size() > 20));

            assertThat(RawHttp.send(port, "POST", "/api/admin/shutdown", new byte[0])
                            .status())
                    .isEqualTo(202);

            console.stop(); // waits for the end that was asked for
            over.set(true);
            await("every request that the console took is answered, and its answer arrives")
                    .until(() -> begun(console) == answers.size());
            for (Future<?> one : asking) {
                // One whose connection came too late for anybody to take it would wait for as long as it may.
                one.cancel(true);
            }
            for (Future<?> one : delivering) {
                one.get();
            }
            Map<Integer, Long> statuses = answers.stream()
                    .collect(Collectors.groupingBy(RawHttp.Answer::status, TreeMap::new, Collectors.counting()));
            assertThat(statuses).containsOnlyKeys(200, 503);
            assertThat(answers).filteredOn(a -> a.status() == 503).allSatisfy(answer -> {
                assertThat(answer.header("Retry-After")).isEqualTo("30");
                assertThat(answer.body()).contains("/problems/shutting-down");
            });
            for (Map.Entry<String, Set<String>> station : acknowledged.entrySet()) {
                Map<String, Long> stored = console.jdbi().withHandle(handle -> handle.createQuery(
                                "SELECT sample_id, count(*) FROM sensor_samples WHERE device_id = ? GROUP BY 1")
                        .bind(0, station.getKey())
                        .setMapKeyColumn("sample_id")
                        .setMapValueColumn("count")
                        .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, Long>>() {}));
                assertThat(stored.keySet()).containsAll(station.getValue());
                assertThat(stored.values()).containsOnly(1L);
            }
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("not finished in time and cut off: 0 requests, 1 sockets, 0 samples without an"
                            + " acknowledgement (their stations keep them)");
            assertThat(mute.awaitClose().code()).isEqualTo(1001);
        } finally {
            gate.detachAppender(log);
        }
    }

    /** Requests of the askers' routes that the console counted. */
    private static double begun(TestConsole console) {
        return console.backend()
                .metrics()
                .scrape("text/plain")
                .lines()
                .filter(line -> line.startsWith("http_requests_total{") && line.contains("/api/sqal/"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void ask(int port, String path) {
        while (!over.get()) {
            long begin = System.nanoTime();
            try {
                answers.add(RawHttp.get(port, path));
            } catch (IOException e) {
                // It no longer listens; a request that was taken and not answered shows in the count.
            }
            LockSupport.parkNanos(PAUSE_NANOS - (System.nanoTime() - begin));
        }
    }

    private void deliver(RawWebSocket device, String id) {
        Set<String> ids = acknowledged.computeIfAbsent(id, d -> ConcurrentHashMap.newKeySet());
        Thread sender = Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    device.sendText(TestMessages.sample(id).utf8());
                    LockSupport.parkNanos(5_000_000);
                }
            } catch (IOException e) {
                // Closed.
            }
        });
        try (device) {
            while (true) {
                String text = device.readText(RawWebSocket.PATIENCE);
                if (text == null) {
                    device.sendClose(1001);
                    return;
                }
                JsonNode message = Json.MAPPER.readTree(text);
                if (message.get("type").asString().equals("ack")) {
                    ids.add(message.get("sample_id").asString());
                }
            }
        } catch (IOException e) {
            // The console had gone.
        } finally {
            sender.interrupt();
        }
    }
}
