package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that works while there is something to do, looks again every few seconds, and at once when it is told to. */
final class ReportThread {
    private static final Logger LOG = LoggerFactory.getLogger(ReportThread.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Below all others', where the system heeds it: Windows does, Linux does not. */
    private static final int PRIORITY = Thread.NORM_PRIORITY - 2;

    private final String name;
    private final Work work;
    private final SupervisedThread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private boolean waiting;
    private volatile boolean ending;

    /** What it does. */
    interface Work {
        /** Before the first step, and again where the thread is started anew. */
        default void begin() throws IOException {}

        /** Does one thing; whether there may be more. The database's absence is waited for. */
        boolean step() throws InterruptedException;
    }

    ReportThread(String name, Work work) {
        this.name = name;
        this.work = work;
        thread = new SupervisedThread(name, this::run);
    }

    void start() {
        thread.start();
    }

    /** There is something to do: no need to wait for the next look. */
    void hurry() {
        lock.lock();
        try {
            waiting = true;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnding() {
        return ending;
    }

    // Nothing depends on it: who makes reports rests while samples come, and where the system heeds it, it helps
    // besides.
    @SuppressWarnings("ThreadPriorityCheck")
    private void run() throws InterruptedException, IOException {
        Thread.currentThread().setPriority(PRIORITY);
        work.begin();
        while (!ending) {
            boolean more;
            try {
                more = work.step();
            } catch (JdbiException e) {
                if (!DatabaseErrors.isUnavailable(e)) {
                    throw e;
                }
                LOG.debug("{} wait, since the database is away: {}", name, e.getMessage());
                more = false;
            }
            if (!more) {
                await();
            }
        }
    }

    private void await() throws InterruptedException {
        lock.lock();
        try {
            long left = LOOK.toNanos();
            while (!waiting && !ending && left > 0) {
                left = asked.awaitNanos(left);
            }
            waiting = false;
        } finally {
            lock.unlock();
        }
    }

    /** @param limit after which what is under way is interrupted: it is done again after the next start */
    void stop(Deadline deadline, Duration limit) throws InterruptedException {
        ending = true;
        hurry();
        thread.stopAfterRun();
        if (!thread.join(deadline.leftAtMost(limit))) {
            thread.stop();
        }
    }

    List<Supervised> supervised() {
        return List.of(thread);
    }
}
