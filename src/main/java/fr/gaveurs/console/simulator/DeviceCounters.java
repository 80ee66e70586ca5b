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
    private volatile boolean connected;
    private volatile boolean finished;
    private volatile @Nullable String problem;

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
    }

    void refused(int nowBuffered) {
        refused.incrementAndGet();
        buffered = nowBuffered;
    }

    void rateLimited() {
        rateLimited.incrementAndGet();
    }

    void greeted() {
        connections.incrementAndGet();
        connected = true;
    }

    void apart() {
        connected = false;
    }

    void finished(boolean settled) {
        finished = settled;
    }

    void problem(String what) {
        problem = what;
    }

    Progress progress() {
        return new Progress(
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
                finished,
                problem);
    }
}
