package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import org.jspecify.annotations.Nullable;

/**
 * A number made of the raw figures of a sample, as exact as they are stored: two samples of a device with the same id
 * and time are one measurement only where it is the same. Costs less than a microsecond.
 */
final class Fingerprint {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long hash;

    private Fingerprint() {}

    static long of(Measurement m) {
        Fingerprint print = new Fingerprint();
        print.add(m.distance());
        print.add(m.reflectance());
        print.add(m.amplitude());
        print.add(m.ambient());
        print.add(m.status());
        print.add(m.spectrum());
        return print.hash;
    }

    /** Of a sample with its matrices; 0 without. */
    static long of(Sample sample) {
        TofRaw raw = sample.vl53l8ch().raw();
        if (raw == null) {
            return 0;
        }
        Fingerprint print = new Fingerprint();
        for (double[][] matrix : new double[][][] {
            raw.distanceMatrix(), raw.reflectanceMatrix(), raw.amplitudeMatrix(), raw.ambientMatrix()
        }) {
            for (double[] row : matrix) {
                print.add(row);
            }
        }
        for (int[] row : raw.statusMatrix()) {
            print.add(row);
        }
        print.add(sample.as7341() == null ? null : SampleView.counts(sample.as7341()));
        return print.hash;
    }

    private void add(double @Nullable [] figures) {
        if (figures == null) {
            add(1);
            return;
        }
        for (double figure : figures) {
            add(Float.floatToIntBits((float) figure));
        }
    }

    private void add(int[] figures) {
        for (int figure : figures) {
            add(figure);
        }
    }

    private void add(int bits) {
        hash = (Long.rotateLeft(hash, 5) ^ bits) * FACTOR;
    }
}
