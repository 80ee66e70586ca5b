package fr.gaveurs.console.backend.platform.lifecycle;

import fr.gaveurs.console.api.health.Health.StartedPart;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts parts one after another and stops them in reverse. Not restartable. */
public final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    /** Left of a stop's deadline for the parts that run when one that is starting does not come to an end. */
    private static final Duration RESERVE = Duration.ofSeconds(5);
    /** For what has started of a start that failed. */
    private static final Duration UNDO = Duration.ofSeconds(20);

    /** Where the program is in its life. */
    public enum Phase {
        /** Before and during the start. */
        STARTING,
        /** Every part has started. */
        RUNNING,
        /** Stopping: nothing new is taken. */
        STOPPING,
        /** Every part has stopped, or could not start. */
        STOPPED
    }

    /** Follows the progress; called on the thread that starts or stops. */
    public interface Listener {
        /** For a program that shows no progress. */
        Listener SILENT = new Listener() {
            @Override
            public void starting(String part) {}

            @Override
            public void started(StartedPart part) {}

            @Override
            public void stopping(String part) {}
        };

        void starting(String part);

        void started(StartedPart part);

        void stopping(String part);
    }

    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Part> running = new ConcurrentLinkedDeque<>();
    private final List<StartedPart> timeline = new CopyOnWriteArrayList<>();
    private volatile Phase phase = Phase.STARTING;

    /** @param listener follows the progress */
    public Lifecycle(Listener listener) {
        this.listener = listener;
    }

    public Phase phase() {
        return phase;
    }

    /** The parts that have started, with their times, in order. */
    public List<StartedPart> timeline() {
        return List.copyOf(timeline);
    }

    /** The threads and timers of the parts that run. */
    public List<Supervised> supervised() {
        return running.stream().flatMap(part -> part.supervised().stream()).toList();
    }

    /** All that is started, part after part, and what is asked of the parts in between. */
    public interface Start {
        void run() throws StartException;
    }

    /**
     * Starts the whole. A stop may come between two parts, and what is asked of one that it has ended fails: that is no
     * fault, but the end of the start. If anything else fails there, the parts already started are stopped again.
     *
     * @param name what is said not to have started where no part is to blame
     * @throws StartException naming the part, or {@code name}; nothing is left running
     */
    public void start(String name, Start whole) throws StartException {
        try {
            whole.run();
        } catch (RuntimeException e) {
            throw broken(name, e);
        }
        started();
    }

    private StartException broken(String name, RuntimeException failure) {
        lock.lock();
        try {
            if (phase != Phase.STARTING) {
                return StartException.ended(name, failure);
            }
            stopRunning(Deadline.in(UNDO));
            phase = Phase.STOPPED;
            return new StartException(name, reason(failure), failure);
        } finally {
            lock.unlock();
        }
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /**
     * Starts one more part and returns it. If it fails, those already started are stopped again.
     *
     * @throws StartException naming the part, with the message of what it threw
     */
    public <P extends Part> P start(P part) throws StartException {
        lock.lock();
        try {
            return startNext(part);
        } finally {
            lock.unlock();
        }
    }

    private <P extends Part> P startNext(P part) throws StartException {
        if (phase != Phase.STARTING) {
            throw StartException.ended(part.name(), null);
        }
        listener.starting(part.name());
        long from = System.nanoTime();
        try {
            part.start();
        } catch (Exception e) {
            boolean ended = phase != Phase.STARTING;
            stopRunning(Deadline.in(UNDO));
            phase = Phase.STOPPED;
            throw ended ? StartException.ended(part.name(), e) : new StartException(part.name(), reason(e), e);
        }
        running.add(part);
        if (phase == Phase.STOPPED) { // the stop did not wait for this part
            stopRunning(Deadline.in(RESERVE));
            throw StartException.ended(part.name(), null);
        }
        StartedPart started = new StartedPart(part.name(), (System.nanoTime() - from) / 1e6);
        timeline.add(started);
        LOG.info("{} started in {} ms", started.name(), Math.round(started.milliseconds()));
        listener.started(started);
        return part;
    }

    /** Every part has started. */
    public void started() {
        lock.lock();
        try {
            if (phase == Phase.STARTING) {
                phase = Phase.RUNNING;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Announces the end: readiness is off from now on, while everything still answers. */
    public void announceStop() {
        if (phase != Phase.STOPPED) {
            phase = Phase.STOPPING;
        }
    }

    /**
     * Stops what runs, last started first; a part that is just starting is let finish. One that fails or outlasts the
     * deadline is logged and left behind.
     */
    public void stop(Deadline deadline) {
        announceStop();
        boolean locked = awaitStart(deadline);
        try {
            if (!locked) {
                phase = Phase.STOPPED; // tells the part that is starting that nobody waits for it
            }
            stopRunning(deadline);
            phase = Phase.STOPPED;
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    /** Waits for the part that is starting, if there is one; false if that hangs. */
    private boolean awaitStart(Deadline deadline) {
        try {
            long patience = Math.max(0, deadline.left().minus(RESERVE).toMillis());
            if (lock.tryLock(patience, TimeUnit.MILLISECONDS)) {
                return true;
            }
            LOG.error("a part is still starting and was left behind");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void stopRunning(Deadline deadline) {
        // Not closed: closing would wait for a part that was left behind.
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        for (Part part = running.pollLast(); part != null; part = running.pollLast()) {
            listener.stopping(part.name());
            long from = System.nanoTime();
            Part ending = part;
            Future<?> stopping = executor.submit(() -> {
                ending.stop(deadline);
                return null;
            });
            try {
                // A part gets a little more than the deadline, so that it can report what it cut off.
                stopping.get(deadline.left().toMillis() + 1_000, TimeUnit.MILLISECONDS);
                LOG.info("{} stopped in {} ms", part.name(), (System.nanoTime() - from) / 1_000_000);
            } catch (TimeoutException e) {
                stopping.cancel(true);
                LOG.error("{} did not stop in time and was left behind", part.name());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping.cancel(true);
                return;
            } catch (ExecutionException e) {
                LOG.error("{} failed while stopping", part.name(), e.getCause());
            }
        }
        executor.shutdownNow();
    }
}
