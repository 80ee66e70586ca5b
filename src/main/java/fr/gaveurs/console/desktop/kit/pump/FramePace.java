package fr.gaveurs.console.desktop.kit.pump;

import java.time.Duration;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * How long changes gather before the next picture: as long as a picture takes to draw. The FX thread hands over a new
 * picture only when the one before is drawn, and does nothing else until then. Where drawing is slow, as in the first
 * seconds of a program or on a PC without a graphics card, fewer pictures leave it free for what a person does.
 */
public final class FramePace {
    /** A picture that keeps the FX thread no longer than this is quick enough, by far less than what a person notices. */
    static final Duration QUICK = Duration.ofMillis(20);
    /** Figures come at least five times a second. */
    static final Duration LONGEST = Duration.ofMillis(200);
    /** What is gained with each picture that was quick: a slow one is soon drawn at full pace again, and not at once. */
    private static final int STEP = 16;

    private final LongSupplier nanos;
    private volatile long gather = Pump.GATHER.toNanos();

    /** @param nanos a monotonic clock, ns */
    FramePace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Hears of every picture of a scene from now on. FX thread. */
    public void of(Scene scene) {
        scene.addPostLayoutPulseListener(() -> {
            long laidOut = nanos.getAsLong();
            Platform.runLater(() -> drawn(nanos.getAsLong() - laidOut));
        });
    }

    /** @param kept how long the FX thread was away with handing over a picture, ns */
    void drawn(long kept) {
        long before = gather;
        gather = kept > QUICK.toNanos()
                ? Math.min(LONGEST.toNanos(), before + kept)
                : Math.max(Pump.GATHER.toNanos(), before - before / STEP);
    }

    /** How long changes gather before they are shown. From any thread. */
    Duration gather() {
        return Duration.ofNanos(gather);
    }
}
