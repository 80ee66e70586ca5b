package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.quality.StoreResult;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.spool.Spool;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The writer alone: what may go wrong after a commit, and at the end. */
@Timeout(120)
class IngestTest {
    private final Database database = TestDatabase.fresh();
    private final SampleStore store = new SampleStore(
            database,
            () -> Partitions.of(Partitioning.NATIVE),
            ZoneOffset.UTC,
            new ReadyRows(System::nanoTime),
            new Metrics());
    private final List<GradedSample> published = new CopyOnWriteArrayList<>();
    private final List<GradedSample> recovered = new CopyOnWriteArrayList<>();
    private final Ingest.Committed committed = committed(published::addAll);
    private final Outage outage = new Outage(database::writeObstacle, Clock.systemUTC());

    @TempDir
    private Path folder;

    private Spool files;
    private SampleSpool spool;

    private Ingest.Committed committed(Consumer<List<GradedSample>> told) {
        return new Ingest.Committed() {
            @Override
            public void committed(List<GradedSample> kept) {
                told.accept(kept);
            }

            @Override
            public void recovered(List<GradedSample> saved) {
                recovered.addAll(saved);
            }
        };
    }

    @BeforeEach
    void openSpool() throws Exception {
        files = Spool.open(folder, 1 << 20, 4 << 20, 0, false);
        spool = new SampleSpool(files, Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        files.close();
    }

    /** A sample that remembers what became of it. */
    private static final class Delivery implements Ingest.Delivery {
        private final GradedSample sample = TestMessages.sample("ESP32_LL_01").received(Instant.now());
        private final boolean faulty;
        private final AtomicInteger answers = new AtomicInteger();
        private volatile @Nullable StoreResult outcome;
        private volatile boolean abandoned;
        private volatile boolean spooled;
        private volatile @Nullable String refused;

        Delivery(boolean faulty) {
            this.faulty = faulty;
        }

        @Override
        public GradedSample sample() {
            return sample;
        }

        @Override
        public void done(StoreResult came) {
            answers.incrementAndGet();
            outcome = came;
            if (faulty) {
                throw new IllegalStateException("its socket is gone");
            }
        }

        @Override
        public void spooled() {
            answers.incrementAndGet();
            spooled = true;
        }

        @Override
        public void refused(String reason) {
            answers.incrementAndGet();
            refused = reason;
        }

        @Override
        public void abandoned() {
            answers.incrementAndGet();
            abandoned = true;
        }
    }

    @Test
    void anErrorBetweenTheQueueAndTheCommitEndsNeitherTheWriterNorTheWaitForAnAnswer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Outage failing = new Outage(
                () -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("a test's");
                    }
                    return database.writeObstacle();
                },
                Clock.systemUTC());
        Ingest ingest = new Ingest(store, failing, spool, 100, 10, committed);
        Delivery first = new Delivery(false);
        ingest.offer(first);
        ingest.start();
        await().until(ingest::idle);
        assertThat(first.abandoned).isTrue();

        Delivery next = new Delivery(false);
        ingest.offer(next);
        await().until(ingest::idle);
        assertThat(next.outcome).isEqualTo(new StoreResult.Saved());
        assertThat(ingest.writer().failures()).isEqualTo(1);
        assertThat(ingest.writer().dead()).isFalse();
        ingest.stop(Deadline.in(Duration.ofSeconds(20)));
        assertThat(ingest.writer().running()).isFalse();
    }

    @Test
    void anErrorAfterACommitOrInWhoWaitsForRoomEndsNeitherTheWriterNorTheOthers() throws Exception {
        Ingest ingest = new Ingest(store, outage, spool, 1, 10, committed(saved -> {
            throw new StackOverflowError("a test's");
        }));
        Delivery first = new Delivery(false);
        ingest.offer(first);
        ingest.whenRoom(() -> {
            throw new OutOfMemoryError("a test's");
        });
        ingest.start();
        await().until(ingest::idle);
        Delivery next = new Delivery(false);
        ingest.offer(next);
        await().until(ingest::idle);
        assertThat(first.outcome).isEqualTo(new StoreResult.Saved());
        assertThat(first.answers).hasValue(1);
        assertThat(next.outcome).isEqualTo(new StoreResult.Saved());
        ingest.stop(Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    void whatFailsAfterACommitStopsNeitherTheWriterNorTheOthers() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Ingest ingest = new Ingest(store, outage, spool, 100, 10, committed(saved -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("the hub is broken");
            }
            published.addAll(saved);
        }));
        ingest.start();
        Delivery faulty = new Delivery(true);
        assertThat(ingest.offer(faulty)).isTrue();
        await().until(ingest::idle);

        Delivery next = new Delivery(false);
        ingest.offer(next);
        await().until(ingest::idle);

        assertThat(faulty.outcome).isEqualTo(new StoreResult.Saved());
        assertThat(next.outcome).isEqualTo(new StoreResult.Saved());
        assertThat(published).containsExactly(next.sample());
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
    }

    /** A cache that heard of it only afterwards would answer who saw the acknowledgement with the figures of before. */
    @Test
    void aCommitIsToldBeforeItsAcknowledgement() throws Exception {
        Delivery delivery = new Delivery(false);
        List<Integer> answersWhenTold = new CopyOnWriteArrayList<>();
        Ingest ingest = new Ingest(store, outage, spool, 100, 10, new Ingest.Committed() {
            @Override
            public void stored(List<GradedSample> batch) {
                assertThat(batch).containsExactly(delivery.sample());
                answersWhenTold.add(delivery.answers.get());
            }

            @Override
            public void committed(List<GradedSample> kept) {}

            @Override
            public void recovered(List<GradedSample> saved) {}
        });
        ingest.start();

        ingest.offer(delivery);
        await().until(ingest::idle);

        assertThat(delivery.outcome).isEqualTo(new StoreResult.Saved());
        assertThat(answersWhenTold).containsExactly(0);
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
    }

    @Test
    void isIdleOnlyWhenEveryoneWasAnswered() throws Exception {
        Ingest ingest = new Ingest(store, outage, spool, 2_000, 50, committed);
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
        Ingest ingest = new Ingest(store, outage, spool, 1_000, 20, committed);
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 300; i++) {
            deliveries.add(new Delivery(false));
            ingest.offer(deliveries.get(i));
        }
        ingest.start();

        ingest.stop(Deadline.in(Duration.ofSeconds(30)));

        assertThat(deliveries).allSatisfy(d -> assertThat(d.outcome).isEqualTo(new StoreResult.Saved()));
        assertThat(published).hasSize(300);
        Delivery late = new Delivery(false);
        assertThat(ingest.offer(late)).isFalse();
        assertThat(ingest.idle()).isTrue();
    }

    private List<Delivery> offer(Ingest ingest, int count) {
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(new Delivery(false));
            assertThat(ingest.offer(deliveries.get(i))).isTrue();
        }
        return deliveries;
    }

    @Test
    void whileTheDatabaseIsAwaySamplesAreSpooledAndShownAndTheEndLeavesThemInTheSpool() throws Exception {
        Ingest ingest = new Ingest(store, outage, spool, 1_000, 20, committed);
        database.close();
        List<Delivery> deliveries = offer(ingest, 50);
        ingest.start();

        ingest.stop(Deadline.in(Duration.ofSeconds(10)));

        assertThat(deliveries).allSatisfy(d -> {
            assertThat(d.spooled).isTrue();
            assertThat(d.answers).hasValue(1);
        });
        assertThat(published)
                .containsExactlyElementsOf(
                        deliveries.stream().map(Delivery::sample).toList());
        assertThat(spool.size()).isEqualTo(50);
    }

    @Test
    void whatAnEarlierRunSpooledIsStoredInOrderBeforeWhatComesNow() throws Exception {
        List<GradedSample> earlier = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 70; i++) {
            earlier.add(TestMessages.sample("ESP32_LL_01").received(Instant.now()));
        }
        spool.append(earlier);
        files.close();
        openSpool();
        Ingest ingest = new Ingest(store, outage, spool, 1_000, 20, committed);
        List<Delivery> deliveries = offer(ingest, 5);
        assertThat(database.awaitUp(Patience.LIMIT)).isTrue();

        ingest.start();

        await().until(() -> spool.isEmpty() && ingest.idle());
        List<String> stored = database.jdbi()
                .withHandle(h -> h.createQuery("SELECT sample_id FROM sensor_samples ORDER BY ctid")
                        .mapTo(String.class)
                        .list());
        List<String> ids = new CopyOnWriteArrayList<>();
        earlier.forEach(s -> ids.add(s.measurement().sampleId()));
        deliveries.forEach(d -> ids.add(d.sample().measurement().sampleId()));
        assertThat(stored).isEqualTo(ids);
        assertThat(recovered).hasSize(70);
        assertThat(published).hasSize(5);
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
    }

    @Test
    void whenTheSpoolIsFullTooSamplesAreRefusedAndNoneIsKept() throws Exception {
        try (Spool none = Spool.open(folder.resolve("none"), 1 << 20, 0, 0, false)) {
            SampleSpool full = new SampleSpool(none, Clock.systemUTC());
            Ingest ingest = new Ingest(store, outage, full, 1_000, 20, committed);
            database.close();
            List<Delivery> deliveries = offer(ingest, 30);
            ingest.start();

            await().until(ingest::idle);

            assertThat(deliveries).allSatisfy(d -> {
                assertThat(d.refused).contains("spool.limit.mib");
                assertThat(d.answers).hasValue(1);
            });
            assertThat(published).isEmpty();
            assertThat(full.refused()).isEqualTo(30);
            assertThat(outage.database()).isNotNull();
            ingest.stop(Deadline.in(Duration.ofSeconds(10)));
        }
    }

    @Test
    void whatIsLeftWhenTheTimeIsUpIsAbandonedAndItsDevicesAreTold() throws Exception {
        Ingest ingest = new Ingest(store, outage, spool, 1_000, 1, committed(kept -> {
            try {
                new CountDownLatch(1).await(); // what hangs here hangs the writer
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        assertThat(database.awaitUp(Patience.LIMIT)).isTrue();
        List<Delivery> deliveries = offer(ingest, 10);
        ingest.start();
        await().until(() -> deliveries.getFirst().outcome != null);

        ingest.stop(Deadline.in(Duration.ZERO));

        await().until(ingest::idle);
        assertThat(deliveries.subList(1, 10)).allSatisfy(d -> {
            assertThat(d.abandoned).isTrue();
            assertThat(d.answers).hasValue(1);
        });
    }
}
