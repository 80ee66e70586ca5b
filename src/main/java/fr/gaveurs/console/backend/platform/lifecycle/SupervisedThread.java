package fr.gaveurs.console.backend.platform.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that does one thing until it is stopped. What its body throws ends that run of the body and not the
 * thread: the body is run again after a pause, which doubles with each failure and is short again after a good run.
 */
public final class SupervisedThread extends Supervised {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A run as long as this was a good one. */
    private static final Duration GOOD_RUN = Duration.ofSeconds(30);

    /** The work. It may return when there is nothing more to do, and is then not run again. */
    public interface Body {
        /** @throws InterruptedException when it was told to end by {@link #stop()} */
        void run() throws Exception;
    }

    private final Body body;
    private final Thread thread;
    private final boolean beats;
    private volatile boolean started;
    private volatile boolean ended;
    private volatile boolean stopped;
    private volatile long beatNanos;

    /** A thread whose body may wait for as long as it likes. */
    public SupervisedThread(String name, Body body) {
        this(name, false, body);
    }

    /** @param beats whether the body says by {@link #beat()}, again and again, that it is alive */
    public SupervisedThread(String name, boolean beats, Body body) {
        super(name);
        this.body = body;
        this.beats = beats;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public void start() {
        beat();
        started = true;
        thread.start();
    }

    /** A sign of life of the body. */
    public void beat() {
        beatNanos = System.nanoTime();
    }

    /** Tells the body to end, by an interrupt; it is not run again. */
    public void stop() {
        stopped = true;
        thread.interrupt();
    }

    /** As {@link #stop}, but lets the body come to its end by itself. */
    public void stopAfterRun() {
        stopped = true;
    }

    /** Waits for its end; whether it came within the time. At once true if it never started. */
    public boolean join(Duration limit) throws InterruptedException {
        return !started || thread.join(limit.plusMillis(1));
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopped) {
            long from = System.nanoTime();
            try {
                body.run();
                ended = true;
                return;
            } catch (Throwable t) {
                if (stopped) {
                    ended = true;
                    return;
                }
                failed(t);
            }
            if (System.nanoTime() - from > GOOD_RUN.toNanos()) {
                pause = FIRST_PAUSE;
            }
            pause(pause);
            pause = longer(pause);
        }
        ended = true;
    }

    private static Duration longer(Duration pause) {
        try {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        } catch (Throwable t) {
            return pause; // no memory for a new one
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (Throwable t) {
            // Interrupted: stopped is looked at next. Or no memory: then at once.
        }
    }

    @Override
    public Report report() {
        boolean running = started && !ended && !stopped;
        @Nullable Duration silent = running && beats ? Duration.ofNanos(System.nanoTime() - beatNanos) : null;
        return report(running, thread.isAlive(), silent);
    }
}
