package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumRaw;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.SpectrumGrader;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Samples such as the stations in the field send. */
final class TestSamples {
    static final String DEVICE = "ESP32_LL_01";
    static final Instant START = Instant.parse("2026-11-23T13:02:10.125Z");

    private TestSamples() {}

    /** A sound liver. */
    static Tof goodTof(long seed) {
        Random random = new Random(seed);
        return new TestTray(seed)
                .liver(155 + random.nextGaussian() * 6, 88, 118, 62, 44 + random.nextGaussian() * 2)
                .liver(205, 112, 60, 40, 36)
                .tof();
    }

    /** A liver with a dent beside it and something that does not belong there. */
    static Tof dentAndForeignBody() {
        return new TestTray(7)
                .liver(160, 85, 95, 52, 62)
                .height(6, 1, -5)
                .height(6, 2, -6.2)
                .height(5, 1, -4.1)
                .height(1, 7, 21)
                .height(0, 7, 12)
                .tof();
    }

    /** Zones that the sensor could not range, some under the liver. */
    static Tof holes() {
        TestTray tray = new TestTray(9).liver(150, 90, 110, 60, 52);
        int[][] bad = {{0, 0}, {0, 1}, {1, 0}, {3, 3}, {3, 4}, {7, 6}, {7, 7}};
        for (int[] zone : bad) {
            tray.status(zone[0], zone[1], zone[0] == 3 ? 4 : 255);
        }
        return tray.tof();
    }

    /** Too few valid zones for a grade. */
    static Tof blind() {
        TestTray tray = new TestTray(11).liver(150, 90, 110, 60, 52);
        for (int zone = 0; zone < 40; zone++) {
            tray.status(zone / 8, zone % 8, zone % 3 == 0 ? 255 : 1);
        }
        return tray.tof();
    }

    /** Counts of the recordings, with NIR and Clear stuck as they are there. */
    static Spectrum spectrum(double drift) {
        Map<SpectralChannel, Double> counts = new EnumMap<>(SpectralChannel.class);
        double[] values = {1345, 2126, 1920, 8051, 3679, 2363, 3843, 2403, 5000, 800};
        SpectralChannel[] channels = SpectralChannel.values();
        for (int i = 0; i < values.length; i++) {
            boolean stuck = channels[i] == SpectralChannel.CLEAR || channels[i] == SpectralChannel.NIR;
            counts.put(
                    channels[i], stuck ? values[i] : (double) Math.round(values[i] * (1 + drift * Math.sin(i * 2.1))));
        }
        return graded(counts, List.of(SpectralChannel.CLEAR, SpectralChannel.NIR));
    }

    /** All channels alive, with as much unfiltered light as there is in a hall. */
    static Spectrum brightSpectrum() {
        Map<SpectralChannel, Double> counts = new EnumMap<>(spectrum(0.02).raw().channels());
        counts.put(SpectralChannel.CLEAR, 31_420.0);
        counts.put(SpectralChannel.NIR, 2_014.0);
        return graded(counts, List.of());
    }

    /** A spectrum in which two channels are at their ends. */
    static Spectrum oddSpectrum() {
        Map<SpectralChannel, Double> counts = new EnumMap<>(SpectralChannel.class);
        double[] values = {1345, 2126, 1920, 65535, 3679, 4, 9843, 2403, 5000, 2300};
        SpectralChannel[] channels = SpectralChannel.values();
        for (int i = 0; i < values.length; i++) {
            counts.put(channels[i], values[i]);
        }
        return graded(counts, List.of());
    }

    static Spectrum graded(Map<SpectralChannel, Double> counts, List<SpectralChannel> ignored) {
        double[] values = new double[SpectralChannel.values().length];
        int next = 0;
        for (SpectralChannel channel : SpectralChannel.values()) {
            values[next++] = counts.getOrDefault(channel, Double.NaN);
        }
        return new Spectrum(new SpectrumRaw(counts, 100.0, 8.0), SpectrumGrader.grade(values, Set.copyOf(ignored)));
    }

    /** The {@code number}-th sample of the station, one each four seconds. */
    static Sample sample(int number, Tof tof, @Nullable Spectrum spectrum, @Nullable Grade claimed) {
        Instant time = START.plusMillis(4_000L * number);
        Double tofScore = tof.analysis().score();
        Double spectralScore = spectrum == null ? null : spectrum.analysis().score();
        Double score = tofScore == null
                ? null
                : spectralScore == null ? tofScore : Double.valueOf(0.6 * tofScore + 0.4 * spectralScore);
        boolean rejected = tof.analysis().grade() == Grade.REJECT
                || (spectrum != null && spectrum.analysis().grade() == Grade.REJECT);
        Grade grade = score == null ? Grade.UNGRADED : rejected ? Grade.REJECT : Grade.of(score);
        return new Sample(
                time,
                time.plusMillis(380),
                String.format("LL-261123-%04d-%03d", 8000 + number * 7, number),
                DEVICE,
                "LL",
                "Ligne 1",
                "LOT-20261123-LL-029",
                "1.2.0",
                19.8,
                45.0,
                false,
                false,
                1 + number,
                false,
                tof,
                spectrum,
                new Fusion(
                        score,
                        grade,
                        grade.compliant(),
                        tofScore,
                        spectralScore,
                        claimed,
                        0.7423,
                        claimed != null && claimed != grade),
                null);
    }

    /** A quiet half hour: {@code count} samples, oldest first, most of them good. */
    static List<Sample> run(int count) {
        return RUNS.computeIfAbsent(count, TestSamples::makeRun);
    }

    private static final Map<Integer, List<Sample>> RUNS = new ConcurrentHashMap<>();

    private static List<Sample> makeRun(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Tof tof = i % 17 == 9 ? dentAndForeignBody() : i % 23 == 20 ? holes() : goodTof(i);
            samples.add(sample(i, tof, spectrum(0.03 * Math.sin(i)), i % 11 == 6 ? Grade.B : null));
        }
        return samples;
    }

    static SampleSummary summary(Sample s) {
        var spectrum = s.as7341() == null ? null : s.as7341().analysis();
        return new SampleSummary(
                s.timestamp(),
                s.sampleId(),
                s.deviceId(),
                s.siteCode(),
                s.lot(),
                s.fusion().finalGrade(),
                s.fusion().finalScore(),
                s.fusion().tofScore(),
                s.fusion().spectralScore(),
                s.vl53l8ch().analysis().weightG(),
                s.vl53l8ch().analysis().volumeMm3(),
                spectrum == null ? null : spectrum.freshness(),
                spectrum == null ? null : spectrum.fatQuality(),
                spectrum == null ? null : spectrum.oxidation(),
                spectrum == null ? null : spectrum.colorUniformity(),
                s.vl53l8ch().analysis().defects().size(),
                s.fusion().claimedGrade(),
                s.fusion().claimDiffers(),
                s.clockWrong(),
                s.idReused(),
                s.sequence(),
                s.late(),
                null);
    }

    static StationView view(StationState state, @Nullable Sample latest, @Nullable Double age) {
        Device device = new Device(
                DEVICE,
                "LL",
                "Ligne 1",
                "1.2.0",
                "24:0A:C4:02:01:70",
                "192.168.1.138",
                Enrollment.APPROVED,
                DeviceState.LIVE,
                true,
                START,
                START,
                latest == null ? null : latest.receivedAt(),
                4.0,
                age,
                0,
                0.0,
                List.of(),
                false,
                false,
                null);
        return new StationView(device, latest, List.of(), state, age);
    }
}
