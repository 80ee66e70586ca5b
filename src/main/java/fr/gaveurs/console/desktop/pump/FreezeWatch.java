package fr.gaveurs.console.desktop.pump;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows what waits for the FX thread, and since when. All of it under one small lock. */
final class FreezeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FreezeWatch.class);

    /** What may wait: one of each at a time. */
    enum Post {
        /** A run of the pump. */
        RUN,
        /** A regular look whether the thread still answers. */
        PROBE
    }

    private final UiMeter meter;
    private final long freezeNanos;
    private final Map<Post, Long> postedAt = new EnumMap<>(Post.class);
    private boolean frozen;
    private long longest;

    FreezeWatch(UiMeter meter, Duration freeze) {
        this.meter = meter;
        this.freezeNanos = freeze.toNanos();
    }

    /** It is about to be posted; false if the one before still waits: piling up more would not help. */
    synchronized boolean posting(Post what) {
        return postedAt.putIfAbsent(what, System.nanoTime()) == null;
    }

    /** It runs now. */
    synchronized void ran(Post what) {
        Long posted = postedAt.remove(what);
        long waited = posted == null ? 0 : System.nanoTime() - posted;
        longest = Math.max(longest, waited);
        if (frozen) {
            frozen = false;
            LOG.warn("the window answers again after {} ms", waited / 1_000_000);
        }
    }

    /** The longest wait since the last call, s; told to the meter. */
    double takeLag() {
        double seconds;
        synchronized (this) {
            seconds = longest / 1e9;
            longest = 0;
        }
        meter.pulse(seconds);
        return seconds;
    }

    /** Reports a freeze once, when it is long enough. */
    void look() {
        synchronized (this) {
            long now = System.nanoTime();
            boolean late = false;
            for (long posted : postedAt.values()) {
                if (now - posted >= freezeNanos) {
                    late = true;
                    longest = Math.max(longest, now - posted);
                }
            }
            if (!late || frozen) {
                return;
            }
            frozen = true;
        }
        meter.freeze();
        LOG.warn("the window does not answer; its thread is at:{}", stack());
    }

    private static String stack() {
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            if (entry.getKey().getName().equals("JavaFX Application Thread")) {
                StringBuilder text = new StringBuilder();
                for (StackTraceElement frame : entry.getValue()) {
                    text.append("\n    at ").append(frame);
                }
                return text.toString();
            }
        }
        return " (no FX thread)";
    }
}
