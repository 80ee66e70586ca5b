package fr.gaveurs.console.backend.faults;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Stations that are let in and whose clocks jump by minutes, months and millennia: each sample gets some answer. */
public final class JumpingClocks implements AutoCloseable {
    private final List<Duration> jumps = List.of(
            Duration.ZERO,
            Duration.ofHours(-1),
            Duration.ofHours(1),
            Duration.ofDays(-100),
            Duration.ofDays(100),
            Duration.between(Instant.now(), Instant.EPOCH),
            Duration.between(Instant.now(), Instant.parse("9999-12-31T00:00:00Z")),
            Duration.ofMinutes(4));

    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder answered = new LongAdder();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    public JumpingClocks(int port, int stations) {
        this.port = port;
        for (int i = 0; i < stations; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> run(number)));
        }
    }

    private void run(int number) {
        String device = "ESP32_JC_" + (10 + number);
        try (RawWebSocket socket = RawWebSocket.open(port, Routes.WS_SENSORS)) {
            socket.awaitJson("connection_established");
            for (int i = number; !closed; i++) {
                Instant time = Instant.now().plus(jumps.get(i % jumps.size()));
                socket.sendText(TestMessages.sample(device).at(time).utf8());
                String type = socket.readJson().get("type").asString();
                if (type.equals("ack") || type.equals("validation_error")) {
                    answered.increment();
                } else {
                    troubles.add(device + ": " + type);
                }
                Thread.sleep(1_000);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!closed) {
                troubles.add(device + ": " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public long answered() {
        return answered.sum();
    }

    /** What was not as it should be. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
