package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumRaw;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.api.quality.SpectralChannel;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a graded sample into the contract's form. */
public final class SampleView {
    private static final SpectralChannel[] CHANNELS = SpectralChannel.values();

    private SampleView() {}

    /** The whole sample, with its matrices. */
    public static Sample of(GradedSample graded) {
        Measurement m = graded.measurement();
        Grading g = graded.grading();
        return new Sample(
                graded.time(),
                graded.receivedAt(),
                m.sampleId(),
                m.deviceId(),
                m.siteCode(),
                m.location(),
                m.lot(),
                m.firmwareVersion(),
                m.temperatureC(),
                m.humidityPercent(),
                graded.clockWrong(),
                graded.idReused(),
                graded.sequence(),
                graded.late(),
                new Tof(
                        new TofRaw(
                                rows(m.distance()),
                                rows(m.reflectance()),
                                rows(m.amplitude()),
                                rows(m.ambient()),
                                rows(m.status())),
                        g.tof()),
                g.spectrum() == null || m.spectrum() == null
                        ? null
                        : new Spectrum(
                                new SpectrumRaw(channels(m.spectrum()), m.integrationTimeMs(), m.gain()), g.spectrum()),
                g.fusion(),
                g.gradedWith());
    }

    /** Ten counts in the order of {@link SpectralChannel}, NaN for a missing one. */
    static double[] counts(Spectrum spectrum) {
        double[] counts = new double[CHANNELS.length];
        for (SpectralChannel channel : CHANNELS) {
            counts[channel.ordinal()] = EnumFigures.figure(spectrum.raw().channels(), channel);
        }
        return counts;
    }

    /** 64 figures of a matrix, row by row. */
    static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The sample without its matrices. */
    public static Sample withoutMatrices(Sample s) {
        return new Sample(
                s.timestamp(),
                s.receivedAt(),
                s.sampleId(),
                s.deviceId(),
                s.siteCode(),
                s.location(),
                s.lot(),
                s.firmwareVersion(),
                s.temperatureC(),
                s.humidityPercent(),
                s.clockWrong(),
                s.idReused(),
                s.sequence(),
                s.late(),
                new Tof(null, s.vl53l8ch().analysis()),
                s.as7341(),
                s.fusion(),
                s.gradedWith());
    }

    static double[][] rows(double[] matrix) {
        double[][] rows = new double[Samples.SIDE][];
        for (int row = 0; row < Samples.SIDE; row++) {
            rows[row] = Arrays.copyOfRange(matrix, row * Samples.SIDE, (row + 1) * Samples.SIDE);
        }
        return rows;
    }

    static int[][] rows(int[] matrix) {
        int[][] rows = new int[Samples.SIDE][];
        for (int row = 0; row < Samples.SIDE; row++) {
            rows[row] = Arrays.copyOfRange(matrix, row * Samples.SIDE, (row + 1) * Samples.SIDE);
        }
        return rows;
    }

    static Map<SpectralChannel, Double> channels(double @Nullable [] spectrum) {
        return spectrum == null ? Map.of() : new EnumFigures<>(CHANNELS, spectrum);
    }
}
