package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;

/**
 * Some devices that behave as devices do: they send all the time, keep each sample until it is acknowledged, and send
 * it again when it was refused or the connection was lost.
 */
final class Fleet implements AutoCloseable {
    private static final int BUFFER = 50;

    private final IntSupplier port;
    private final Duration pause;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean resting;
    private volatile boolean ending;

    /**
     * Starts sending.
     *
     * @param port where the console is, asked at each connect
     * @param pause between two samples of one device
     */
    Fleet(IntSupplier port, int devices, Duration pause) {
        this.port = port;
        this.pause = pause;
        for (int i = 1; i <= devices; i++) {
            String id = "ESP32_LL_%02d".formatted(i);
            threads.add(Thread.ofVirtual().start(() -> run(id)));
        }
    }

    private void run(String device) {
        Map<String, TestMessages> open = new ConcurrentHashMap<>();
        while (!ending && !(resting && open.isEmpty())) {
            try (RawWebSocket socket = RawWebSocket.open(port.getAsInt(), Routes.WS_SENSORS)) {
                converse(socket, device, open);
            } catch (IOException e) {
                // The console is away: again.
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void converse(RawWebSocket socket, String device, Map<String, TestMessages> open)
            throws IOException, InterruptedException {
        Queue<String> again = new ConcurrentLinkedQueue<>(open.keySet());
        Thread reader = Thread.ofVirtual().start(() -> listen(socket, open, again));
        while (reader.isAlive() && !ending && !(resting && open.isEmpty())) {
            for (String id = again.poll(); id != null; id = again.poll()) {
                TestMessages sample = open.get(id);
                if (sample != null) {
                    socket.sendText(sample.utf8());
                }
            }
            if (!resting && open.size() < BUFFER) {
                TestMessages sample = TestMessages.sample(device);
                open.put(sample.id(), sample);
                sent.add(sample.id());
                socket.sendText(sample.utf8());
            }
            Thread.sleep(pause);
        }
    }

    private void listen(RawWebSocket socket, Map<String, TestMessages> open, Queue<String> again) {
        try {
            while (true) {
                JsonNode answer = socket.readJson();
                String id = answer.path("sample_id").asString("");
                switch (answer.path("type").asString()) {
                    case "ack" -> {
                        String status = answer.get("status").asString();
                        acknowledged.putIfAbsent(id, status);
                        answers.computeIfAbsent(status, s -> new AtomicInteger())
                                .incrementAndGet();
                        open.remove(id);
                    }
                    case "error", "rate_limit_exceeded", "validation_error" -> {
                        refusals.add(answer.path("message").asString());
                        again.add(id);
                    }
                    default -> {
                        // connection_established, server_shutdown
                    }
                }
            }
        } catch (IOException e) {
            // The connection ended.
        }
    }

    /** Acknowledgements of a status, repeated ones included. */
    int count(String status) {
        AtomicInteger count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    /** Waits until so many more were acknowledged with a status than now. */
    void awaitMore(String status, int more) {
        int before = count(status);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count(status) >= before + more);
    }

    /** What the console said when it did not take a sample. */
    Set<String> refusals() {
        return refusals;
    }

    /** Ids of what was acknowledged so far. */
    Set<String> acknowledged() {
        return acknowledged.keySet();
    }

    /** Makes no new samples, and waits until each that was sent is acknowledged. */
    void rest() throws InterruptedException {
        resting = true;
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(60)))
                    .as("everything is acknowledged in the end; refused with %s", refusals)
                    .isTrue();
        }
        assertThat(acknowledged.keySet()).isEqualTo(sent);
    }

    /** What was acknowledged is stored, each once, and so is what the statistics count. */
    void assertStoredOnce(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            List<String> stored = handle.createQuery("SELECT sample_id FROM sensor_samples")
                    .mapTo(String.class)
                    .list();
            Set<String> distinct = new HashSet<>(stored);
            assertThat(stored).as("stored twice").hasSameSizeAs(distinct);
            Set<String> lost = new HashSet<>(acknowledged.keySet());
            lost.removeAll(distinct);
            assertThat(lost).as("acknowledged and lost").isEmpty();
            assertThat(sent).as("stored and never sent").containsAll(distinct);
            for (String table : List.of("stats_hourly", "stats_daily")) {
                assertThat(handle.createQuery("SELECT coalesce(sum(samples), 0) FROM " + table)
                                .mapTo(Integer.class)
                                .one())
                        .as(table)
                        .isEqualTo(stored.size());
            }
        });
    }

    /** Samples are stored directly again, the spool has emptied, every acknowledged one is stored once, all is well. */
    void assertMended(TestConsole console) throws Exception {
        awaitMore("saved", 20);
        rest();
        await().atMost(RawWebSocket.PATIENCE).until(() -> console.metric("spool_samples") == 0);
        assertStoredOnce(console.jdbi());
        await().atMost(RawWebSocket.PATIENCE)
                .until(() ->
                        console.json("/health/ready").get("status").asString().equals("ready"));
    }

    @Override
    public void close() {
        ending = true;
        threads.forEach(Thread::interrupt);
    }
}
