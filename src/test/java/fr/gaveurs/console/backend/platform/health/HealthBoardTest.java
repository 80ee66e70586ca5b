package fr.gaveurs.console.backend.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.health.Health.Change;
import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.Readiness;
import fr.gaveurs.console.api.health.Health.Streak;
import fr.gaveurs.console.api.health.Health.TrackKind;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class HealthBoardTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final Lifecycle lifecycle = new Lifecycle(Lifecycle.Listener.SILENT);
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
        board.register("fine", Weight.READINESS, () -> HealthCheck.Result.up(Map.of()));
        board.register("it", weight, () -> result(status));
        lifecycle.started();

        assertThat(board.ready().status()).isEqualTo(readiness.key());
        assertThat(board.live().status()).isEqualTo(live ? "live" : "not_live");
        assertThat(board.report().status()).isEqualTo(readiness);
        assertThat(board.report().live()).isEqualTo(live);
        assertThat(board.report().version()).isEqualTo("1.2.3");
    }

    /** As the window's: it can be asked only when the backend runs, and readiness must not go back for that. */
    @ParameterizedTest
    @EnumSource(Weight.class)
    void whoJoinsLateIsUnknownButTakesNoReadinessBack(Weight weight) {
        board.register("fine", Weight.READINESS, () -> HealthCheck.Result.up(Map.of()));
        lifecycle.started();
        assertThat(board.ready().status()).isEqualTo("ready");
        CountDownLatch answer = new CountDownLatch(1);
        board.register("window", weight, () -> {
            answer.await();
            return HealthCheck.Result.up(Map.of());
        });

        assertThat(board.lastKnown())
                .filteredOn(c -> c.name().equals("window"))
                .extracting(Component::status)
                .containsExactly(ComponentStatus.UNKNOWN);
        assertThat(board.readiness(board.lastKnown())).isEqualTo(Readiness.READY);

        answer.countDown();
        // A first check that is late is degraded, and up only after two more.
        await().untilAsserted(() -> {
            assertThat(board.ready().status()).isEqualTo("ready");
            assertThat(board.components()).extracting(Component::status).containsOnly(ComponentStatus.UP);
        });
    }

    @Test
    void whoJoinsLateAndIsBadCountsAfterThreeChecks() {
        AtomicLong now = new AtomicLong();
        HealthBoard ticking = new HealthBoard(clock, "1.2.3", new Breakers(clock, null), now::get);
        ticking.follow(lifecycle);
        lifecycle.started();
        ticking.register("window", Weight.LIVENESS, () -> result(ComponentStatus.DOWN));

        for (int check = 1; check <= Hysteresis.FAILURES; check++) {
            assertThat(ticking.readiness(ticking.components()))
                    .as("after check " + check)
                    .isEqualTo(check < Hysteresis.FAILURES ? Readiness.READY : Readiness.NOT_READY);
            now.addAndGet(Duration.ofSeconds(2).toNanos());
        }

        assertThat(ticking.ready().status()).isEqualTo("not_ready");
        assertThat(ticking.live().status()).isEqualTo("not_live");
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
    void aCheckThatHangsIsToldOfAndHoldsUpNoOther() {
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
                            assertThat(c.status()).isEqualTo(ComponentStatus.DEGRADED);
                            assertThat(c.detail())
                                    .isEqualTo("its check has not answered for over 1 s: the machine is busy");
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

        // Nobody who asks waits for it.
        assertThat(only().status()).isEqualTo(ComponentStatus.UNKNOWN);
        Component component = await().until(this::only, c -> c.status() == ComponentStatus.DEGRADED);

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
        board.register("it", Weight.READINESS, () -> {
            goOn.await();
            return HealthCheck.Result.up(Map.of());
        });
        lifecycle.started();

        assertThat(board.lastKnown()).singleElement().satisfies(c -> {
            assertThat(c.status()).isEqualTo(ComponentStatus.UNKNOWN);
            assertThat(c.detail()).isEqualTo("not checked yet");
        });
        assertThat(board.readiness(board.lastKnown())).isEqualTo(Readiness.NOT_READY);

        goOn.countDown();
        await().until(() -> board.lastKnown().getFirst().status() == ComponentStatus.UP);
    }

    @Nested
    class Changes {
        private final HealthBoard watched =
                new HealthBoard(clock, "1.2.3", new Breakers(clock, null), () -> Duration.between(NOON, clock.instant())
                        .toNanos());
        private volatile ComponentStatus status = ComponentStatus.UP;
        private final AtomicInteger checks = new AtomicInteger();

        @BeforeEach
        void one() {
            watched.follow(lifecycle);
            watched.register("it", Weight.READINESS, () -> {
                checks.incrementAndGet();
                return result(status);
            });
            lifecycle.started();
        }

        /** A second passes, one check comes to {@code now}. */
        private Component second(ComponentStatus now) {
            status = now;
            clock.advance(Duration.ofSeconds(1));
            int before = checks.get();
            Component component = watched.components().getFirst();
            assertThat(checks).hasValue(before + 1);
            return component;
        }

        @Test
        void theFirstCheckCountsAtOnce() {
            assertThat(second(ComponentStatus.DOWN).status()).isEqualTo(ComponentStatus.DOWN);
            assertThat(watched.ready().status()).isEqualTo("not_ready");
        }

        @Test
        void threeFailuresInARowMakeItWorse() {
            second(ComponentStatus.UP);

            Component once = second(ComponentStatus.DOWN);
            assertThat(once.status()).isEqualTo(ComponentStatus.UP);
            assertThat(once.streak()).isEqualTo(new Streak(ComponentStatus.DOWN, 1, 3, "so it is"));
            assertThat(watched.ready().status()).isEqualTo("ready");
            assertThat(second(ComponentStatus.DOWN).streak())
                    .isEqualTo(new Streak(ComponentStatus.DOWN, 2, 3, "so it is"));

            Component down = second(ComponentStatus.DOWN);
            assertThat(down.status()).isEqualTo(ComponentStatus.DOWN);
            assertThat(down.streak()).isNull();
            assertThat(down.since()).as("the first of the three").isEqualTo(NOON.plusSeconds(2));
            assertThat(watched.ready().status()).isEqualTo("not_ready");
        }

        @Test
        void aGoodCheckInBetweenStartsTheCountAnew() {
            second(ComponentStatus.UP);
            for (int i = 0; i < 5; i++) {
                second(ComponentStatus.DOWN);
                second(ComponentStatus.DOWN);
                assertThat(second(ComponentStatus.UP).status()).isEqualTo(ComponentStatus.UP);
            }
            assertThat(watched.history().tracks()).isEmpty();
        }

        @Test
        void twoGoodChecksMakeItBetter() {
            second(ComponentStatus.DOWN);

            Component once = second(ComponentStatus.UP);
            assertThat(once.status()).isEqualTo(ComponentStatus.DOWN);
            assertThat(once.detail()).as("why it is down").isEqualTo("so it is");
            assertThat(once.streak()).isEqualTo(new Streak(ComponentStatus.UP, 1, 2, "so it is"));

            Component up = second(ComponentStatus.UP);
            assertThat(up.status()).isEqualTo(ComponentStatus.UP);
            assertThat(up.since()).isEqualTo(NOON.plusSeconds(2));
        }

        @Test
        void theMildestOfThreeFailuresIsAnnounced() {
            second(ComponentStatus.UP);
            second(ComponentStatus.DEGRADED);
            second(ComponentStatus.DOWN);

            Component degraded = second(ComponentStatus.DOWN);
            assertThat(degraded.status()).isEqualTo(ComponentStatus.DEGRADED);
            assertThat(degraded.streak()).isEqualTo(new Streak(ComponentStatus.DOWN, 2, 3, "so it is"));
            assertThat(second(ComponentStatus.DOWN).status()).isEqualTo(ComponentStatus.DOWN);
        }

        @Test
        void theWorseOfTwoGoodChecksIsAnnounced() {
            second(ComponentStatus.DOWN);
            second(ComponentStatus.DEGRADED);
            assertThat(second(ComponentStatus.UP).status()).isEqualTo(ComponentStatus.DEGRADED);
            assertThat(second(ComponentStatus.UP).status()).isEqualTo(ComponentStatus.UP);
        }

        @Test
        void phasesOfTheProgramActAtOnce() {
            second(ComponentStatus.UP);
            assertThat(watched.ready().status()).isEqualTo("ready");
            lifecycle.announceStop();
            assertThat(watched.ready().status()).isEqualTo("not_ready");
        }

        @Test
        void whoAsksMoreOftenDoesNotHastenIt() {
            second(ComponentStatus.UP);
            status = ComponentStatus.DOWN;
            clock.advance(Duration.ofSeconds(1));
            for (int i = 0; i < 100; i++) {
                watched.components();
            }
            assertThat(checks).hasValue(2);
            assertThat(watched.components().getFirst().status()).isEqualTo(ComponentStatus.UP);
        }

        @Test
        void livenessBearsACheckThatHangsForTenSeconds() {
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger begun = new AtomicInteger();
            watched.register("hangs", Weight.LIVENESS, () -> {
                if (begun.getAndIncrement() > 0) {
                    goOn.await();
                }
                return HealthCheck.Result.up(Map.of());
            });
            watched.components();
            clock.advance(Duration.ofSeconds(1));
            watched.look(); // begins the check that hangs
            for (int second = 1; second < 10; second++) {
                clock.advance(Duration.ofSeconds(1));
                watched.look();
                assertThat(named("hangs").status()).isNotEqualTo(ComponentStatus.DOWN);
            }
            assertThat(named("hangs").status()).isEqualTo(ComponentStatus.DEGRADED);
            for (int second = 0; second < 4; second++) {
                clock.advance(Duration.ofSeconds(1));
                watched.look();
            }
            assertThat(named("hangs").status()).isEqualTo(ComponentStatus.DOWN);
            goOn.countDown();
        }

        @Test
        void aCheckThatHangsFailsOnceASecond() {
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger begun = new AtomicInteger();
            watched.register("hangs", Weight.READINESS, () -> {
                if (begun.getAndIncrement() > 0) {
                    goOn.await();
                }
                return HealthCheck.Result.up(Map.of());
            });
            watched.components();
            clock.advance(Duration.ofSeconds(1));
            watched.look(); // begins the check that hangs
            clock.advance(Duration.ofSeconds(4));
            for (int failures = 0; failures < 3; failures++) {
                assertThat(named("hangs").status()).isEqualTo(ComponentStatus.UP);
                clock.advance(Duration.ofSeconds(1));
                watched.look();
                watched.look();
                watched.components();
            }
            assertThat(named("hangs").status()).isEqualTo(ComponentStatus.DOWN);
            assertThat(named("hangs").detail()).isEqualTo("its check has not answered for over 5 s");
            goOn.countDown();
        }

        private Component named(String name) {
            return watched.lastKnown().stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void theHistoryHoldsChangesAlone() {
            second(ComponentStatus.UP);
            for (int i = 0; i < 20; i++) {
                second(i < 10 ? ComponentStatus.DOWN : ComponentStatus.UP);
                watched.look();
            }
            assertThat(watched.history().tracks())
                    .filteredOn(track -> track.name().equals("it"))
                    .singleElement()
                    .satisfies(track -> {
                        assertThat(track.kind()).isEqualTo(TrackKind.COMPONENT);
                        assertThat(track.changes())
                                .containsExactly(
                                        new Change(NOON.plusSeconds(1), "up", "so it is"),
                                        new Change(NOON.plusSeconds(2), "down", "so it is"),
                                        new Change(NOON.plusSeconds(12), "up", "so it is"));
                    });
            assertThat(watched.history().tracks())
                    .filteredOn(track -> track.name().equals("ready"))
                    .singleElement()
                    .satisfies(track -> assertThat(track.changes())
                            .extracting(Change::status)
                            .containsExactly("ready", "not_ready", "ready"));
        }
    }

    @Test
    void theBoardLooksByItself() {
        ComponentStatus[] now = {ComponentStatus.UP};
        board.register("it", Weight.READINESS, () -> result(now[0]));
        board.start();
        await().until(() -> board.history().tracks().stream()
                .anyMatch(track -> track.name().equals("it")
                        && track.changes().getLast().status().equals("up")));

        now[0] = ComponentStatus.DOWN;
        await().until(() -> board.history().tracks().stream()
                .anyMatch(track -> track.name().equals("it")
                        && track.changes().getLast().status().equals("down")));
        board.stop(Deadline.in(Duration.ofSeconds(1)));
    }
}
