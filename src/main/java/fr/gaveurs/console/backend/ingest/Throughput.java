package fr.gaveurs.console.backend.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * How many samples were stored: by the second in which they came for a rate, and by the minute in which they were measured
 * for the last hour, since a station that was cut off delivers what is older. Thread-safe.
 */
public final class Throughput {
    private static final int RATE_SECONDS = 10;
    private static final int MINUTES = 60;

    private final Clock clock;
    private final Function<Instant, Map<Instant, Long>> stored;
    private final long[] seconds = new long[RATE_SECONDS + 1];
    private final long[] secondOf = new long[RATE_SECONDS + 1];
    private final long[] minutes = new long[MINUTES];
    private final long[] minuteOf = new long[MINUTES];

    /** @param stored what the database holds that was measured since an instant, by minute */
    public Throughput(Clock clock, Function<Instant, Map<Instant, Long>> stored) {
        this.clock = clock;
        this.stored = stored;
    }

    /** Asks the database for the last hour, of which it may know samples that were not told here. */
    public void recount() {
        atLeast(stored.apply(clock.instant().minusSeconds(60L * MINUTES)));
    }

    /** Counts samples that were received at one instant and measured at another one. */
    public synchronized void add(Instant received, Instant measured, long samples) {
        long now = clock.instant().getEpochSecond();
        addTo(seconds, secondOf, received.getEpochSecond(), now, samples);
        addTo(minutes, minuteOf, measured.getEpochSecond() / 60, now / 60, samples);
    }

    private synchronized void atLeast(Map<Instant, Long> perMinute) {
        long now = clock.instant().getEpochSecond() / 60;
        perMinute.forEach((minute, samples) -> {
            long slot = minute.getEpochSecond() / 60;
            int index = (int) Math.floorMod(slot, (long) MINUTES);
            long known = minuteOf[index] == slot ? minutes[index] : 0;
            if (samples > known) {
                addTo(minutes, minuteOf, slot, now, samples - known);
            }
        });
    }

    private static void addTo(long[] counts, long[] slotOf, long slot, long now, long samples) {
        int index = (int) Math.floorMod(slot, (long) counts.length);
        // A slot of the future was counted before the clock was set back: it must not keep the present out.
        if (slotOf[index] > slot && slotOf[index] <= now) {
            return; // older than what is kept
        }
        if (slotOf[index] != slot) {
            slotOf[index] = slot;
            counts[index] = 0;
        }
        counts[index] += samples;
    }

    /** Samples a second over the last 10 whole seconds. */
    public synchronized double perSecond(Instant now) {
        long second = now.getEpochSecond();
        return sum(seconds, secondOf, second - RATE_SECONDS, second - 1) / (double) RATE_SECONDS;
    }

    /** Samples measured in the last 60 minutes, the running one included. */
    public synchronized long lastHour(Instant now) {
        long minute = now.getEpochSecond() / 60;
        return sum(minutes, minuteOf, minute - MINUTES + 1, minute);
    }

    private static long sum(long[] counts, long[] slotOf, long from, long to) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += slotOf[i] >= from && slotOf[i] <= to ? counts[i] : 0;
        }
        return sum;
    }
}
