package fr.gaveurs.console.backend.features.models.onnx.process;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.ModelFault.Code;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxProcess.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
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
    private @Nullable ModelFault refusal;
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
    ModelFault refusal() {
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
            refuse(ModelFault.of(Code.STARTED_TOO_OFTEN, STARTS, MINUTE.toMinutes()), MINUTE);
            starts.clear();
        }
    }

    void worked() {
        failures = 0;
        waits = false;
    }

    void failed(Failure why) {
        failures = Math.min(FAILURES, failures + 1);
        long pause = Math.min(LONGEST.toNanos(), FIRST.toNanos() << (failures - 1));
        nextNanos = nanos.getAsLong() + pause;
        waits = true;
        if (failures >= FAILURES) {
            refuse(
                    ModelFault.of(
                            Code.FAILED_TOO_OFTEN,
                            FAILURES,
                            why.kind().name().toLowerCase(Locale.ROOT),
                            String.valueOf(why.getMessage()),
                            LEFT_ALONE.toMinutes()),
                    LEFT_ALONE);
        }
    }

    private void refuse(ModelFault why, Duration how) {
        refusal = why;
        refusedUntil = nanos.getAsLong() + how.toNanos();
    }
}
