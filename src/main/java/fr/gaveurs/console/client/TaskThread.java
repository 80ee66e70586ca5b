package fr.gaveurs.console.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A daemon thread that does tasks at their time, one after another. What a task throws, Errors too, goes to whoever
 * hears of errors that nobody caught, and a task that is to come again does: the executors of the JDK would silently
 * drop it for ever.
 */
public final class TaskThread implements Executor {
    private final ScheduledThreadPoolExecutor executor;

    /** The thread begins with its first task. */
    public TaskThread(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Does the task once, soon.
     *
     * @throws RejectedExecutionException after the end
     */
    @Override
    public void execute(Runnable task) {
        executor.execute(() -> guarded(task));
    }

    /**
     * Does the task once.
     *
     * @return to cancel it
     * @throws RejectedExecutionException after the end
     */
    public Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does the task again and again, for the first time after one period. */
    public void every(Duration period, Runnable task) {
        var unused = executor.scheduleAtFixedRate(
                () -> guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does what waits for its turn, and nothing that is due later; returns when that is done or the time is over. */
    public void finish(Duration limit) {
        executor.shutdown();
        try {
            // An interrupt would cut off what is just being written.
            if (!executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends at once: what runs is interrupted, what waits is not done. */
    public void stop() {
        executor.shutdownNow();
    }

    /** Does a part of a task whose faults must not keep the rest from being done; never throws. */
    public static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable t) {
            tell(t);
        }
    }

    private static void tell(Throwable fault) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
        } catch (Throwable worse) {
            // No memory for so much as a word of it: the thread goes on all the same.
        }
    }
}
