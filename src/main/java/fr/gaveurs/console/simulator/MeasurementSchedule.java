package fr.gaveurs.console.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** When a station measures: at its rate, or with the gaps of what it replays. For the station's thread alone. */
final class MeasurementSchedule {
    private static final long SHORTEST_GAP = TimeUnit.MILLISECONDS.toNanos(1);

    private final Outgoing.Source source;
    private final long interval;
    private final SampleBuffer buffer;
    private final DeviceCounters counters;
    private long next;
    private boolean exhausted;

    /**
     * @param interval ns between two measurements
     * @param buffer takes what is measured
     */
    MeasurementSchedule(Outgoing.Source source, long interval, SampleBuffer buffer, DeviceCounters counters) {
        this.source = source;
        this.interval = interval;
        this.buffer = buffer;
        this.counters = counters;
    }

    /**
     * @param now by {@link System#nanoTime}
     * @param share of an interval until the first measurement, 0 to 1
     */
    void begin(long now, double share) {
        next = now + (long) (share * interval);
    }

    /** When it measures next, by {@link System#nanoTime}. */
    long next() {
        return next;
    }

    /** Whether there is nothing left to be measured. */
    boolean exhausted() {
        return exhausted;
    }

    /** Measures if it is time. */
    void measure() {
        long now = System.nanoTime();
        if (exhausted || next - now > 0) {
            return;
        }
        long wait = interval;
        if (buffer.isFull()) {
            counters.missed();
        } else {
            Outgoing sample = source.next(Instant.now());
            if (sample == null) {
                exhausted = true;
                return;
            }
            buffer.add(sample);
            counters.measured(buffer.size());
            Duration gap = source.gap();
            wait = gap == null ? interval : Math.max(SHORTEST_GAP, gap.toNanos());
        }
        next += wait;
        if (next - now < 0) {
            // Behind: go on from here instead of hurrying after lost time.
            next = now;
        }
    }
}
