package fr.gaveurs.console.desktop.kit.pump;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows what waits for the FX thread, and since when. Waits that are too long and overlap are one freeze: however many
 * tasks stood in line behind what held the thread, the person saw one. It is told of in one line once it is over, with
 * its whole length, and in one more before that if it goes on for very long.
 *
 * <p>Whatever is told is told by {@link #look} alone, which one thread calls: lines come in the order in which things
 * happened, and the FX thread writes none.
 */
final class FreezeWatch implements SystemDialogs.Watch {
    /** What may wait: one of each at a time. */
    enum Post {
        /** A run of the pump. */
        RUN,
        /** A regular look whether the thread still answers. */
        PROBE
    }

    /** So many freezes wait at most to be told; further ones are counted by the meter alone. */
    private static final int UNTOLD = 50;
    /** What is shorter is told in one line, without its stack. */
    private static final long STACK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String OURS = "fr.gaveurs.";

    private final UiMeter meter;
    private final long freezeNanos;
    private final long lastingNanos;
    private final LongSupplier nanos;
    private final Consumer<String> log;
    private final Map<Post, Long> postedAt = new EnumMap<>(Post.class);
    private final Queue<String> untold = new ArrayDeque<>();
    private int begun;
    private long longest;
    /** Dialogs of the operating system that have the thread; what waits for it then is no freeze. */
    private int dialogs;

    private @Nullable Thread window;
    private @Nullable Freeze freeze;

    /** One that is not over yet, or was over when the thread last answered. */
    private static final class Freeze {
        private final long since;
        private final StackTraceElement[] where;
        private boolean toldLasting;
        private @Nullable Long answeredAt;

        Freeze(long since, StackTraceElement[] where) {
            this.since = since;
            this.where = where;
        }
    }

    /**
     * @param freeze what waits longer found the window frozen
     * @param lasting a freeze that is not over by then is told of before it is
     * @param nanos the monotonic clock
     * @param log takes each line, on the thread that calls {@link #look}
     */
    FreezeWatch(UiMeter meter, Duration freeze, Duration lasting, LongSupplier nanos, Consumer<String> log) {
        this.meter = meter;
        this.freezeNanos = freeze.toNanos();
        this.lastingNanos = lasting.toNanos();
        this.nanos = nanos;
        this.log = log;
    }

    /** What had frozen the window is over: a dialog stands there. */
    @Override
    public synchronized void opened() {
        dialogs++;
        Freeze known = freeze;
        if (known != null) {
            Long answered = known.answeredAt;
            end(known, answered == null ? nanos.getAsLong() : answered);
        }
    }

    /** Whatever waits began to do so just now. */
    @Override
    public synchronized void closed() {
        dialogs--;
        long now = nanos.getAsLong();
        postedAt.replaceAll((what, posted) -> now);
    }

    /** It is about to be posted; false if the one before still waits: piling up more would not help. */
    synchronized boolean posting(Post what) {
        return postedAt.putIfAbsent(what, nanos.getAsLong()) == null;
    }

    /** It could not be posted. */
    synchronized void notPosted(Post what) {
        postedAt.remove(what);
    }

    /** It runs now, on the thread that is watched. */
    synchronized void ran(Post what) {
        window = Thread.currentThread();
        Long posted = postedAt.remove(what);
        if (posted == null || dialogs > 0) {
            return;
        }
        long now = nanos.getAsLong();
        long waited = now - posted;
        longest = Math.max(longest, waited);
        boolean late = waited >= freezeNanos;
        Freeze known = freeze;
        if (known == null && late) {
            known = begin(posted, new StackTraceElement[0]);
        }
        if (known == null) {
            return;
        }
        if (late || known.answeredAt == null) {
            known.answeredAt = now;
        }
        // What still waits may turn out to have waited through the same freeze.
        if (postedAt.isEmpty() || !late) {
            end(known, known.answeredAt);
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

    /** Notices a freeze while it lasts, and tells of each that began or ended since the last call. */
    void look() {
        List<String> lines = new ArrayList<>();
        int freezes;
        synchronized (this) {
            notice(nanos.getAsLong());
            for (String line = untold.poll(); line != null; line = untold.poll()) {
                lines.add(line);
            }
            freezes = begun;
            begun = 0;
        }
        for (int i = 0; i < freezes; i++) {
            meter.freeze();
        }
        lines.forEach(log);
    }

    private void notice(long now) {
        long since = now;
        for (long posted : postedAt.values()) {
            since = Math.min(since, posted);
        }
        if (dialogs > 0 || now - since < freezeNanos) {
            return;
        }
        longest = Math.max(longest, now - since);
        Freeze known = freeze;
        if (known == null) {
            known = begin(since, stack());
        }
        long lasts = now - known.since;
        if (lasts >= lastingNanos && !known.toldLasting) {
            known.toldLasting = true;
            tell("the window has not answered for " + lasts / 1_000_000 + " ms, and does not yet; its thread is at:"
                    + lines(stack()));
        }
    }

    private Freeze begin(long since, StackTraceElement[] where) {
        begun++;
        Freeze begins = new Freeze(since, where);
        freeze = begins;
        return begins;
    }

    private void end(Freeze ended, long at) {
        freeze = null;
        long lasted = at - ended.since;
        String what = "the window did not answer for " + lasted / 1_000_000 + " ms";
        if (ended.where.length == 0) {
            tell(what);
        } else if (lasted < STACK_NANOS) {
            tell(what + "; its thread was at " + telling(ended.where));
        } else {
            tell(what + "; its thread was at:" + lines(ended.where));
        }
    }

    private void tell(String line) {
        if (untold.size() < UNTOLD) {
            untold.add(line);
        }
    }

    private StackTraceElement[] stack() {
        Thread thread = window;
        return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }

    private static String lines(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : stack) {
            text.append("\n    at ").append(frame);
        }
        return text.toString();
    }

    /** What of this program ran; where nothing of it did, what else. */
    private static StackTraceElement telling(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .orElse(stack[0]);
    }
}
