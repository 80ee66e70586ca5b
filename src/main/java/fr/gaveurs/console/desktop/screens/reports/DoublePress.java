package fr.gaveurs.console.desktop.screens.reports;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a button that was pressed twice from one that is pressed again: the same is not asked for twice within a moment. */
final class DoublePress {
    private static final Duration MOMENT = Duration.ofMillis(1_500);

    private @Nullable Object last;
    private long nanos;

    /** Whether the same was asked for a moment ago; what is asked for now counts from now on. */
    boolean isSecond(Object wanted) {
        long now = System.nanoTime();
        boolean second = wanted.equals(last) && now - nanos < MOMENT.toNanos();
        last = wanted;
        nanos = now;
        return second;
    }
}
