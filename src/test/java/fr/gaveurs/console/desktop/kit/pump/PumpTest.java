package fr.gaveurs.console.desktop.kit.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.gaveurs.console.desktop.Fx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PumpTest {
    private final AtomicInteger freezes = new AtomicInteger();
    private final AtomicInteger pulses = new AtomicInteger();
    private final Pump pump = new Pump(new UiMeter() {
        @Override
        public void pulse(double seconds) {
            pulses.incrementAndGet();
        }

        @Override
        public void freeze() {
            freezes.incrementAndGet();
        }
    });

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        pump.close();
    }

    @Test
    void signalsAreGatheredIntoOneRun() {
        AtomicInteger runs = new AtomicInteger();
        pump.source(runs::incrementAndGet);
        pump.running(true);
        Fx.run(() -> {
            for (int i = 0; i < 1_000; i++) {
                pump.signal();
            }
        });
        await().until(() -> runs.get() > 0);
        assertThat(runs.get()).isLessThan(5);
    }

    /** A newcomer's first log is not full of how long a start takes. */
    @Test
    void whileTheWindowIsPutTogetherItsPausesAreNoWarning() {
        Logger logger = (Logger) LoggerFactory.getLogger(Pump.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            pump.assembling(true);
            pump.tell("the window did not answer for 700 ms");
            pump.assembling(false);
            pump.tell("the window did not answer for 300 ms");
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("the window did not answer for 300 ms");
    }

    @Test
    void aSourceThatFailsDoesNotStopTheOthers() {
        AtomicInteger runs = new AtomicInteger();
        pump.source(() -> {
            throw new IllegalStateException("a screen's fault");
        });
        pump.source(runs::incrementAndGet);
        pump.running(true);

        pump.signal();
        await().until(() -> runs.get() == 1);
        pump.signal();
        await().until(() -> runs.get() == 2);
    }

    @Test
    void anErrorOfASourceDoesNotStopTheOthersAndIsTold() {
        AtomicInteger runs = new AtomicInteger();
        List<Throwable> told = new CopyOnWriteArrayList<>();
        pump.onFault(told::add);
        pump.source(() -> {
            throw new StackOverflowError("a test's");
        });
        pump.source(runs::incrementAndGet);
        pump.running(true);

        pump.signal();
        await().until(() -> runs.get() == 1);
        pump.signal();
        await().until(() -> runs.get() == 2);
        assertThat(told).hasSize(2).allMatch(StackOverflowError.class::isInstance);
    }

    @Test
    void aFaultOfTheMeterEndsNeitherTheBeatNorTheWatch() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger beats = new AtomicInteger();
        Pump faulty = new Pump(new UiMeter() {
            @Override
            public void pulse(double seconds) {
                asked.incrementAndGet();
                throw new OutOfMemoryError("a test's");
            }

            @Override
            public void freeze() {}
        });
        try {
            faulty.everySecond(beats::incrementAndGet);
            faulty.running(true);

            await().dontCatchUncaughtExceptions().untilAsserted(() -> {
                assertThat(asked).hasValueGreaterThan(1);
                assertThat(beats).hasValueGreaterThan(1);
            });
        } finally {
            faulty.close();
        }
    }

    @Test
    void aPollGoesOnAfterAScreenFailedToTakeAnAnswer() {
        AtomicInteger answers = new AtomicInteger();
        pump.running(true);
        Poll<String> poll = new Poll<>(
                pump,
                Duration.ofMillis(10),
                () -> CompletableFuture.completedFuture("answer"),
                answer -> {
                    answers.incrementAndGet();
                    throw new IllegalStateException("a screen's fault");
                },
                failure -> {});
        Fx.run(poll::start);

        await().until(() -> answers.get() > 2);
        Fx.run(poll::stop);
    }

    @Test
    void whatIsPostedRunsOnceOnTheFxThreadAndWaitsWhileThePumpRests() {
        AtomicInteger runs = new AtomicInteger();
        pump.post(() -> runs.addAndGet(Platform.isFxApplicationThread() ? 1 : 1_000));
        Fx.run(() -> assertThat(runs).hasValue(0));

        pump.running(true);

        await().until(() -> runs.get() == 1);
    }

    @Test
    void somebodyWhoLooksForAFileFreezesNothing() {
        pump.running(true);
        await().until(() -> pulses.get() > 0);
        CountDownLatch chosen = new CountDownLatch(1);
        Platform.runLater(() -> SystemDialogs.during(() -> {
            try {
                return chosen.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }));
        int before = pulses.get();
        await("some seconds of it").until(() -> pulses.get() >= before + 2);
        chosen.countDown();
        Fx.run(() -> {});
        assertThat(freezes).hasValue(0);
    }

    @Test
    void aFreezeIsCountedOnceAndItsLengthTold() {
        pump.running(true);
        await().until(() -> pulses.get() > 0);
        CountDownLatch thaw = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                thaw.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> freezes.get() == 1);
        await().until(() -> pump.lagSeconds() > 0.5);
        thaw.countDown();
        Fx.run(() -> {});
        assertThat(freezes).hasValue(1);
    }
}
