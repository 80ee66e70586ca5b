package fr.gaveurs.console.backend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.metrics.Metrics;
import fr.gaveurs.console.backend.quality.GradedSample;
import fr.gaveurs.console.backend.quality.Outcome;
import fr.gaveurs.console.backend.quality.SampleStore;
import fr.gaveurs.console.backend.store.Database;
import fr.gaveurs.console.backend.store.Partitioning;
import fr.gaveurs.console.backend.store.Partitions;
import fr.gaveurs.console.backend.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The writer alone: what may go wrong after a commit, and at the end. */
@Timeout(60)
class IngestTest {
    private final Database database = TestDatabase.fresh();
    private final SampleStore store =
            new SampleStore(database, () -> Partitions.of(Partitioning.NATIVE), ZoneOffset.UTC, new Metrics());
    private final List<GradedSample> published = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    /** A sample that remembers what became of it. */
    private static final class Delivery implements Ingest.Delivery {
        private final GradedSample sample = TestMessages.sample("ESP32_LL_01").received(Instant.now());
        private final boolean faulty;
        private final AtomicInteger answers = new AtomicInteger();
        private volatile @Nullable Outcome outcome;
        private volatile boolean abandoned;

        Delivery(boolean faulty) {
            this.faulty = faulty;
        }

        @Override
        public GradedSample sample() {
            return sample;
        }

        @Override
        public void done(Outcome came) {
            answers.incrementAndGet();
            outcome = came;
            if (faulty) {
                throw new IllegalStateException("its socket is gone");
            }
        }

        @Override
        public void abandoned() {
            answers.incrementAndGet();
            abandoned = true;
        }
    }

    @Test
    void whatFailsAfterACommitStopsNeitherTheWriterNorTheOthers() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Ingest ingest = new Ingest(store, 100, 10, saved -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("the hub is broken");
            }
            published.addAll(saved);
        });
        ingest.start();
        Delivery faulty = new Delivery(true);
        assertThat(ingest.offer(faulty)).isTrue();
        await().until(ingest::idle);

        Delivery next = new Delivery(false);
        ingest.offer(next);
        await().until(ingest::idle);

        assertThat(faulty.outcome).isEqualTo(new Outcome.Saved());
        assertThat(next.outcome).isEqualTo(new Outcome.Saved());
        assertThat(published).containsExactly(next.sample());
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
    }

    @Test
    void isIdleOnlyWhenEveryoneWasAnswered() throws Exception {
        Ingest ingest = new Ingest(store, 2_000, 50, published::addAll);
        assertThat(ingest.idle()).isTrue();
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            deliveries.add(new Delivery(false));
            assertThat(ingest.offer(deliveries.get(i))).isTrue();
        }
        assertThat(ingest.idle()).isFalse();
        assertThat(ingest.depth()).isEqualTo(500);
        ingest.start();

        while (!ingest.idle()) {
            Thread.onSpinWait();
        }

        assertThat(deliveries).allSatisfy(d -> assertThat(d.answers).hasValue(1));
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
    }

    @Test
    void theEndCommitsWhatWaitsAndTakesNoMore() throws Exception {
        Ingest ingest = new Ingest(store, 1_000, 20, published::addAll);
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 300; i++) {
            deliveries.add(new Delivery(false));
            ingest.offer(deliveries.get(i));
        }
        ingest.start();

        ingest.stop(Deadline.in(Duration.ofSeconds(30)));

        assertThat(deliveries).allSatisfy(d -> assertThat(d.outcome).isEqualTo(new Outcome.Saved()));
        assertThat(published).hasSize(300);
        Delivery late = new Delivery(false);
        assertThat(ingest.offer(late)).isFalse();
        assertThat(ingest.idle()).isTrue();
    }

    @Test
    void theEndDoesNotWaitForADatabaseThatIsAway() throws Exception {
        Ingest ingest = new Ingest(store, 1_000, 20, published::addAll);
        database.close();
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 50; i++) {
            deliveries.add(new Delivery(false));
            ingest.offer(deliveries.get(i));
        }
        ingest.start();
        await().until(() -> ingest.stuckSince() != null);
        assertThat(ingest.lastError()).isNotNull();

        ingest.stop(Deadline.in(Duration.ZERO));

        await().untilAsserted(() -> assertThat(deliveries).allSatisfy(d -> {
            assertThat(d.abandoned).isTrue();
            assertThat(d.answers).hasValue(1);
        }));
        assertThat(published).isEmpty();
    }
}
