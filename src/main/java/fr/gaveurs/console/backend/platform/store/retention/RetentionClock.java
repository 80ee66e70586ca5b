package fr.gaveurs.console.backend.platform.store.retention;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether old rows may be deleted by the database's clock. No clock is believed alone: without another witness, or
 * against one, nothing is deleted. Pure.
 */
final class RetentionClock {
    /** As far as clocks may differ, and as long as nothing need be heard of anything. */
    static final Duration TOLERANCE = Duration.ofDays(1);

    private static final Duration AHEAD = Duration.ofHours(1);

    private RetentionClock() {}

    /**
     * What is known of the time.
     *
     * @param database the database's clock
     * @param console this console's
     * @param stations what several stations agree on just now; null if they don't, or too few are heard
     * @param measured the newest time by a station's own clock among the newest stored samples that do not lie ahead
     *     of the database's clock; null if there is none, or no station has a clock that was ever set
     * @param received when the newest of those samples was received, by the clock of then; null if there is none
     * @param ahead the time of the newest stored sample, where it lies ahead of the database's clock; else null
     * @param lastRun when old rows might last be deleted; null if never
     * @param byPerson whether somebody said that the clock is right: now, or before runs that followed each other
     */
    record Witnesses(
            Instant database,
            Instant console,
            @Nullable Instant stations,
            @Nullable Instant measured,
            @Nullable Instant received,
            @Nullable Instant ahead,
            @Nullable Instant lastRun,
            boolean byPerson) {}

    /** Why nothing is deleted, a sentence for a technician; null if the database's clock is confirmed. */
    static @Nullable String objection(Witnesses w) {
        Instant now = w.database();
        if (apart(w.console(), now)) {
            return "this console's clock is " + offset(w.console(), now) + " the database's clock: set whichever of"
                    + " the two is wrong" + hint(w);
        }
        if (w.stations() != null && apart(w.stations(), now)) {
            return "the clock of the console and the database is " + offset(now, w.stations())
                    + " what the stations agree on: set it";
        }
        if (w.byPerson() || w.stations() != null || confirms(w.measured(), now)) {
            return null;
        }
        if (w.measured() != null && w.measured().isBefore(now) && near(w.received(), now)) {
            return "the clock of the console and the database is " + offset(now, w.measured())
                    + " the stations' clocks, by the samples that were received last: set whichever is wrong";
        }
        if (near(w.lastRun(), now) || (w.lastRun() == null && w.received() == null && w.ahead() == null)) {
            return null;
        }
        if (w.lastRun() != null && w.lastRun().isAfter(now)) {
            return "the clock of the console and the database is " + offset(now, w.lastRun())
                    + " the time of the last deletion: it was set back, or was ahead then";
        }
        if (w.ahead() != null) {
            return "the clock of the console and the database is " + offset(now, w.ahead())
                    + " the newest stored sample: it was set back, or was ahead then";
        }
        Instant newest = near(w.received(), now) ? w.lastRun() : latest(w.received(), w.lastRun());
        return newest == null
                ? "nothing but itself tells whether the clock of the console and the database is right: no station has"
                        + " one that was ever set"
                : "the clock of the console and the database is " + offset(now, newest)
                        + " the newest stored sample and the last deletion, and nothing confirms it yet";
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** No station's sample lies ahead of a clock that is right, and the last one is not old while the hall works. */
    private static boolean confirms(@Nullable Instant measured, Instant now) {
        return measured != null && near(measured, now) && !measured.isAfter(now.plus(AHEAD));
    }

    /** Which of the two a third witness believes. */
    private static String hint(Witnesses w) {
        Instant third = w.stations() != null ? w.stations() : w.measured();
        if (near(third, w.database())) {
            return "; the stations' samples agree with the database's";
        }
        return near(third, w.console()) ? "; the stations' samples agree with the console's" : "";
    }

    private static boolean near(@Nullable Instant instant, Instant now) {
        return instant != null && !apart(instant, now);
    }

    static boolean apart(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERANCE) > 0;
    }

    private static String offset(Instant clock, Instant than) {
        Duration ahead = Duration.between(than, clock);
        return Durations.text(ahead) + (ahead.isNegative() ? " behind" : " ahead of");
    }
}
