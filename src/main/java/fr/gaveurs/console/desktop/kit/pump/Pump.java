package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.client.TaskThread;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one pump of the program. Client threads {@link #signal()} that something changed; after a short gather the pump
 * runs once on the FX thread and lets each source deliver what it holds; only that run re-arms it. So a million changes
 * a second cost the FX thread one run per {@link #GATHER}, or per picture where drawing takes longer ({@link FramePace}).
 *
 * <p>It also beats once a second (ages go on while nothing arrives) and watches the FX thread: when it does not answer for
 * {@link #FREEZE}, that is logged with its stack.
 */
public final class Pump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    /** A little over one frame of 60 Hz: what arrives meanwhile is drawn together. */
    public static final Duration GATHER = Duration.ofMillis(20);

    public static final Duration BEAT = Duration.ofSeconds(1);
    public static final Duration FREEZE = Duration.ofMillis(250);
    /** A freeze that is not over by then is told of before it is. */
    private static final Duration LASTING = Duration.ofSeconds(5);
    /** What lasts for {@link #FREEZE} is not missed by much. */
    private static final Duration PROBE = Duration.ofMillis(50);

    private final TaskThread timer = new TaskThread("ui-pump");
    private final FramePace pace = new FramePace(System::nanoTime);
    private final FreezeWatch freezes;
    private final Subscription dialogs;
    private final List<Runnable> sources = new CopyOnWriteArrayList<>();
    private final List<Runnable> beats = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile boolean dirty;
    private volatile boolean running;
    private volatile double lagSeconds;
    private volatile boolean assembling;
    private volatile Consumer<Throwable> onFault = fault -> LOG.error("a screen failed to take in what changed", fault);

    public Pump(UiMeter meter) {
        this.freezes = new FreezeWatch(meter, FREEZE, LASTING, System::nanoTime, this::tell);
        dialogs = SystemDialogs.watch(freezes);
        timer.every(PROBE, this::probe);
        timer.every(FREEZE.dividedBy(5), freezes::look);
        timer.every(BEAT, this::beat);
    }

    /**
     * Whether the window is still being put together: then its pauses are what a start takes, and no news. They are
     * counted all the same.
     */
    public void assembling(boolean now) {
        assembling = now;
    }

    void tell(String freeze) {
        if (assembling) {
            LOG.debug(freeze);
        } else {
            LOG.warn(freeze);
        }
    }

    /** {@code deliver} runs on the FX thread in each run of the pump, until unsubscribed. */
    public Subscription source(Runnable deliver) {
        sources.add(deliver);
        return () -> sources.remove(deliver);
    }

    /** {@code event} runs once, on the FX thread, in the pump's next run. From any thread. */
    public void post(Runnable event) {
        events.add(event);
        signal();
    }

    /** {@code task} runs on the FX thread once a second while the pump is on, until unsubscribed. */
    public Subscription everySecond(Runnable task) {
        beats.add(task);
        return () -> beats.remove(task);
    }

    /** Something changed. From any thread; costs next to nothing when a run is already on its way. */
    public void signal() {
        dirty = true;
        arm();
    }

    /** How far apart its runs are. */
    public FramePace pace() {
        return pace;
    }

    /** {@code listener} hears of the faults of sources, beats and events, on the FX thread; without one they are logged. */
    public void onFault(Consumer<Throwable> listener) {
        onFault = listener;
    }

    /** Off while the window is hidden: nothing reaches the FX thread, and the newest values wait. */
    public void running(boolean on) {
        running = on;
        if (on && dirty) {
            arm();
        }
    }

    /** The longest time that a run waited for the FX thread during the last second, s. */
    public double lagSeconds() {
        return lagSeconds;
    }

    /** Runs {@code task} on the pump's own thread after {@code delay}; for polling. Cancel to stop it. */
    public Subscription later(Duration delay, Runnable task) {
        Future<?> future = timer.after(delay, task);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        running = false;
        dialogs.unsubscribe();
        timer.stop();
        freezes.look(); // what nobody told yet
    }

    private void arm() {
        if (!running || !armed.compareAndSet(false, true)) {
            return;
        }
        try {
            var unused = timer.after(pace.gather(), this::postRun);
        } catch (RejectedExecutionException e) {
            LOG.trace("closed", e);
        } catch (RuntimeException | Error e) {
            armed.set(false); // no run is on its way: the next signal tries again
            throw e;
        }
    }

    private void postRun() {
        try {
            post(FreezeWatch.Post.RUN, this::run);
        } catch (RuntimeException | Error e) {
            armed.set(false);
            throw e;
        }
    }

    private void run() {
        freezes.ran(FreezeWatch.Post.RUN);
        dirty = false;
        try {
            for (Runnable event = events.poll(); event != null; event = events.poll()) {
                guarded(event);
            }
            sources.forEach(this::guarded);
        } finally {
            armed.set(false);
            if (dirty) {
                arm();
            }
        }
    }

    private void probe() {
        if (running) {
            post(FreezeWatch.Post.PROBE, () -> freezes.ran(FreezeWatch.Post.PROBE));
        }
    }

    private void post(FreezeWatch.Post what, Runnable task) {
        if (freezes.posting(what)) {
            try {
                Platform.runLater(task);
            } catch (RuntimeException | Error e) {
                freezes.notPosted(what);
                throw e;
            }
        }
    }

    private void beat() {
        if (running) {
            if (beating.compareAndSet(false, true)) {
                try {
                    Platform.runLater(() -> {
                        beating.set(false);
                        beats.forEach(this::guarded);
                    });
                } catch (RuntimeException | Error e) {
                    beating.set(false);
                    throw e;
                }
            }
            lagSeconds = freezes.takeLag();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // One screen's fault must not stop the others.
            TaskThread.guarded(() -> onFault.accept(e));
        }
    }
}
