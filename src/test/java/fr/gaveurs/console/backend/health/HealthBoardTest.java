package fr.gaveurs.console.backend.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Health.Component;
import fr.gaveurs.console.api.Health.ComponentStatus;
import fr.gaveurs.console.api.Health.Readiness;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.resilience.Breakers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HealthBoardTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final Lifecycle lifecycle = new Lifecycle(TestConsole.SILENT);
    private final HealthBoard board = new HealthBoard(clock, "1.2.3", new Breakers(clock, null));

    @BeforeEach
    void follow() {
        board.follow(lifecycle);
    }

    private static HealthCheck.Result result(ComponentStatus status) {
        return new HealthCheck.Result(status, "so it is", Map.of("n", 1));
    }

    private Component only() {
        return board.components().getFirst();
    }

    @Test
    void nobodyIsReadyBeforeTheStartOrAfterTheEnd() {
        assertThat(board.startup().status()).isEqualTo("starting");
        assertThat(board.ready().status()).isEqualTo("not_ready");
        assertThat(board.live().status()).isEqualTo("live");

        lifecycle.started();
        assertThat(board.startup().status()).isEqualTo("started");
        assertThat(board.ready().status()).isEqualTo("ready");

        lifecycle.announceStop();
        assertThat(board.ready().status()).isEqualTo("not_ready");
        assertThat(board.live().status()).isEqualTo("live");
        assertThat(board.startup().status()).isEqualTo("started");

        lifecycle.stop(Deadline.in(Duration.ofSeconds(10)));
        assertThat(board.ready().status()).isEqualTo("not_ready");
    }

    @ParameterizedTest
    @CsvSource({
        "READINESS, UP, READY, true",
        "READINESS, DEGRADED, DEGRADED, true",
        "READINESS, DOWN, NOT_READY, true",
        "READINESS, UNKNOWN, NOT_READY, true",
        "AUXILIARY, DEGRADED, DEGRADED, true",
        "AUXILIARY, DOWN, DEGRADED, true",
        "LIVENESS, DOWN, NOT_READY, false",
        "LIVENESS, DEGRADED, DEGRADED, true",
    })
    void oneComponentDecides(Weight weight, ComponentStatus status, Readiness readiness, boolean live) {
        lifecycle.started();
        board.register("fine", Weight.READINESS, () -> HealthCheck.Result.up(Map.of()));
        board.register("it", weight, () -> result(status));

        assertThat(board.ready().status()).isEqualTo(readiness.key());
        assertThat(board.live().status()).isEqualTo(live ? "live" : "not_live");
        assertThat(board.report().status()).isEqualTo(readiness);
        assertThat(board.report().live()).isEqualTo(live);
        assertThat(board.report().version()).isEqualTo("1.2.3");
    }

    @Test
    void theWorstComesFirst() {
        board.register("a", Weight.AUXILIARY, () -> result(ComponentStatus.UP));
        board.register("b", Weight.AUXILIARY, () -> result(ComponentStatus.DEGRADED));
        board.register("c", Weight.AUXILIARY, () -> result(ComponentStatus.DOWN));
        board.register("d", Weight.AUXILIARY, () -> result(ComponentStatus.UP));

        assertThat(board.components()).extracting(Component::name).containsExactly("c", "b", "a", "d");
        assertThat(board.lastKnown()).extracting(Component::name).containsExactly("c", "b", "a", "d");
    }

    @Test
    void aCheckThatThrowsIsDownWithItsWords() {
        board.register("talks", Weight.READINESS, () -> {
            throw new java.io.IOException("the cable is out");
        });
        board.register("mute", Weight.READINESS, () -> {
            throw new IllegalStateException();
        });

        assertThat(board.components())
                .allSatisfy(c -> assertThat(c.status()).isEqualTo(ComponentStatus.DOWN))
                .extracting(Component::detail)
                .containsExactlyInAnyOrder("the cable is out", "java.lang.IllegalStateException");
    }

    @Test
    void aCheckThatHangsIsDownAndHoldsUpNoOther() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        board.register("hangs", Weight.LIVENESS, () -> {
            begun.incrementAndGet();
            goOn.await();
            return HealthCheck.Result.up(Map.of());
        });
        board.register("fine", Weight.READINESS, () -> HealthCheck.Result.up(Map.of()));

        assertThat(board.components())
                .satisfiesExactly(
                        c -> {
                            assertThat(c.status()).isEqualTo(ComponentStatus.DOWN);
                            assertThat(c.detail()).isEqualTo("its check has not answered for over 1 s");
                        },
                        c -> assertThat(c.status()).isEqualTo(ComponentStatus.UP));
        board.components();
        board.lastKnown();
        assertThat(begun).as("a check that hangs is not begun again").hasValue(1);

        goOn.countDown();
        await().untilAsserted(() -> assertThat(board.components())
                .filteredOn(c -> c.name().equals("hangs"))
                .first()
                .satisfies(c -> assertThat(c.status()).isNotEqualTo(ComponentStatus.DOWN)));
    }

    @Test
    void liveLooksAtNothingThatAnotherMachineCouldHoldUp() {
        AtomicInteger begun = new AtomicInteger();
        board.register("database", Weight.READINESS, () -> {
            begun.incrementAndGet();
            new CountDownLatch(1).await();
            return HealthCheck.Result.up(Map.of());
        });
        board.register("threads", Weight.LIVENESS, () -> HealthCheck.Result.up(Map.of()));

        assertThat(board.live().components()).extracting(Component::name).containsExactly("threads");
        assertThat(begun).hasValue(0);
    }

    @Test
    void aSlowCheckIsDegraded() {
        CountDownLatch slow = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
            slow.countDown();
        });
        board.register("slow", Weight.READINESS, () -> {
            slow.await();
            return HealthCheck.Result.up(Map.of("n", 2));
        });

        Component component = only();

        assertThat(component.status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(component.detail()).startsWith("its check took ");
        assertThat(component.figures()).containsEntry("n", 2);
    }

    @Test
    void aResultServesForASecond() {
        AtomicInteger checks = new AtomicInteger();
        board.register("it", Weight.READINESS, () -> {
            checks.incrementAndGet();
            return HealthCheck.Result.up(Map.of());
        });

        long from = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            board.components();
        }
        long seconds = (System.nanoTime() - from) / 1_000_000_000;

        assertThat(checks.get()).isBetween(1, (int) seconds + 1);
        await().until(() -> {
            board.components();
            return checks.get() > seconds + 1;
        });
    }

    @Test
    void aStatusKeepsTheTimeItBegan() {
        ComponentStatus[] now = {ComponentStatus.DOWN};
        board.register("it", Weight.READINESS, () -> result(now[0]));
        clock.advance(Duration.ofSeconds(10));
        assertThat(only().since()).isEqualTo(NOON.plusSeconds(10));

        clock.advance(Duration.ofSeconds(10));
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
        assertThat(only().since()).as("down still").isEqualTo(NOON.plusSeconds(10));

        now[0] = ComponentStatus.UP;
        await().until(() -> only().status() == ComponentStatus.UP);
        assertThat(only().since()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void whatNobodyMeasuredIsUnknown() {
        CountDownLatch goOn = new CountDownLatch(1);
        lifecycle.started();
        board.register("it", Weight.READINESS, () -> {
            goOn.await();
            return HealthCheck.Result.up(Map.of());
        });

        assertThat(board.lastKnown()).singleElement().satisfies(c -> {
            assertThat(c.status()).isEqualTo(ComponentStatus.UNKNOWN);
            assertThat(c.detail()).isEqualTo("not checked yet");
        });
        assertThat(board.readiness(board.lastKnown())).isEqualTo(Readiness.NOT_READY);

        goOn.countDown();
        await().until(() -> board.lastKnown().getFirst().status() == ComponentStatus.UP);
    }
}
