package fr.gaveurs.console.backend.quality;

import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.api.Samples.Spectrum;
import fr.gaveurs.console.api.SpectralChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What grading remembers of one device: its stuck channels and how often its claims differ. Thread-safe. */
public final class Lane {
    /** No console ran before this: a device that says so has no clock. */
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private final Duration retention;
    private final StuckChannels stuck = new StuckChannels();
    private final ClaimWatch claims = new ClaimWatch();

    /** @param retention how long samples are kept: an older one would be dropped as soon as it is stored */
    public Lane(Duration retention) {
        this.retention = retention;
    }

    /** Takes in the stored spectra and claims of the device, oldest first; spectra as ten counts, NaN for a missing one. */
    public synchronized void prime(List<double[]> spectra, List<Boolean> claimDiffers) {
        spectra.forEach(stuck::observe);
        claimDiffers.forEach(claims::observe);
    }

    /** Grades the device's next measurement, by a console's clock that is right. */
    public GradedSample grade(Measurement measurement, Instant receivedAt) {
        return grade(measurement, receivedAt, receivedAt, false);
    }

    /**
     * Grades the device's next measurement. Times are cut to the microsecond, as the database keeps them.
     *
     * @param receivedAt by the console's clock
     * @param now the same by the stations' clocks, where they found the console's wrong
     * @param consoleWrong whether they did
     */
    public synchronized GradedSample grade(
            Measurement measurement, Instant receivedAt, Instant now, boolean consoleWrong) {
        Set<SpectralChannel> ignored = stuck.observe(measurement);
        Instant received = SampleColumn.truncate(receivedAt);
        Instant claimed = SampleColumn.truncate(measurement.deviceTime());
        Instant right = SampleColumn.truncate(now);
        boolean clockWrong = claimed.isBefore(EPOCH) || claimed.isBefore(right.minus(retention));
        return new GradedSample(
                measurement,
                Grader.grade(measurement, ignored),
                clockWrong ? right : claimed,
                received,
                clockWrong,
                consoleWrong);
    }

    /** A sample of the device was stored for the first time. */
    public synchronized void stored(GradedSample sample) {
        if (sample.measurement().claimedGrade() != null) {
            claims.observe(sample.grading().fusion().claimDiffers());
        }
    }

    /** A sample of the device was stored by another console: should the device come here, nothing is forgotten. */
    public synchronized void storedElsewhere(Sample sample) {
        Spectrum seen = sample.as7341();
        stuck.observe(sample.timestamp(), sample.sampleId(), seen == null ? null : counts(seen));
        if (sample.fusion().claimedGrade() != null) {
            claims.observe(sample.fusion().claimDiffers());
        }
    }

    private static double[] counts(Spectrum spectrum) {
        double[] counts = new double[SpectralChannel.values().length];
        Arrays.fill(counts, Double.NaN);
        spectrum.raw().channels().forEach((channel, count) -> counts[channel.ordinal()] = count);
        return counts;
    }

    /** Share (0–1) of the last 50 claims that differ from ours. */
    public synchronized double claimDifferRate() {
        return claims.share();
    }

    public synchronized List<SpectralChannel> stuckChannels() {
        return List.copyOf(stuck.stuck());
    }
}
