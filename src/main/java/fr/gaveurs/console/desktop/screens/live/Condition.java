package fr.gaveurs.console.desktop.screens.live;

import java.time.Duration;

/** What can be the matter with a station for longer than one sample, with how long it must last and be over. */
enum Condition {
    /** The backend calls a station offline after 90 s at the earliest; back again it may be for a moment only. */
    OFFLINE(0, 15),
    LATE(15, 30),
    /** Late for so long that somebody must act; back again it may be for one sample only. */
    OVERDUE(0, 15),
    RATE_LIMITED(0, 0),
    CLOCK_WRONG(5, 30),
    STUCK(0, 15),
    OXIDATION(0, 30),
    FRESHNESS(0, 30),
    /** The console's judgement, which lasts by itself: value and state are of one moment. */
    CLAIMS_DIFFER(0, 0),
    REJECTS(0, 60),
    MANY_REJECTS(0, 60),
    LOW_GRADES(10, 60),
    WAITING(0, 5);

    private final Duration after;
    private final Duration until;

    Condition(long afterSeconds, long untilSeconds) {
        after = Duration.ofSeconds(afterSeconds);
        until = Duration.ofSeconds(untilSeconds);
    }

    Lasting watched() {
        return new Lasting(after, until);
    }
}
