package fr.gaveurs.console.backend.live;

import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.lifecycle.Part;
import fr.gaveurs.console.backend.quality.GradedSample;
import fr.gaveurs.console.backend.quality.Outcome;
import fr.gaveurs.console.backend.quality.SampleStore;
import fr.gaveurs.console.backend.store.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of graded samples and its one writer. While a commit runs, the next batch gathers: one sample alone is
 * committed at once, a flood in batches. While the database is away the batch in hand is tried again until it is
 * stored, and nothing is acknowledged meanwhile.
 */
public final class Ingest implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final Duration RETRY = Duration.ofMillis(100);

    /** Hears what became of a sample. Called on the writer's thread: must return at once and throw nothing. */
    public interface Delivery {
        GradedSample sample();

        /** It is committed, now or before, or was refused for good. */
        void done(Outcome outcome);

        /** It was not stored and will not be: the program ends. The device has it still. */
        void abandoned();
    }

    /** Hears of batches after their commit, on the writer's thread. */
    public interface Committed {
        void committed(List<GradedSample> saved);
    }

    private final SampleStore store;
    private final Committed committed;
    private final int batchSize;
    private final BlockingQueue<Delivery> queue;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean ending;
    private volatile @Nullable Deadline end;
    private volatile @Nullable Instant stuckSince;
    private volatile @Nullable String lastError;
    private @Nullable Thread writer;

    /**
     * @param capacity samples that may wait
     * @param batchSize samples that one commit takes at most
     */
    public Ingest(SampleStore store, int capacity, int batchSize, Committed committed) {
        this.store = store;
        this.committed = committed;
        this.batchSize = batchSize;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    @Override
    public String name() {
        return "sample writer";
    }

    @Override
    public void start() {
        writer = Thread.ofPlatform().name("sample-writer").start(this::run);
    }

    /** Takes a sample; false when the queue is full or the program ends. */
    public boolean offer(Delivery delivery) {
        underWay.incrementAndGet();
        if (!ending && queue.offer(delivery)) {
            return true;
        }
        underWay.decrementAndGet();
        return false;
    }

    /** Runs {@code retry} once there is room again, or none to be hoped for soon; mostly on the writer's thread. */
    public void whenRoom(Runnable retry) {
        waiting.add(retry);
        if (worthTrying()) {
            wakeWaiting(); // that came between the offer and this call
        }
    }

    /** Whether one that waits would get an answer: a place in the queue, or that the database is away. */
    private boolean worthTrying() {
        return queue.remainingCapacity() > 0 || stuckSince != null;
    }

    /** Samples that wait for their commit. */
    public int depth() {
        return queue.size();
    }

    /** Whether every sample that was taken has been answered for. */
    public boolean idle() {
        return underWay.get() == 0;
    }

    /** Samples that were taken and not answered for yet. */
    public int underWay() {
        return underWay.get();
    }

    /** Since when the batch in hand cannot be stored; null while all is well. */
    public @Nullable Instant stuckSince() {
        return stuckSince;
    }

    /** What the database last said against a batch; null if nothing since the last success. */
    public @Nullable String lastError() {
        return lastError;
    }

    private void run() {
        List<Delivery> batch = new ArrayList<>(batchSize);
        while (true) {
            try {
                Delivery first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (ending) {
                        return;
                    }
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, batchSize - 1);
                wakeWaiting();
                store(batch);
            } catch (InterruptedException e) {
                batch.forEach(Delivery::abandoned);
                return;
            } finally {
                underWay.addAndGet(-batch.size());
                batch.clear();
            }
        }
    }

    private void wakeWaiting() {
        // Only as many as wait now: one that finds no room registers again and must not be woken in this round.
        for (int i = waiting.size(); i > 0 && worthTrying(); i--) {
            Runnable retry = waiting.poll();
            if (retry == null) {
                return;
            }
            retry.run();
        }
    }

    private void store(List<Delivery> batch) throws InterruptedException {
        List<GradedSample> samples = batch.stream().map(Delivery::sample).toList();
        while (true) {
            List<Outcome> outcomes;
            boolean again = stuckSince != null;
            try {
                outcomes = store.save(samples);
            } catch (SQLException | RuntimeException e) {
                failed(e, batch.size());
                Deadline limit = end;
                if (ending && limit != null && limit.passed()) {
                    LOG.error(
                            "{} samples could not be stored before the end; their devices were told nothing and"
                                    + " will send them again",
                            batch.size());
                    batch.forEach(Delivery::abandoned);
                    return;
                }
                Thread.sleep(RETRY);
                continue;
            }
            recovered();
            report(batch, outcomes, again);
            return;
        }
    }

    /** @param again whether an earlier try may have been committed without our hearing of it */
    private void report(List<Delivery> batch, List<Outcome> outcomes, boolean again) {
        List<GradedSample> saved = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            // First the acknowledgements: a device waits for them.
            Delivery delivery = batch.get(i);
            Outcome outcome = outcomes.get(i);
            guarded(() -> delivery.done(outcome));
            if (outcome instanceof Outcome.Saved || (again && outcome instanceof Outcome.Duplicate)) {
                saved.add(delivery.sample());
            }
        }
        if (!saved.isEmpty()) {
            guarded(() -> committed.committed(saved));
        }
    }

    /** What follows a commit may not end the writer: without it no sample is ever stored again. */
    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("samples are stored, but what follows failed", e);
        }
    }

    private void recovered() {
        if (stuckSince != null) {
            LOG.info("samples are stored again");
            stuckSince = null;
            lastError = null;
        }
    }

    private void failed(Exception e, int size) {
        lastError = e.getMessage();
        if (stuckSince == null) {
            stuckSince = Instant.now();
            boolean away = e instanceof SQLException sql && Database.isUnavailable(sql);
            if (away) {
                LOG.warn("the database is away, {} samples wait: {}", size, e.getMessage());
            } else {
                LOG.error("{} samples cannot be stored", size, e);
            }
            wakeWaiting(); // a silent socket would not tell its device to keep its samples
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        end = Deadline.in(deadline.leftAtMost(Duration.ofSeconds(10)));
        ending = true;
        Thread thread = writer;
        if (thread != null) {
            thread.join(Duration.ofSeconds(12));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        }
    }
}
