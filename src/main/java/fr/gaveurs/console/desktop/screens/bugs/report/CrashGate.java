package fr.gaveurs.console.desktop.screens.bugs.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets one error at a time be shown, and counts the others: errors come from any thread and in any number, the person
 * sees one calm pane. A code that was closed is not shown again for a while, nor any other at once.
 */
final class CrashGate {
    static final Duration SAME_AGAIN = Duration.ofMinutes(10);
    static final Duration ANOTHER = Duration.ofSeconds(30);
    private static final int MOST = 200;

    /** What shows them. On the FX thread. */
    interface Pane {
        /** False while something else must not be covered: the error waits then. */
        boolean show(CaughtError crash, long times);

        /**
         * @param same how often the one shown was met
         * @param others how often others were met since
         */
        void counted(long same, long others);
    }

    private final Executor fx;
    private final InstantSource clock;
    private final Pane pane;
    /** From any thread, until the FX thread takes it. */
    private final Map<String, Met> fresh = new LinkedHashMap<>();

    private boolean posted;

    private final Map<String, Instant> closed = new HashMap<>();
    private Instant lastClosed = Instant.EPOCH;
    private @Nullable Met shown;
    private @Nullable Met waiting;
    private long others;

    private record Met(CaughtError crash, long times) {}

    CrashGate(Executor fx, InstantSource clock, Pane pane) {
        this.fx = fx;
        this.clock = clock;
        this.pane = pane;
    }

    /** From any thread; returns at once. */
    void met(CaughtError crash) {
        synchronized (fresh) {
            Met known = fresh.get(crash.code());
            if (known != null || fresh.size() < MOST) {
                fresh.put(crash.code(), new Met(crash, known == null ? 1 : known.times() + 1));
            }
            if (posted) {
                return;
            }
            posted = true;
        }
        fx.execute(this::take);
    }

    /** The person closed the pane. */
    void closed() {
        Met was = shown;
        shown = null;
        others = 0;
        lastClosed = clock.instant();
        if (was != null) {
            if (closed.size() >= MOST) {
                closed.clear();
            }
            closed.put(was.crash().code(), lastClosed);
        }
    }

    /** What kept an error from being shown is gone. */
    void retry() {
        Met next = waiting;
        waiting = null;
        if (next != null) {
            offer(next);
        }
    }

    private void take() {
        Map<String, Met> taken;
        synchronized (fresh) {
            taken = new LinkedHashMap<>(fresh);
            fresh.clear();
            posted = false;
        }
        taken.values().forEach(this::offer);
    }

    private void offer(Met met) {
        Met now = shown;
        if (now != null) {
            if (now.crash().code().equals(met.crash().code())) {
                now = new Met(now.crash(), now.times() + met.times());
                shown = now;
            } else {
                others += met.times();
            }
            pane.counted(now.times(), others);
        } else if (mayShow(met.crash().code())) {
            if (pane.show(met.crash(), met.times())) {
                shown = met;
            } else if (waiting == null) {
                waiting = met;
            }
        }
    }

    private boolean mayShow(String code) {
        Instant now = clock.instant();
        Instant same = closed.get(code);
        return !now.isBefore(lastClosed.plus(ANOTHER)) && (same == null || !now.isBefore(same.plus(SAME_AGAIN)));
    }
}
