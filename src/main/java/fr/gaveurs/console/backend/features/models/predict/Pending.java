package fr.gaveurs.console.backend.features.models.predict;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder;
import fr.gaveurs.console.backend.features.models.learning.ModelInput;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.Measurement;
import fr.gaveurs.console.backend.features.quality.RawSamples.RawSample;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sample of which models are to say something.
 *
 * @param stuck channels that have said the same in the station's last samples
 * @param kept whether what is said of it is stored here
 * @param newest whether it is, as far as is known, its station's newest
 */
public record Pending(SampleKey key, ModelInput input, Set<SpectralChannel> stuck, boolean kept, boolean newest) {
    private static final SpectralChannel[] CHANNELS = SpectralChannel.values();

    public Pending {
        stuck = Set.copyOf(stuck);
    }

    /** One that was stored here just now; null without a spectrum. */
    public static @Nullable Pending of(GradedSample graded) {
        Measurement m = graded.measurement();
        double[] counts = m.spectrum();
        if (counts == null) {
            return null;
        }
        TofAnalysis tof = graded.grading().tof();
        SpectrumAnalysis spectrum = graded.grading().spectrum();
        return new Pending(
                new SampleKey(m.deviceId(), m.sampleId(), graded.time().truncatedTo(ChronoUnit.MICROS)),
                input(counts, m.gain(), m.integrationTimeMs(), tof),
                spectrum == null ? Set.of() : Set.copyOf(spectrum.ignoredChannels()),
                true,
                !graded.late());
    }

    /** A station's newest one, whoever stored it; null without a spectrum. */
    static @Nullable Pending shown(Sample sample) {
        Spectrum spectrum = sample.as7341();
        if (spectrum == null) {
            return null;
        }
        double[] counts = new double[CHANNELS.length];
        for (SpectralChannel channel : CHANNELS) {
            counts[channel.index()] = orNaN(spectrum.raw().channels().get(channel));
        }
        return new Pending(
                new SampleKey(sample.deviceId(), sample.sampleId(), sample.timestamp()),
                input(
                        counts,
                        spectrum.raw().gain(),
                        spectrum.raw().integrationTimeMs(),
                        sample.vl53l8ch().analysis()),
                Set.copyOf(spectrum.analysis().ignoredChannels()),
                false,
                true);
    }

    /** One that was stored some time ago. */
    static Pending stored(RawSample raw) {
        return new Pending(raw.key(), DatasetBuilder.input(raw), raw.stuck(), true, false);
    }

    private static ModelInput input(
            double[] counts, @Nullable Double gain, @Nullable Double integrationTimeMs, TofAnalysis tof) {
        return new ModelInput(
                counts,
                orNaN(gain),
                orNaN(integrationTimeMs),
                orNaN(tof.volumeMm3()),
                orNaN(tof.maxHeightMm()),
                tof.occupiedZones());
    }

    private static double orNaN(@Nullable Double figure) {
        return figure == null ? Double.NaN : figure;
    }
}
