package fr.gaveurs.console.backend.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.health.Health.StartedPart;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LifecycleTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle(new Lifecycle.Listener() {
        @Override
        public void starting(String part) {
            events.add("starting " + part);
        }

        @Override
        public void started(StartedPart part) {
            events.add("started " + part.name());
        }

        @Override
        public void stopping(String part) {
            events.add("stopping " + part);
        }
    });

    private interface Action {
        void run() throws Exception;
    }

    private Part part(String name, Action onStart, Action onStop) {
        return new Part() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void start() throws Exception {
                onStart.run();
                events.add(name + " runs");
            }

            @Override
            public void stop(Deadline deadline) throws Exception {
                onStop.run();
                events.add(name + " ended");
            }
        };
    }

    private Part part(String name) {
        return part(name, () -> {}, () -> {});
    }

    @Test
    void startsInOrderAndStopsInReverse() throws StartException {
        lifecycle.start(part("a"));
        lifecycle.start(part("b"));
        assertThat(lifecycle.phase()).isEqualTo(Phase.STARTING);
        lifecycle.started();
        assertThat(lifecycle.phase()).isEqualTo(Phase.RUNNING);
        assertThat(lifecycle.timeline()).extracting(StartedPart::name).containsExactly("a", "b");

        lifecycle.stop(Deadline.in(LONG));

        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
        assertThat(events)
                .containsExactly(
                        "starting a",
                        "a runs",
                        "started a",
                        "starting b",
                        "b runs",
                        "started b",
                        "stopping b",
                        "b ended",
                        "stopping a",
                        "a ended");
    }

    @Test
    void aStartThatFailsBetweenTwoPartsLeavesNothingRunning() {
        IllegalStateException fault = new IllegalStateException("no such table");

        assertThatThrownBy(() -> lifecycle.start("console", () -> {
                    lifecycle.start(part("a"));
                    throw fault;
                }))
                .isInstanceOfSatisfying(StartException.class, e -> {
                    assertThat(e.part()).isEqualTo("console");
                    assertThat(e.ended()).isFalse();
                })
                .hasMessage("no such table")
                .hasCause(fault);

        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
        assertThat(events).endsWith("stopping a", "a ended");
    }

    @Test
    void whatIsAskedOfAPartThatAStopHasEndedIsTheEndOfTheStartAndNoFault() {
        assertThatThrownBy(() -> lifecycle.start("console", () -> {
                    lifecycle.start(part("a"));
                    lifecycle.stop(Deadline.in(LONG));
                    throw new IllegalStateException("a is closed");
                }))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.ended()).isTrue());
        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aWholeStartIsRunningOnceAllHaveStarted() throws StartException {
        lifecycle.start("console", () -> lifecycle.start(part("a")));
        assertThat(lifecycle.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aPartThatFailsStopsThoseBeforeItAndSaysWhatToDo() throws StartException {
        lifecycle.start(part("a"));
        lifecycle.start(part("b"));
        IllegalStateException fault = new IllegalStateException("the port is taken: choose another with --port");

        assertThatThrownBy(() -> lifecycle.start(part(
                        "c",
                        () -> {
                            throw fault;
                        },
                        () -> {})))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.part()).isEqualTo("c"))
                .hasMessage("the port is taken: choose another with --port")
                .hasCause(fault);

        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
        assertThat(events).endsWith("starting c", "stopping b", "b ended", "stopping a", "a ended");
        assertThat(events).doesNotContain("c ended", "started c");
    }

    @Test
    void aFaultWithoutWordsIsNamedAtLeast() {
        assertThatThrownBy(() -> lifecycle.start(part(
                        "a",
                        () -> {
                            throw new UnsupportedOperationException();
                        },
                        () -> {})))
                .hasMessage("java.lang.UnsupportedOperationException");
    }

    @Test
    void onePartThatFailsOrHangsWhileStoppingKeepsNoOtherFromStopping() throws StartException {
        CountDownLatch never = new CountDownLatch(1);
        lifecycle.start(part("a"));
        lifecycle.start(part("hangs", () -> {}, never::await));
        lifecycle.start(part("fails", () -> {}, () -> {
            throw new IllegalStateException("no");
        }));
        lifecycle.start(part("b"));

        lifecycle.stop(Deadline.in(Duration.ZERO));

        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
        assertThat(events).contains("b ended", "a ended").doesNotContain("hangs ended", "fails ended");
    }

    @Test
    void nothingStartsOnceTheStopWasAnnounced() {
        lifecycle.announceStop();

        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPING);
        assertThatThrownBy(() -> lifecycle.start(part("late")))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.ended()).isTrue());
        assertThat(events).isEmpty();

        lifecycle.stop(Deadline.in(LONG));
        lifecycle.announceStop();
        assertThat(lifecycle.phase()).as("what is over stays over").isEqualTo(Phase.STOPPED);
    }

    @Test
    void aStopDuringTheStartWaitsForThePartThatIsStarting() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        lifecycle.start(part("a"));
        CompletableFuture<Void> starting = CompletableFuture.runAsync(
                () -> startQuietly(part(
                        "slow",
                        () -> {
                            entered.countDown();
                            goOn.await();
                        },
                        () -> {})),
                Thread::startVirtualThread);
        entered.await();
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(() -> lifecycle.stop(Deadline.in(LONG)), Thread::startVirtualThread);
        await().until(() -> lifecycle.phase() == Phase.STOPPING);
        assertThat(events).as("nothing stops under a part that is starting").doesNotContain("stopping a");

        goOn.countDown();
        stopping.join();
        starting.join();

        assertThat(events).containsSubsequence("slow runs", "stopping slow", "slow ended", "stopping a", "a ended");
        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aStartThatHangsDoesNotKeepTheProgramFromEnding() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        lifecycle.start(part("a"));
        CompletableFuture<String> starting = CompletableFuture.supplyAsync(
                () -> startQuietly(part(
                        "hangs",
                        () -> {
                            entered.countDown();
                            goOn.await();
                        },
                        () -> {})),
                Thread::startVirtualThread);
        entered.await();

        lifecycle.stop(Deadline.in(Duration.ZERO));

        assertThat(events).contains("a ended");
        assertThat(lifecycle.phase()).isEqualTo(Phase.STOPPED);
        goOn.countDown();
        assertThat(starting.join()).isEqualTo("the start was ended");
        assertThat(events)
                .as("and when it comes at last, it is stopped at once")
                .contains("hangs ended");
    }

    private String startQuietly(Part part) {
        try {
            lifecycle.start(part);
            return "";
        } catch (StartException e) {
            return e.getMessage();
        }
    }
}
