package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerLimitTest {
    private final AnswerLimit limit = new AnswerLimit();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void answersAreMadeOneAfterAnother() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(threads.submit(() -> limit.run(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1_000);
                return now.decrementAndGet();
            })));
        }
        for (Future<Integer> each : all) {
            each.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void oneThatHangsStopsNoOther() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> hanging = threads.submit(() -> limit.run(() -> {
            begun.countDown();
            return isOver(end);
        }));
        assertThat(isOver(begun)).isTrue();

        assertThat(limit.run(() -> "answered")).isEqualTo("answered");
        end.countDown();
        assertThat(hanging.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatFailsGivesItsPlaceBack() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> limit.run(() -> {
                        throw new IllegalStateException("away");
                    }))
                    .hasMessage("away");
        }
        assertThat(limit.run(() -> 1)).isOne();
    }
}
