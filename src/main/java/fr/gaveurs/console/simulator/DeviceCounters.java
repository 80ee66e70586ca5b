package fr.gaveurs.console.simulator;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A station's figures: changed by its thread, read by any. */
final class DeviceCounters {
    private final AtomicLong measured = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong spooled = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong rateLimited = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private volatile int buffered;
    private volatile boolean reached;
    private volatile boolean connected;
    private volatile boolean finished;
    private volatile @Nullable String trouble;
    private volatile @Nullable String refusal;

    void measured(int nowBuffered) {
        measured.incrementAndGet();
        buffered = nowBuffered;
    }

    void missed() {
        missed.incrementAndGet();
    }

    void sent(boolean again) {
        (again ? resent : sent).incrementAndGet();
    }

    void acknowledged(boolean onDisk, int nowBuffered) {
        acknowledged.incrementAndGet();
        if (onDisk) {
            spooled.incrementAndGet();
        }
        buffered = nowBuffered;
        trouble = null;
    }

    void refused(String why, int nowBuffered) {
        refused.incrementAndGet();
        refusal = why;
        buffered = nowBuffered;
    }

    void rateLimited() {
        rateLimited.incrementAndGet();
    }

    void reached() {
        reached = true;
    }

    void greeted() {
        connections.incrementAndGet();
        connected = true;
        trouble = null;
    }

    void apart() {
        connected = false;
    }

    void finished(boolean settled) {
        finished = settled;
    }

    /** Something is wrong that may pass: it is over with the next greeting or acknowledgement. */
    void trouble(String what) {
        trouble = what;
    }

    SimulationProgress progress() {
        return new SimulationProgress(
                1,
                connected ? 1 : 0,
                measured.get(),
                sent.get(),
                resent.get(),
                acknowledged.get(),
                spooled.get(),
                refused.get(),
                rateLimited.get(),
                missed.get(),
                buffered,
                connections.get(),
                reached,
                finished,
                trouble == null ? refusal : trouble);
    }
}
