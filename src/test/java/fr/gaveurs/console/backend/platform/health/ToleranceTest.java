package fr.gaveurs.console.backend.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A component that says how long a fault must last before it counts. */
@Timeout(120)
class ToleranceTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Result WELL = Result.up(Map.of());
    private static final Result DOWN = Result.down("another fault", Map.of());
    private static final Result LATE =
            Result.down("dead", Map.of()).tolerated(TEN_SECONDS, ComponentStatus.DEGRADED, "overloaded");

    private final AtomicLong nanos = new AtomicLong(-3);
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final HealthBoard board = new HealthBoard(clock, "1.2.3", new Breakers(clock, null), nanos::get);
    private final AtomicInteger checks = new AtomicInteger();
    private volatile Result now = WELL;

    ToleranceTest() {
        board.register("it", Weight.LIVENESS, () -> {
            checks.incrementAndGet();
            return now;
        });
    }

    /** As many looks as given, a second apart, all of which find that. */
    private Component seconds(int looks, Result found) {
        now = found;
        for (int i = 0; i < looks; i++) {
            int before = checks.get();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            board.components();
            await().until(() -> checks.get() > before);
        }
        return board.components().getFirst();
    }

    @Test
    void isMilderUntilItHasLasted() {
        assertThat(seconds(1, WELL).status()).isEqualTo(ComponentStatus.UP);
        Component early = seconds(10, LATE);
        assertThat(early.status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(early.detail()).isEqualTo("overloaded");
        // Then the checks still have to agree, as they do for every status.
        assertThat(seconds(Hysteresis.FAILURES - 1, LATE).status()).isEqualTo(ComponentStatus.DEGRADED);
        Component lasting = seconds(1, LATE);
        assertThat(lasting.status()).isEqualTo(ComponentStatus.DOWN);
        assertThat(lasting.detail()).isEqualTo("dead");
    }

    @Test
    void beginsAnewWhenItWasWellOnce() {
        seconds(1, WELL);
        seconds(9, LATE);
        seconds(1, WELL);
        assertThat(seconds(10, LATE).status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(seconds(3, LATE).status()).isEqualTo(ComponentStatus.DOWN);
    }

    @Test
    void anotherFaultDoesNotMakeItYounger() {
        seconds(1, WELL);
        seconds(9, LATE);
        assertThat(seconds(1, DOWN).status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(seconds(1, LATE).status()).as("the second one that counts").isEqualTo(ComponentStatus.DEGRADED);
        Component third = seconds(1, LATE);
        assertThat(third.status()).isEqualTo(ComponentStatus.DOWN);
        assertThat(third.detail()).isEqualTo("dead");
    }

    @Test
    void anotherFaultNeedNotLast() {
        seconds(1, WELL);
        assertThat(seconds(Hysteresis.FAILURES, DOWN).detail()).isEqualTo("another fault");
    }

    @Test
    void mayBeNoTroubleAtAllForAWhile() {
        Result silent =
                Result.degraded("not heard", Map.of()).tolerated(Duration.ofSeconds(2), ComponentStatus.UP, null);
        assertThat(seconds(2, silent).status()).isEqualTo(ComponentStatus.UP);
        assertThat(seconds(2, silent).detail()).isNull();
        Component lasting = seconds(1, silent);
        assertThat(lasting.status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(lasting.detail()).isEqualTo("not heard");
    }
}
