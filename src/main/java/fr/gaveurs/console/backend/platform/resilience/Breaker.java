package fr.gaveurs.console.backend.platform.resilience;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import java.sql.BatchUpdateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker around one thing that may be away. After some failures in a row its calls fail at once instead of
 * waiting; a few trial calls close it again. Whoever finds out by other means that the thing answers may hasten that
 * with {@link #tryNow}. Thread-safe.
 */
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** A call that may fail. */
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {
        T run() throws E;
    }

    /** What was last held against it. */
    private record Fault(String message, Instant at) {}

    private final String name;
    private final BreakerPolicy policy;
    private final Clock clock;
    private final CircuitBreaker circuit;
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder trips = new LongAdder();
    private volatile Instant since;
    private volatile @Nullable Fault lastFault;

    Breaker(String name, BreakerPolicy policy, Clock clock) {
        this.name = name;
        this.policy = policy;
        this.clock = clock;
        this.since = clock.instant();
        this.circuit = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(policy.failures())
                        .minimumNumberOfCalls(policy.failures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(policy.successes())
                        .waitDurationInOpenState(policy.openAtMost())
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .build());
        circuit.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    public String name() {
        return name;
    }

    /**
     * Runs {@code attempt} and counts what it came to.
     *
     * @param refusal makes the exception that says why the call was not let through
     * @throws E what {@code attempt} threw, or the refusal
     */
    public <T, E extends Exception> T call(Attempt<T, E> attempt, Function<String, E> refusal) throws E {
        if (!circuit.tryAcquirePermission()) {
            refused.increment();
            throw refusal.apply(explain());
        }
        long from = System.nanoTime();
        try {
            T result = attempt.run();
            done(System.nanoTime() - from, null);
            return result;
        } catch (Exception e) {
            done(System.nanoTime() - from, e);
            throw e;
        } catch (Error e) {
            circuit.releasePermission(); // says nothing about what is guarded
            throw e;
        }
    }

    /** Throws the refusal while it is open; for calls whose outcome comes later, by {@link #done}. */
    public <E extends Exception> void check(Function<String, E> refusal) throws E {
        if (circuit.getState() == CircuitBreaker.State.OPEN) {
            refused.increment();
            throw refusal.apply(explain());
        }
    }

    /** Counts what a call came to that was made elsewhere; null: it succeeded. */
    public void done(long nanos, @Nullable Throwable failure) {
        boolean tooSlow = nanos > policy.slow().toNanos();
        if (failure == null ? !tooSlow : !(tooSlow || policy.counts().test(failure))) {
            succeeded.increment();
            change(() -> circuit.onSuccess(nanos, TimeUnit.NANOSECONDS));
            return;
        }
        Throwable fault = failure != null
                ? failure
                : new TimeoutException("took " + Duration.ofNanos(nanos).toMillis() + " ms, more than "
                        + policy.slow().toMillis());
        blame(fault);
        if (circuit.getState() == CircuitBreaker.State.HALF_OPEN) {
            // The library would go by the share of failures among the trial calls; here each of them has to succeed.
            change(circuit::transitionToOpenState);
        } else {
            change(() -> circuit.onError(nanos, TimeUnit.NANOSECONDS, fault));
        }
    }

    /** Opens it at once: what was seen leaves no doubt, such as a server that takes a question and says nothing. */
    public void trip(Throwable fault) {
        blame(fault);
        if (circuit.getState() != CircuitBreaker.State.OPEN) {
            change(circuit::transitionToOpenState);
        }
    }

    /**
     * The state may be another one by now: by a reset, by a trial call that ended, by the library's own timer. Which of
     * the two came first does not matter, so neither may throw.
     */
    private void change(Runnable transition) {
        try {
            transition.run();
        } catch (IllegalStateTransitionException e) {
            LOG.debug("circuit breaker {} changed its state meanwhile", name, e);
        }
    }

    private void blame(Throwable fault) {
        failed.increment();
        lastFault = new Fault(line(fault), clock.instant());
    }

    /** What it guards was seen to answer: the next calls may try. */
    public void tryNow() {
        if (circuit.getState() == CircuitBreaker.State.OPEN) {
            change(circuit::transitionToHalfOpenState);
        }
    }

    /** Closes it and forgets the failures that it counted towards opening. */
    public void reset() {
        LOG.info("circuit breaker {} was reset", name);
        change(circuit::reset);
        since = clock.instant();
    }

    public BreakerState state() {
        return switch (circuit.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
        };
    }

    /** What the contract tells of it. */
    public Health.Breaker view() {
        Fault fault = lastFault;
        return new Health.Breaker(
                name,
                state(),
                since,
                trips.sum(),
                succeeded.sum(),
                failed.sum(),
                refused.sum(),
                fault == null ? null : fault.message(),
                fault == null ? null : fault.at());
    }

    private String explain() {
        Fault fault = lastFault;
        return "circuit breaker " + name + " is open since " + since + (fault == null ? "" : ": " + fault.message());
    }

    private void changed(StateTransition transition) {
        since = clock.instant();
        Fault fault = lastFault;
        String reason = fault == null ? "" : ": " + fault.message();
        switch (transition) {
            case CLOSED_TO_OPEN -> {
                trips.increment();
                LOG.warn("circuit breaker {} opened{}", name, reason);
            }
            case HALF_OPEN_TO_CLOSED -> LOG.info("circuit breaker {} closed", name);
            default -> LOG.debug("circuit breaker {}: {}", name, transition);
        }
    }

    private static String line(Throwable fault) {
        // A failed batch says only which statement it was, with all of its values; the next exception says why.
        Throwable reason = fault instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : fault;
        String message = reason.getMessage();
        String line = message == null
                ? reason.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return ShortText.elided(line, 300);
    }
}
