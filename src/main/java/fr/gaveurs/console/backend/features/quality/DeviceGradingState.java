package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What grading remembers of one device: its stuck channels, how often its claims differ, and which of its samples is the
 * newest. Thread-safe.
 */
public final class DeviceGradingState {
    /** No console ran before this: a device that says so has no clock. */
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private final Duration retention;
    private final StuckChannels stuck = new StuckChannels();
    private final ClaimWatch claims = new ClaimWatch();
    private final RecentGrades grades = new RecentGrades();
    private final ArrivalDelay delay = new ArrivalDelay();
    private TofCalibration calibration = TofCalibration.USUAL;
    private long sequence;
    /** Whether a sample came since the start. */
    private boolean graded;
    /** When the newest sample was measured of those whose time says anything. */
    private @Nullable Instant newest;

    /** @param retention how long samples are kept: an older one would be dropped as soon as it is stored */
    public DeviceGradingState(Duration retention) {
        this.retention = retention;
    }

    /** Of the newest sample that came; 0 if none did. */
    public synchronized long sequence() {
        return sequence;
    }

    /** How its sensor is mounted: samples are graded by it from now on. */
    public synchronized void calibrate(TofCalibration mounted) {
        calibration = mounted;
    }

    /**
     * Takes in what is stored of the device.
     *
     * @param last its newest sample, null if there is none
     * @param memories its last samples, oldest first
     */
    public synchronized void prime(@Nullable Sample last, List<Memory> memories) {
        for (Memory memory : memories) {
            stuck.observe(memory.spectrum());
            stuck.observeDistance(memory.distance());
            if (memory.claimDiffers() != null) {
                claims.observe(memory.claimDiffers());
            }
            grades.observe(letter(memory));
            if (!memory.clockWrong()) {
                delay.remember(memory.time(), memory.receivedAt());
            }
        }
        known(last);
    }

    private static Grade letter(Memory memory) {
        Double score = memory.finalScore();
        return score == null || memory.compliant() == null
                ? Grade.UNGRADED
                : memory.compliant() ? Grade.of(score) : Grade.REJECT;
    }

    /** A stored sample of the device was read: those that come from now on come after it. */
    public synchronized void known(@Nullable Sample last) {
        if (last != null && last.sequence() >= sequence) {
            sequence = last.sequence();
            newest = last.clockWrong() ? newest : last.timestamp();
        }
    }

    /** Grades the device's next measurement, by a console's clock that is right. */
    public GradedSample grade(Measurement measurement, Instant receivedAt, long nanos) {
        return grade(measurement, receivedAt, receivedAt, false, nanos);
    }

    /**
     * Grades the device's next measurement and gives it its place. Times are cut to the microsecond, as the database
     * keeps them.
     *
     * @param receivedAt by the console's clock
     * @param now the same by the stations' clocks, where they found the console's wrong
     * @param consoleWrong whether they did
     * @param nanos the monotonic clock as it came
     */
    public synchronized GradedSample grade(
            Measurement measurement, Instant receivedAt, Instant now, boolean consoleWrong, long nanos) {
        Set<SpectralChannel> ignored = stuck.observe(measurement);
        graded = true;
        Instant received = SampleColumn.truncate(receivedAt);
        Instant claimed = SampleColumn.truncate(measurement.deviceTime());
        Instant right = SampleColumn.truncate(now);
        boolean clockWrong = claimed.isBefore(EPOCH) || claimed.isBefore(right.minus(retention));
        Instant time = clockWrong ? right : claimed;
        long waited = clockWrong ? 0 : delay.observe(time, received, nanos);
        boolean late = isLate(time, waited);
        // Of another clock than the samples before it may be, it counts on; else it tells its time to a reader.
        sequence = Math.max(sequence + 1, SampleColumn.micros(received));
        newest = late || clockWrong ? newest : time;
        return new GradedSample(
                measurement,
                Grader.grade(measurement, ignored, calibration),
                time,
                received,
                clockWrong,
                consoleWrong,
                false,
                sequence,
                late,
                nanos - waited * 1_000);
    }

    /**
     * Whether a sample is older than the newest: by its time, and because it waited. One that did not wait for about as
     * long as it seems older by comes of a clock that was set back.
     */
    private boolean isLate(Instant time, long waited) {
        long behind = newest == null ? 0 : SampleColumn.micros(newest) - SampleColumn.micros(time);
        return behind > 0 && waited >= behind / 2;
    }

    /** A sample of the device was stored for the first time. */
    public synchronized void stored(GradedSample sample) {
        if (sample.measurement().claimedGrade() != null) {
            claims.observe(sample.grading().fusion().claimDiffers());
        }
        if (!sample.late()) {
            grades.observe(
                    sample.grading().fusion().finalGrade(), sample.grading().spectrum());
        }
    }

    /**
     * A sample of the device, which was the newest there, was stored by another console: should the device come here,
     * nothing is forgotten.
     *
     * @param nanos the monotonic clock as it was heard of
     * @return when it was measured, by the monotonic clock
     */
    public synchronized long storedElsewhere(Sample sample, Instant now, long nanos) {
        stuck.observe(sample);
        if (sample.fusion().claimedGrade() != null) {
            claims.observe(sample.fusion().claimDiffers());
        }
        if (!sample.late()) {
            grades.observe(
                    sample.fusion().finalGrade(),
                    sample.as7341() == null ? null : sample.as7341().analysis());
        }
        long waited = 0;
        if (!sample.clockWrong()) {
            delay.begin(sample.timestamp(), sample.receivedAt(), now);
            waited = delay.observe(sample.timestamp(), now, nanos);
        }
        known(sample);
        return nanos - waited * 1_000;
    }

    /** How long a stored sample had waited before it came, by what is known of the device's clock now. */
    public synchronized Duration waited(Sample sample) {
        return sample.clockWrong()
                ? Duration.ZERO
                : Duration.ofNanos(1_000 * delay.of(sample.timestamp(), sample.receivedAt()));
    }

    /** Share (0–1) of the last 50 claims that differ from ours. */
    public synchronized double claimDifferRate() {
        return claims.share();
    }

    /** Whether its claims differ from ours so often that its grading is not to be trusted: {@link ClaimWatch#alarming}. */
    public synchronized boolean claimsDiffer() {
        return claims.alarming();
    }

    /**
     * What the samples that came since the start, and those that are remembered from before, are enough to tell.
     *
     * @param sampled whether one came at all
     * @param channels whether each channel is known to be stuck or not to be
     * @param distance the same of the distances
     * @param claims whether there are as many claims as are looked back on
     */
    public record Known(boolean sampled, boolean channels, boolean distance, boolean claims) {
        /** Nothing came. */
        public static final Known NOTHING = new Known(false, false, false, false);
    }

    /** What its last samples came to. */
    public synchronized RecentGrades.Counts recentGrades() {
        return grades.counts();
    }

    public synchronized Known known() {
        return graded ? new Known(true, stuck.channelsKnown(), stuck.distanceKnown(), claims.isFull()) : Known.NOTHING;
    }

    public synchronized List<SpectralChannel> stuckChannels() {
        return List.copyOf(stuck.stuck());
    }

    /** Whether the last 20 samples carried one and the same distance matrix. */
    public synchronized boolean distanceStuck() {
        return stuck.distanceStuck();
    }
}
