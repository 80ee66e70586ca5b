package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports to one kind of place. Mail and folders have a thread each: a network drive may answer after minutes, or
 * never, and neither mail nor the making of reports waits for it.
 */
final class Deliveries implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final ReportOutbox outbox;
    private final String kind;
    private final SupervisedThread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private boolean waiting;
    private volatile boolean ending;

    /** @param kind folder or mail */
    Deliveries(ReportOutbox outbox, String kind) {
        this.outbox = outbox;
        this.kind = kind;
        thread = new SupervisedThread(name(), this::run);
    }

    @Override
    public String name() {
        return "reports by " + kind;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** There is something to deliver. */
    void hurry() {
        lock.lock();
        try {
            waiting = true;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        while (!ending) {
            boolean more;
            try {
                more = outbox.deliver(kind);
            } catch (JdbiException e) {
                if (!DatabaseErrors.isUnavailable(e)) {
                    throw e;
                }
                LOG.debug("nothing is delivered, since the database is away: {}", e.getMessage());
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

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        ending = true;
        hurry();
        thread.stopAfterRun();
        if (!thread.join(deadline.leftAtMost(STOP_LIMIT))) {
            // What is under way is done again after the next start.
            thread.stop();
        }
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}
