package fr.gaveurs.console.backend.platform.store.retention;

import java.time.Duration;

/** Lengths of time in sentences. */
public final class Durations {
    private Durations() {}

    /** Without its sign, in the unit that tells most: {@code 100 days}, {@code 9 h}, {@code 10 min}, {@code 40 s}. */
    public static String text(Duration duration) {
        Duration length = duration.abs();
        if (length.compareTo(Duration.ofDays(2)) >= 0) {
            return Math.round(length.toMinutes() / 1_440.0) + " days";
        }
        if (length.compareTo(Duration.ofHours(2)) >= 0) {
            return Math.round(length.toMinutes() / 60.0) + " h";
        }
        return length.compareTo(Duration.ofMinutes(2)) >= 0
                ? Math.round(length.toSeconds() / 60.0) + " min"
                : length.toSeconds() + " s";
    }
}
