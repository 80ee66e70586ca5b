package fr.gaveurs.console.backend.features.quality;

import java.time.Instant;

/**
 * How long one device's samples had waited before they came: in the device's buffer, or on the way. The device's clock
 * says when a sample was measured and need not agree with the console's, so only the least difference seen counts as no
 * wait. That difference is kept twice, by the console's clock and by elapsed time, and the lesser wait is believed: a
 * console whose clock is set leaves the second as it was, a machine whose clock is set together with its devices' (the
 * simulator on the console's own machine) the first.
 *
 * <p>A device whose own clock is set back seems to send old samples. What is flushed from a buffer comes faster than it
 * was measured; when {@value #IN_STEP} samples came as far apart as they were measured, it was the clock. Not
 * thread-safe.
 */
final class ArrivalDelay {
    /** Pauses in step that make a device's old times its present ones. */
    static final int IN_STEP = 4;

    /** How fast a difference may grow by clocks of unequal speed: 1 ms a second. */
    private static final double DRIFT = 1e-3;

    /** The differences, µs, once they are known. */
    private long byClock;

    private boolean clockKnown;
    private long byElapsed;
    private boolean elapsedKnown;
    private long measuredBefore;
    private long cameBefore;
    /** Whether a sample came since the start, and whether one from before is remembered. */
    private boolean any;

    private boolean remembered;
    private int inStep;

    /**
     * Takes in a stored sample, the oldest first, as {@link #observe} took it in when it came: what was old then is old after
     * a start, too. How far apart they came only the console's clock tells.
     */
    void remember(Instant measured, Instant received) {
        long at = micros(measured);
        long came = micros(received);
        long clock = came - at;
        long waited = Math.max(0, clock - knownByClock());
        byClock = clockKnown ? byClock : clock - waited;
        clockKnown = true;
        if (settled(waited, remembered && isInStep(at - measuredBefore, came - cameBefore)) == 0) {
            byClock = clock;
        }
        remembered = true;
        measuredBefore = at;
        cameBefore = came;
    }

    /** A wait, or none where it was the device's clock. */
    private long settled(long waited, boolean step) {
        inStep = waited > 0 && step ? inStep + 1 : 0;
        if (inStep < IN_STEP) {
            return waited;
        }
        inStep = 0;
        return 0;
    }

    /**
     * Takes in a sample that another console took, if none came here before: by that console's clock it had waited for
     * less, perhaps, and then this one's differs from the device's by the rest.
     *
     * @param receivedThere by the other console's clock
     */
    void begin(Instant measured, Instant receivedThere, Instant received) {
        if (!any) {
            long known = knownByClock();
            long here = micros(received) - micros(measured);
            long there = micros(receivedThere) - micros(measured);
            byClock = here - Math.max(0, Math.min(here, there) - known);
            clockKnown = true;
        }
    }

    private long knownByClock() {
        return clockKnown ? byClock : 0;
    }

    /** How long a stored sample had waited, µs, by what is known now. */
    long of(Instant measured, Instant received) {
        return Math.max(0, micros(received) - micros(measured) - knownByClock());
    }

    /**
     * Takes in the next sample to come.
     *
     * @param nanos the monotonic clock as it came
     * @return how long it had waited, µs
     */
    long observe(Instant measured, Instant received, long nanos) {
        long at = micros(measured);
        long now = nanos / 1_000;
        long clock = micros(received) - at;
        long elapsed = now - at;
        if (any) {
            long drift = (long) ((now - cameBefore) * DRIFT);
            byClock += clockKnown ? drift : 0;
            byElapsed += elapsedKnown ? drift : 0;
        }
        long waited = Math.max(0, clock - knownByClock());
        if (elapsedKnown) {
            waited = Math.min(waited, Math.max(0, elapsed - byElapsed));
        }
        if (!clockKnown) {
            byClock = clock - waited;
            clockKnown = true;
        }
        if (!elapsedKnown) {
            byElapsed = elapsed - waited;
            elapsedKnown = true;
        }
        waited = settled(waited, any && isInStep(at - measuredBefore, now - cameBefore));
        if (waited == 0) {
            byClock = clock;
            byElapsed = elapsed;
        }
        any = true;
        measuredBefore = at;
        cameBefore = now;
        return waited;
    }

    private static boolean isInStep(long measured, long elapsed) {
        return measured > 0 && Math.abs(measured - elapsed) <= elapsed / 2;
    }

    private static long micros(Instant instant) {
        return SampleColumn.micros(instant);
    }
}
