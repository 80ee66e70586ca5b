package fr.gaveurs.console.backend.features.devices;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the samples of one station that were refused, since they lay ahead, whether its clock is ahead and by how
 * much. One such sample among right ones is an odd sample; some in a row, with none taken between them, are the clock.
 * So is a single one where no other says otherwise. Times are by the monotonic clock, ns; not thread-safe.
 */
final class RefusedAhead {
    /** So many in a row are the clock. */
    static final int IN_A_ROW = 3;
    /** A station whose last sample was refused is told of so long. */
    static final Duration REMEMBERED = Duration.ofMinutes(2);

    /** By how much the last ones were ahead, newest last. */
    private final Deque<Duration> row = new ArrayDeque<>(IN_A_ROW);

    private long refusedAt;
    private @Nullable Long takenAt;

    void refused(Duration by, long nanos) {
        if (isOver(nanos)) {
            row.clear();
        }
        if (row.size() == IN_A_ROW) {
            row.removeFirst();
        }
        row.addLast(by);
        refusedAt = nanos;
    }

    /** A sample was taken, whether it is the newest or comes out of the station's buffer: its time was right. */
    void taken(long nanos) {
        row.clear();
        takenAt = nanos;
    }

    /** By how much the clock is ahead: the least of the last ones, so that an absurd one among them counts for nothing. */
    @Nullable
    Duration of(long nanos) {
        if (row.isEmpty() || isOver(nanos)) {
            return null;
        }
        Long taken = takenAt;
        boolean alone = taken == null || refusedAt - taken > REMEMBERED.toNanos();
        return alone || row.size() == IN_A_ROW ? Collections.min(row) : null;
    }

    private boolean isOver(long nanos) {
        return nanos - refusedAt > REMEMBERED.toNanos();
    }
}
