package fr.gaveurs.console.backend.faults;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** Stations that send a sample a second, of 20 KB, and wait for its acknowledgement. */
public final class HonestStations {
    private static final int SIZE = 20_000;
    private static final long PACE_NANOS = Duration.ofSeconds(1).toNanos();

    private final int port;
    private final int stations;
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();

    public HonestStations(int port, int stations) {
        this.port = port;
        this.stations = stations;
    }

    /** Sends for so long; returns when every sample was answered. */
    public void run(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < stations; i++) {
            String device = "ESP32_LL_" + (10 + i);
            long begin = System.nanoTime() + i * PACE_NANOS / stations;
            threads.add(Thread.ofPlatform().start(() -> station(device, begin, end)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void station(String device, long begin, long end) {
        try (RawWebSocket socket = RawWebSocket.open(port, fr.gaveurs.console.api.Routes.WS_SENSORS)) {
            socket.awaitJson("connection_established");
            for (long due = begin; due - end < 0; due += PACE_NANOS) {
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                byte[] utf8 = TestMessages.sample(device).utf8();
                byte[] sample = Arrays.copyOf(utf8, Math.max(SIZE, utf8.length));
                Arrays.fill(sample, utf8.length, sample.length, (byte) ' ');
                sent.increment();
                long from = System.nanoTime();
                socket.sendText(sample);
                JsonNode answer = socket.readJson();
                nanos.add(System.nanoTime() - from);
                if (answer.get("type").asString().equals("ack")) {
                    acknowledged.increment();
                } else {
                    troubles.add(answer.toString());
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            troubles.add(device + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public long sent() {
        return sent.sum();
    }

    public long acknowledged() {
        return acknowledged.sum();
    }

    /** What was not as it should be. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** The time from a sample to its acknowledgement that a share of all kept to, ms. */
    public double millis(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
    }
}
