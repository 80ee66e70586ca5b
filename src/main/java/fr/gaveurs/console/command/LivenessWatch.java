package fr.gaveurs.console.command;

import java.time.Duration;

/**
 * Judges by the answers to a probe whether a console is deaf: it was live once, and has not been for some time. Knows no
 * clock but the one that it is told.
 */
final class LivenessWatch {
    private final long limitNanos;
    private final long gapNanos;
    private boolean wasLive;
    private boolean looked;
    private long lookedNanos;
    private long liveNanos;

    /**
     * @param limit without a good answer for as long as this it is deaf
     * @param gap between two looks: after more, whoever looks stood still himself, as on a laptop that slept, and the
     *     time begins anew
     */
    LivenessWatch(Duration limit, Duration gap) {
        limitNanos = limit.toNanos();
        gapNanos = gap.toNanos();
    }

    /**
     * One look.
     *
     * @param nowNanos of a monotonic clock
     * @param live whether the probe's answer was good
     * @return whether it is deaf
     */
    boolean deaf(long nowNanos, boolean live) {
        boolean stoodStill = looked && nowNanos - lookedNanos > gapNanos;
        looked = true;
        lookedNanos = nowNanos;
        wasLive |= live;
        if (live || stoodStill) {
            liveNanos = nowNanos;
        }
        return wasLive && nowNanos - liveNanos >= limitNanos;
    }
}
