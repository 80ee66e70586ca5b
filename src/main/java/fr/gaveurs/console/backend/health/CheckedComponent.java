package fr.gaveurs.console.backend.health;

import fr.gaveurs.console.api.Health.Component;
import fr.gaveurs.console.api.Health.ComponentStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One component with its check: at most one check under way, its result kept for a second. Thread-safe. */
final class CheckedComponent {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double SLOW_MILLIS = 1_000;

    private final String name;
    private final HealthBoard.Weight weight;
    private final HealthCheck check;
    private final Duration limit;
    private final Clock clock;
    private final ExecutorService executor;
    private @Nullable Future<Answer> running;
    private long startedAt;
    private long measuredAt;
    private boolean measured;
    private Component last;

    /** A result and how long its check took, which is not how long somebody waited for another one. */
    private record Answer(HealthCheck.Result result, double millis) {}

    CheckedComponent(
            String name,
            HealthBoard.Weight weight,
            HealthCheck check,
            Duration limit,
            Clock clock,
            ExecutorService executor) {
        this.name = name;
        this.weight = weight;
        this.check = check;
        this.limit = limit;
        this.clock = clock;
        this.executor = executor;
        this.last = new Component(name, ComponentStatus.UNKNOWN, "not checked yet", clock.instant(), 0, Map.of());
    }

    String name() {
        return name;
    }

    HealthBoard.Weight weight() {
        return weight;
    }

    /** Starts the check unless its last result is fresh, or one is under way: one that hangs must not eat threads. */
    synchronized void begin() {
        if (running == null && !(measured && System.nanoTime() - measuredAt < FRESH_NANOS)) {
            startedAt = System.nanoTime();
            running = executor.submit(this::run);
        }
    }

    private Answer run() {
        long from = System.nanoTime();
        HealthCheck.Result result;
        try {
            result = check.check();
        } catch (Exception e) {
            result = HealthCheck.Result.down(e.getMessage() == null ? e.toString() : e.getMessage(), Map.of());
        }
        return new Answer(result, (System.nanoTime() - from) / 1e6);
    }

    /** The component as far as it is known without waiting; begins its check when that is due. */
    Component peek() {
        begin();
        boolean wait;
        synchronized (this) {
            wait = running != null && (running.isDone() || System.nanoTime() - startedAt > limit.toNanos());
        }
        return wait ? await() : last();
    }

    /** The component by its fresh result, or by the check under way, waited for within its limit. */
    Component await() {
        Future<Answer> awaited;
        long from;
        synchronized (this) {
            awaited = running;
            from = startedAt;
            if (awaited == null) {
                return last;
            }
        }
        Answer answer;
        boolean answered = true;
        try {
            answer = awaited.get(Math.max(1, limit.toNanos() - (System.nanoTime() - from)), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answered = false;
            answer = new Answer(
                    HealthCheck.Result.down(
                            "its check has not answered for over " + limit.toSeconds() + " s", Map.of()),
                    (System.nanoTime() - from) / 1e6);
        } catch (ExecutionException e) {
            // Only an Error comes so far.
            answer = new Answer(HealthCheck.Result.down(String.valueOf(e.getCause()), Map.of()), 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last();
        }
        return take(from, answer, answered);
    }

    private synchronized Component last() {
        return last;
    }

    private synchronized Component take(long from, Answer answer, boolean answered) {
        if (from != startedAt || running == null) {
            return last; // another caller took it in
        }
        if (answered) {
            running = null;
            measured = true;
            measuredAt = System.nanoTime();
        }
        HealthCheck.Result result = answer.result();
        double millis = answer.millis();
        ComponentStatus status = result.status();
        String detail = result.detail();
        if (status == ComponentStatus.UP && millis > SLOW_MILLIS) {
            status = ComponentStatus.DEGRADED;
            detail = "its check took " + Math.round(millis) + " ms";
        }
        last = new Component(
                name,
                status,
                detail,
                last.status() == status ? last.since() : clock.instant(),
                millis,
                result.figures());
        return last;
    }
}
