package fr.gaveurs.console.backend.platform.lifecycle;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does tasks at their time, one after another on one thread. A task that throws, Errors too, is counted and comes again
 * at its next time, and so do all others: the executors of the JDK would silently drop it for ever.
 */
public final class SupervisedTimer extends Supervised {
    /** Tasks that may wait at once. */
    private static final int CAPACITY = 1_000;

    private final SupervisedThread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(16, Comparator.comparingLong((Entry e) -> e.dueNanos - e.originNanos));
    /** What due times are compared by: they may wrap around. */
    private final long origin = System.nanoTime();

    private @Nullable Entry running;
    private boolean closed;

    private static final class Entry {
        private final Runnable task;
        private final long originNanos;
        /** Between the end of one run and the next; 0 for a task of one time. */
        private final long pauseNanos;
        /** Whether the pause counts from when it was due, not from when it ended. */
        private final boolean steady;

        private long dueNanos;

        Entry(Runnable task, long originNanos, long dueNanos, long pauseNanos, boolean steady) {
            this.task = task;
            this.originNanos = originNanos;
            this.dueNanos = dueNanos;
            this.pauseNanos = pauseNanos;
            this.steady = steady;
        }
    }

    /** Its thread starts with it, and waits. */
    public SupervisedTimer(String name) {
        super(name);
        this.thread = new SupervisedThread(name, true, this::loop);
    }

    /** Begins with what was and will be put in. */
    public void start() {
        thread.start();
    }

    /** Does the task again and again, each time {@code pause} after its last end. */
    public void every(Duration first, Duration pause, Runnable task) {
        put(new Entry(task, origin, System.nanoTime() + first.toNanos(), pause.toNanos(), false));
    }

    /** Does the task at a steady rate; beats that were missed are left out. */
    public void atRate(Duration first, Duration period, Runnable task) {
        put(new Entry(task, origin, System.nanoTime() + first.toNanos(), period.toNanos(), true));
    }

    /**
     * Does the task once, soon.
     *
     * @throws RejectedExecutionException after the end, or when too many wait
     */
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    /**
     * Does the task once.
     *
     * @throws RejectedExecutionException after the end, or when too many wait
     */
    public void after(Duration delay, Runnable task) {
        put(new Entry(task, origin, System.nanoTime() + delay.toNanos(), 0, false));
    }

    private void put(Entry entry) {
        lock.lock();
        try {
            if (closed || waiting.size() >= CAPACITY) {
                throw new RejectedExecutionException(name() + (closed ? " has ended" : " has too much to do"));
            }
            waiting.add(entry);
            if (waiting.peek() == entry) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends at once: what runs is interrupted, what waits is not done. */
    public void stop() {
        close();
        thread.stop();
    }

    /** Lets what runs just now finish; whether it did within the time. What waits is not done. */
    public boolean finish(Duration limit) throws InterruptedException {
        close();
        thread.stopAfterRun();
        boolean finished = thread.join(limit);
        if (!finished) {
            thread.stop();
        }
        return finished;
    }

    private void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void loop() throws InterruptedException {
        putBack(System.nanoTime()); // what threw past the guard below, before this run
        for (Entry due = next(); due != null; due = next()) {
            try {
                due.task.run();
            } catch (Throwable t) {
                if (isClosed()) {
                    return;
                }
                failed(t);
            }
            putBack(System.nanoTime());
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next task; null at the end. */
    private @Nullable Entry next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                thread.beat();
                Entry first = waiting.peek();
                long left = first == null ? TimeUnit.SECONDS.toNanos(1) : first.dueNanos - System.nanoTime();
                if (first != null && left <= 0) {
                    running = waiting.poll();
                    return running;
                }
                var unused = changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(long now) {
        lock.lock();
        try {
            Entry done = running;
            running = null;
            if (done == null || done.pauseNanos == 0 || closed) {
                return;
            }
            if (done.steady) {
                long missed = Math.max(0, (now - done.dueNanos) / done.pauseNanos);
                done.dueNanos += (missed + 1) * done.pauseNanos;
            } else {
                done.dueNanos = now + done.pauseNanos;
            }
            waiting.add(done);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Report report() {
        Report of = thread.report();
        Report own = report(of.running(), of.alive(), of.silent());
        return of.failures() == 0 ? own : of;
    }
}
