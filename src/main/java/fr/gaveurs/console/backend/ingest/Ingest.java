package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.quality.StoreResult;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
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
 * committed at once, a flood in batches. What the database does not take goes to the spool, and so does what comes
 * after it, until the spool has been emptied into the database: so the order is kept.
 */
public final class Ingest implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final long POLL_MILLIS = 50;
    private static final long REPLAY_PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    /** Hears what became of a sample. Called on the writer's thread: must return at once and throw nothing. */
    public interface Delivery {
        GradedSample sample();

        /** It is committed, now or before, or was refused for good. */
        void done(StoreResult outcome);

        /** It is flushed to the disk spool and will be committed later. */
        void spooled();

        /** Neither the database nor the spool takes it; the device has it still. */
        void refused(String reason);

        /** It was not stored, as far as is known, and will not be: the program ends or failed. The device has it still. */
        void abandoned();

        /** All that were kept together were told what became of them: what was held back to go out together goes out. */
        default void told() {}
    }

    /** Hears of samples that are kept, on the writer's thread. */
    public interface Committed {
        /**
         * They are in the database, some perhaps since before, and nobody was told yet.
         *
         * @param batch also samples that were spooled, of this run or of an earlier one
         */
        default void stored(List<GradedSample> batch) {}

        /** They are committed or spooled, each told once. */
        void committed(List<GradedSample> kept);

        /** They were spooled by an earlier run of the program and are committed now. */
        void recovered(List<GradedSample> saved);
    }

    private final SampleStore store;
    private final Outage outage;
    private final SampleSpool spool;
    private final Committed committed;
    private final int batchSize;
    private final BlockingQueue<Delivery> queue;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean ending;
    private long replayAfterNanos = System.nanoTime();
    private final SupervisedThread writer = new SupervisedThread("sample-writer", true, this::run);

    /**
     * @param capacity samples that may wait
     * @param batchSize samples that one commit takes at most
     */
    public Ingest(
            SampleStore store, Outage outage, SampleSpool spool, int capacity, int batchSize, Committed committed) {
        this.store = store;
        this.outage = outage;
        this.spool = spool;
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
        writer.start();
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

    /** Runs {@code retry} once there is room again; mostly on the writer's thread. */
    public void whenRoom(Runnable retry) {
        waiting.add(retry);
        if (queue.remainingCapacity() > 0) {
            wakeWaiting(); // that came between the offer and this call
        }
    }

    /** Samples that wait to be kept. */
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

    public SampleSpool spool() {
        return spool;
    }

    /** What keeps samples from the database or the spool. */
    public Outage outage() {
        return outage;
    }

    private void run() {
        List<Delivery> batch = new ArrayList<>(batchSize);
        while (true) {
            writer.beat();
            try {
                Delivery first = queue.poll(replayDue() ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, batchSize - 1);
                    wakeWaiting();
                    keep(batch);
                    answered(batch);
                } else if (ending) {
                    return; // what is spooled stays there for the next start
                }
                if (replayDue()) {
                    replay();
                }
            } catch (InterruptedException e) {
                queue.drainTo(batch);
                batch.forEach(Delivery::abandoned);
                if (!batch.isEmpty()) {
                    LOG.error("{} samples were not kept before the end; their devices keep them", batch.size());
                }
                return;
            } catch (Throwable t) {
                // Whatever became of them, their devices send them again and are told: none may wait for ever.
                batch.forEach(delivery -> guarded(delivery::abandoned));
                throw t;
            } finally {
                answered(batch);
            }
        }
    }

    private void answered(List<Delivery> batch) {
        underWay.addAndGet(-batch.size());
        batch.clear();
    }

    private void wakeWaiting() {
        // Only as many as wait now: one that finds no room registers again and must not be woken in this round.
        for (int i = waiting.size(); i > 0 && queue.remainingCapacity() > 0; i--) {
            Runnable retry = waiting.poll();
            if (retry == null) {
                return;
            }
            guarded(retry);
        }
    }

    private void keep(List<Delivery> batch) {
        List<GradedSample> samples = batch.stream().map(Delivery::sample).toList();
        if (!outage.databaseTakesWrites()) {
            outage.databaseNotAsked(samples.size());
        } else if (spool.isEmpty()) {
            try {
                AtomicInteger tries = new AtomicInteger();
                List<StoreResult> outcomes = outage.retried(() -> {
                    tries.incrementAndGet();
                    return store.save(samples);
                });
                outage.databaseTook();
                guarded(() -> committed.stored(samples));
                report(batch, outcomes, tries.get() > 1);
                return;
            } catch (SQLException | RuntimeException e) {
                outage.databaseRefused(e, samples.size());
            }
        }
        spool(batch, samples);
    }

    private void spool(List<Delivery> batch, List<GradedSample> samples) {
        List<GradedSample> fresh;
        try {
            fresh = spool.append(samples);
            outage.spoolTook();
        } catch (IOException | RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            outage.spoolRefused(e, samples.size());
            batch.forEach(delivery -> guarded(() -> delivery.refused(reason)));
            return;
        }
        batch.forEach(delivery -> guarded(delivery::spooled));
        told(batch);
        tell(fresh);
    }

    /** @param again whether an earlier try may have been committed without our hearing of it */
    private void report(List<Delivery> batch, List<StoreResult> outcomes, boolean again) {
        List<GradedSample> saved = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            // First the acknowledgements: a device waits for them.
            Delivery delivery = batch.get(i);
            StoreResult outcome = outcomes.get(i);
            guarded(() -> delivery.done(outcome));
            GradedSample kept = kept(delivery.sample(), outcome);
            if (kept != null) {
                saved.add(kept);
            } else if (again && outcome instanceof StoreResult.Duplicate) {
                saved.add(delivery.sample());
            }
        }
        told(batch);
        tell(saved);
    }

    private void told(List<Delivery> batch) {
        for (Delivery delivery : batch) {
            guarded(delivery::told);
        }
    }

    /** The sample as it is stored, if that was done now. */
    private static @Nullable GradedSample kept(GradedSample sample, StoreResult outcome) {
        return switch (outcome) {
            case StoreResult.Saved saved -> sample;
            case StoreResult.Reused reused -> reused.stored();
            case StoreResult.Duplicate known -> null;
            case StoreResult.Quarantined refused -> null;
        };
    }

    private void tell(List<GradedSample> kept) {
        if (!kept.isEmpty()) {
            guarded(() -> committed.committed(kept));
        }
    }

    private boolean replayDue() {
        return !spool.isEmpty() && outage.databaseTakesWrites() && System.nanoTime() - replayAfterNanos >= 0;
    }

    /** Brings the oldest samples of the spool to the database. */
    private void replay() {
        try {
            SampleSpool.Batch batch = spool.peek(batchSize);
            List<GradedSample> saved = new ArrayList<>();
            if (!batch.samples().isEmpty()) {
                List<StoreResult> outcomes = store.save(batch.samples());
                guarded(() -> committed.stored(batch.samples()));
                for (int i = 0; i < outcomes.size(); i++) {
                    GradedSample kept = kept(batch.samples().get(i), outcomes.get(i));
                    if (kept != null) {
                        saved.add(kept);
                    }
                }
            }
            spool.remove(batch);
            outage.databaseTook();
            if (batch.inherited() && !saved.isEmpty()) {
                guarded(() -> committed.recovered(saved));
            }
            if (spool.isEmpty()) {
                LOG.info("the spool is empty: every sample is in the database");
            }
        } catch (SQLException | IOException | RuntimeException e) {
            replayAfterNanos = System.nanoTime() + REPLAY_PAUSE_NANOS;
            outage.databaseRefused(e, 0);
        }
    }

    /** What follows may not end the writer: without it no sample is ever stored again. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Throwable t) {
            writer.failed(t);
        }
    }

    /** How the writer goes: without it no sample is kept. */
    public Supervised.Report writer() {
        return writer.report();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(writer);
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        ending = true;
        if (!writer.join(deadline.leftAtMost(Duration.ofSeconds(12)))) {
            writer.stop();
        }
    }
}
