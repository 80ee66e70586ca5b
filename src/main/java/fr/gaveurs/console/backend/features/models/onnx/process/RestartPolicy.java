package fr.gaveurs.console.backend.features.models.onnx.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How soon, and how often, a process is started again after one has failed. Not thread-safe. */
final class RestartPolicy {
    /** Starts within a minute; beyond them the model is not used until the minute is over. */
    static final int STARTS = 30;
    /** Failures one after the other, without an answer in between; then it is left alone for a while. */
    static final int FAILURES = 6;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LEFT_ALONE = Duration.ofMinutes(10);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final ArrayDeque<Long> starts = new ArrayDeque<>();
    private int failures;
    private long nextNanos;
    private boolean waits;
    private @Nullable String refusal;
    private long refusedUntil;

    /** @param nanos a monotonic clock */
    RestartPolicy(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long a start has to wait; zero for not at all. */
    Duration pause() {
        long left = waits ? nextNanos - nanos.getAsLong() : 0;
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** Why none is started for a while; null: nothing is against it. */
    @Nullable
    String refusal() {
        if (refusal != null && nanos.getAsLong() - refusedUntil >= 0) {
            refusal = null;
        }
        return refusal;
    }

    void started() {
        long now = nanos.getAsLong();
        while (!starts.isEmpty() && now - starts.peekFirst() >= MINUTE.toNanos()) {
            starts.removeFirst();
        }
        starts.addLast(now);
        if (starts.size() >= STARTS) {
            refuse("its process had to be started " + STARTS + " times within a minute", MINUTE);
            starts.clear();
        }
    }

    void worked() {
        failures = 0;
        waits = false;
    }

    void failed(String why) {
        failures = Math.min(FAILURES, failures + 1);
        long pause = Math.min(LONGEST.toNanos(), FIRST.toNanos() << (failures - 1));
        nextNanos = nanos.getAsLong() + pause;
        waits = true;
        if (failures >= FAILURES) {
            refuse("it failed " + FAILURES + " times one after the other, at last: " + why, LEFT_ALONE);
        }
    }

    private void refuse(String why, Duration how) {
        refusal = why + "; it is tried again " + how.toMinutes() + " min later";
        refusedUntil = nanos.getAsLong() + how.toNanos();
    }
}
