package fr.gaveurs.console.backend.platform.health;

import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Tolerance;
import fr.gaveurs.console.backend.platform.health.Hysteresis.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One component with its check: at most one check under way, its result kept for a second. Thread-safe. */
final class CheckedComponent {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double SLOW_MILLIS = 1_000;
    /** Who asks waits no longer for a check under way, whatever its limit: what was last known is the answer then. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final String name;
    private final Weight weight;
    private final HealthCheck check;
    private final Duration limit;
    private final Clock clock;
    private final LongSupplier ticker;
    private final ExecutorService executor;
    private final Hysteresis hysteresis;
    private @Nullable Future<?> running;
    private long startedAt;
    private long countedAt;
    /** Whether the check under way was counted as a failure already. */
    private boolean overdue;

    /** When checks in a row began to find what is tolerated for a while; null while they don't. */
    private @Nullable Long toleratedSince;

    private double millis;
    private Map<String, Object> figures = Map.of();

    /**
     * @param late whether it joins a console that runs
     * @param ticker monotonic nanoseconds, by which a result is fresh and a check late
     */
    CheckedComponent(
            String name,
            Weight weight,
            HealthCheck check,
            Duration limit,
            boolean late,
            Clock clock,
            LongSupplier ticker,
            ExecutorService executor) {
        this.name = name;
        this.weight = weight;
        this.check = check;
        this.limit = limit;
        this.clock = clock;
        this.ticker = ticker;
        this.executor = executor;
        this.hysteresis =
                new Hysteresis(new Finding(ComponentStatus.UNKNOWN, "not checked yet", clock.instant()), late);
    }

    Weight weight() {
        return weight;
    }

    /** Starts the check unless its last result is fresh, or one is under way: one that hangs must not eat threads. */
    void begin() {
        begin(FRESH_NANOS);
    }

    /** The board's regular look: checks, or counts a failure when the check under way hangs. */
    void look() {
        // Its own beat is the measure: one that comes a little early must not be left out.
        begin(FRESH_NANOS / 2);
        countHanging();
    }

    private synchronized void begin(long freshNanos) {
        if (running == null && !(hysteresis.checked() && ticker.getAsLong() - countedAt < freshNanos)) {
            startedAt = ticker.getAsLong();
            overdue = false;
            running = executor.submit(this::run);
        }
    }

    private void run() {
        long from = System.nanoTime();
        HealthCheck.Result result;
        try {
            result = check.check();
        } catch (Exception e) {
            result = HealthCheck.Result.down(e.getMessage() == null ? e.toString() : e.getMessage(), Map.of());
        } catch (Error e) {
            result = HealthCheck.Result.down(e.toString(), Map.of());
        }
        take(result, (System.nanoTime() - from) / 1e6);
    }

    private synchronized void take(HealthCheck.Result result, double took) {
        countedAt = ticker.getAsLong();
        Tolerance tolerance = stillTolerated(result, countedAt);
        ComponentStatus status = tolerance == null ? result.status() : tolerance.meanwhile();
        String detail = tolerance == null ? result.detail() : tolerance.words();
        if (status == ComponentStatus.UP && took > SLOW_MILLIS) {
            status = ComponentStatus.DEGRADED;
            detail = "its check took " + Math.round(took) + " ms";
        }
        running = null;
        millis = took;
        figures = result.figures();
        hysteresis.take(new Finding(status, detail, clock.instant()));
    }

    /** What a result counts as instead, since it has not lasted long enough; null when it counts. */
    private @Nullable Tolerance stillTolerated(HealthCheck.Result result, long now) {
        Tolerance tolerance = result.tolerance();
        if (tolerance == null) {
            // One that is down for another reason does not show that the first has passed.
            toleratedSince = result.status() == ComponentStatus.DOWN ? toleratedSince : null;
            return null;
        }
        Long since = toleratedSince;
        if (since == null) {
            since = now;
            toleratedSince = since;
        }
        return now - since < tolerance.time().toNanos() ? tolerance : null;
    }

    /** A check that does not answer fails once a second, however many ask meanwhile. */
    private synchronized void countHanging() {
        long now = ticker.getAsLong();
        boolean late = running != null && now - startedAt >= limit.toNanos();
        if (late && !(overdue && now - countedAt < FRESH_NANOS)) {
            overdue = true;
            countedAt = now;
            millis = (now - startedAt) / 1e6;
            String words = "its check has not answered for over " + limit.toSeconds() + " s";
            // Whoever restarts a console for this must not do so because the machine was busy for a moment.
            boolean busy = weight == Weight.LIVENESS && now - startedAt < HealthBoard.DEAD_AFTER.toNanos();
            hysteresis.take(
                    busy
                            ? new Finding(ComponentStatus.DEGRADED, words + ": the machine is busy", clock.instant())
                            : new Finding(ComponentStatus.DOWN, words, clock.instant()));
        }
    }

    /** The component as far as it is known without waiting; begins its check when that is due. */
    Component peek() {
        begin();
        return last();
    }

    /** The component by its fresh result, or by the check under way, waited for a second at most. */
    Component await() {
        Future<?> awaited;
        long left;
        synchronized (this) {
            awaited = running;
            left = Math.min(limit.toNanos(), PATIENCE_NANOS) - (ticker.getAsLong() - startedAt);
        }
        if (awaited != null) {
            try {
                awaited.get(Math.max(1, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                countHanging();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // what a check throws was taken in
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return last();
    }

    private synchronized Component last() {
        Finding announced = hysteresis.announced();
        return new Component(
                name,
                weight.wire(),
                announced.status(),
                announced.detail(),
                announced.at(),
                millis,
                figures,
                hysteresis.streak());
    }
}
