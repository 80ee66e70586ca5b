package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of {@code sensor_samples} and how a graded sample fills it.
 *
 * @param name the column
 * @param type of the elements of the array that carries it
 * @param expression SQL that turns an element, written {@code %s}, into the column's value
 * @param bytes of an element, about
 * @param oid number of the column's own type in PostgreSQL
 * @param value adds the element
 * @param copied adds the column's value itself, in the column's own type
 */
record SampleColumn(
        String name,
        BinaryArray.Type type,
        String expression,
        int bytes,
        int oid,
        BiConsumer<GradedSample, BinaryFields> value,
        BiConsumer<GradedSample, BinaryFields> copied) {
    private static final int INT2 = 21;
    private static final int FLOAT4 = 700;
    private static final int TIMESTAMPTZ = 1184;
    private static final int JSONB = 3802;
    private static final int FLOAT8_ARRAY = 1022;
    private static final int TEXT_ARRAY = 1009;

    static final String MICROS_TO_TIME = "'epoch'::timestamptz + %s * interval '1 microsecond'";

    /** What travels in one array of all rows, since unnest flattens arrays of arrays: ten figures of each. */
    static final String SPECTRA = "spectra";

    /** As {@link #SPECTRA}, six of each. */
    static final String RATIOS = "ratios";

    private static final SpectralRatio[] SPECTRAL_RATIOS = SpectralRatio.values();
    private static final int CHANNELS = SpectralChannel.values().length;

    static final List<SampleColumn> ALL = List.of(
            time("time", GradedSample::time),
            time("device_time", s -> truncate(s.measurement().deviceTime())),
            time("received_at", GradedSample::receivedAt),
            of("seq", BinaryArray.Type.INT8, 12, (s, to) -> to.add(s.sequence())),
            number("final_score", s -> s.grading().fusion().finalScore()),
            number("tof_score", s -> s.grading().tof().score()),
            spectral("spectral_score", SpectrumAnalysis::score),
            number("floor_mm", s -> s.grading().tof().floorMm()),
            number("volume_mm3", s -> s.grading().tof().volumeMm3()),
            number("weight_g", s -> s.grading().tof().weightG()),
            number("max_height_mm", s -> s.grading().tof().maxHeightMm()),
            number("volume_score", s -> s.grading().tof().volumeScore()),
            number("reflectance_score", s -> s.grading().tof().reflectanceScore()),
            number("consistency_score", s -> s.grading().tof().consistencyScore()),
            spectral("freshness", SpectrumAnalysis::freshness),
            spectral("fat_quality", SpectrumAnalysis::fatQuality),
            spectral("oxidation", SpectrumAnalysis::oxidation),
            spectral("color_uniformity", SpectrumAnalysis::colorUniformity),
            number("claimed_score", s -> s.measurement().claimedScore()),
            number("temperature_c", s -> s.measurement().temperatureC()),
            number("humidity_percent", s -> s.measurement().humidityPercent()),
            real("integration_time_ms", s -> s.measurement().integrationTimeMs()),
            real("gain", s -> s.measurement().gain()),
            small("valid_zones", s -> s.grading().tof().validZones()),
            small("occupied_zones", s -> s.grading().tof().occupiedZones()),
            flag("clock_wrong", (s, to) -> to.add(s.clockWrong())),
            flag("console_clock_wrong", (s, to) -> to.add(s.consoleClockWrong())),
            flag("id_reused", (s, to) -> to.add(s.idReused())),
            flag("late", (s, to) -> to.add(s.late())),
            flag("compliant", (s, to) -> to.add(s.grading().fusion().isCompliant())),
            flag("claim_differs", (s, to) -> to.add(s.grading().fusion().claimDiffers())),
            text("device_id", s -> s.measurement().deviceId()),
            text("sample_id", s -> s.measurement().sampleId()),
            text("site_code", s -> s.measurement().siteCode()),
            text("grade", s -> s.grading().fusion().finalGrade().letter()),
            text("tof_grade", s -> s.grading().tof().grade().letter()),
            text(
                    "spectral_grade",
                    s -> s.grading().spectrum() == null
                            ? null
                            : s.grading().spectrum().grade().letter()),
            text("claimed_grade", s -> letter(s.measurement().claimedGrade())),
            text("lot", s -> s.measurement().lot()),
            text("firmware_version", s -> s.measurement().firmwareVersion()),
            matrix("distance", Measurement::distance),
            matrix("reflectance", Measurement::reflectance),
            matrix("amplitude", Measurement::amplitude),
            matrix("ambient", Measurement::ambient),
            of(
                    "status",
                    BinaryArray.Type.BYTEA,
                    4 + ZoneSets.COUNT,
                    (s, to) -> to.addBytes(s.measurement().status())),
            flat(
                    "spectrum",
                    SPECTRA,
                    CHANNELS,
                    s -> gaps(s.measurement().spectrum()),
                    (s, to) -> to.addFigures(s.measurement().spectrum())),
            flat(
                    "ratios",
                    RATIOS,
                    SPECTRAL_RATIOS.length,
                    s -> gaps(s.grading().spectrum()),
                    (s, to) -> to.addFigures(ratios(s.grading().spectrum()))),
            words("spectral_anomalies", SampleColumn::anomalies),
            words("ignored_channels", SampleColumn::ignored),
            new SampleColumn(
                    "defects",
                    BinaryArray.Type.TEXT,
                    "%s::jsonb",
                    16,
                    JSONB,
                    (s, to) -> to.add(defects(s)),
                    (s, to) -> to.addJson(defects(s))));

    /** One whose element is its value. */
    private static SampleColumn of(
            String name, BinaryArray.Type type, int bytes, BiConsumer<GradedSample, BinaryFields> value) {
        return new SampleColumn(name, type, "%s", bytes, type.oid(), value, value);
    }

    private static SampleColumn time(String name, Function<GradedSample, Instant> value) {
        return new SampleColumn(
                name,
                BinaryArray.Type.INT8,
                MICROS_TO_TIME,
                12,
                TIMESTAMPTZ,
                (s, to) -> to.add(value.apply(s)),
                (s, to) -> to.addTimestamp(value.apply(s)));
    }

    private static SampleColumn number(String name, Function<GradedSample, @Nullable Double> value) {
        return of(name, BinaryArray.Type.FLOAT8, 12, (s, to) -> to.add(value.apply(s)));
    }

    private static SampleColumn real(String name, Function<GradedSample, @Nullable Double> value) {
        return new SampleColumn(
                name,
                BinaryArray.Type.FLOAT8,
                "%s",
                12,
                FLOAT4,
                (s, to) -> to.add(value.apply(s)),
                (s, to) -> to.addFloat(value.apply(s)));
    }

    private static SampleColumn small(String name, ToIntFunction<GradedSample> value) {
        return new SampleColumn(
                name,
                BinaryArray.Type.INT4,
                "%s",
                8,
                INT2,
                (s, to) -> to.add(value.applyAsInt(s)),
                (s, to) -> to.addShort(value.applyAsInt(s)));
    }

    private static SampleColumn spectral(String name, Function<SpectrumAnalysis, @Nullable Double> value) {
        return number(name, s -> {
            SpectrumAnalysis spectrum = s.grading().spectrum();
            return spectrum == null ? null : value.apply(spectrum);
        });
    }

    private static SampleColumn flag(String name, BiConsumer<GradedSample, BinaryFields> value) {
        return of(name, BinaryArray.Type.BOOL, 5, value);
    }

    private static SampleColumn text(String name, Function<GradedSample, @Nullable String> value) {
        return of(name, BinaryArray.Type.TEXT, 20, (s, to) -> to.add(value.apply(s)));
    }

    /** Names of ratios and channels: nothing that an array literal would have to escape. */
    private static SampleColumn words(String name, Function<GradedSample, List<String>> value) {
        return new SampleColumn(
                name,
                BinaryArray.Type.TEXT,
                "%s::text[]",
                24,
                TEXT_ARRAY,
                (s, to) -> to.add(literal(value.apply(s))),
                (s, to) -> to.addTexts(value.apply(s)));
    }

    private static SampleColumn matrix(String name, Function<Measurement, double[]> value) {
        return of(
                name,
                BinaryArray.Type.BYTEA,
                4 + Float.BYTES * ZoneSets.COUNT,
                (s, to) -> to.addFloats(value.apply(s.measurement())));
    }

    /**
     * A column of arrays of one length, which stand one after another in an array of all rows, with NaN for what is
     * missing. An element says whether something is; null where the row has no such array.
     */
    private static SampleColumn flat(
            String name,
            String array,
            int length,
            Function<GradedSample, @Nullable Boolean> gaps,
            BiConsumer<GradedSample, BinaryFields> copied) {
        String slice = "flat." + array + "[" + length + " * n.row - " + (length - 1) + " : " + length + " * n.row]";
        return new SampleColumn(
                name,
                BinaryArray.Type.BOOL,
                "CASE %s WHEN false THEN " + slice + " WHEN true THEN array_replace(" + slice
                        + ", 'NaN'::float8, NULL) END",
                5,
                FLOAT8_ARRAY,
                (s, to) -> to.add(gaps.apply(s)),
                copied);
    }

    /** Adds a row's part of {@link #SPECTRA}. */
    static void addSpectrum(GradedSample sample, BinaryFields to) {
        double[] counts = sample.measurement().spectrum();
        for (int i = 0; i < CHANNELS; i++) {
            to.add(counts == null ? Double.NaN : counts[i]);
        }
    }

    /** Adds a row's part of {@link #RATIOS}. */
    static void addRatios(GradedSample sample, BinaryFields to) {
        SpectrumAnalysis spectrum = sample.grading().spectrum();
        for (SpectralRatio ratio : SPECTRAL_RATIOS) {
            to.add(spectrum == null ? Double.NaN : EnumFigures.figure(spectrum.spectralRatios(), ratio));
        }
    }

    private static double @Nullable [] ratios(@Nullable SpectrumAnalysis spectrum) {
        if (spectrum == null) {
            return null;
        }
        double[] ratios = new double[SPECTRAL_RATIOS.length];
        for (SpectralRatio ratio : SPECTRAL_RATIOS) {
            ratios[ratio.ordinal()] = EnumFigures.figure(spectrum.spectralRatios(), ratio);
        }
        return ratios;
    }

    private static @Nullable Boolean gaps(double @Nullable [] counts) {
        if (counts == null) {
            return null;
        }
        for (double count : counts) {
            if (Double.isNaN(count)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Boolean gaps(@Nullable SpectrumAnalysis spectrum) {
        return spectrum == null ? null : spectrum.spectralRatios().size() < SPECTRAL_RATIOS.length;
    }

    /** Microseconds since 1970, what PostgreSQL's times are made of. */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** Cut to what PostgreSQL keeps. */
    static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String letter(@Nullable Grade grade) {
        return grade == null ? null : grade.letter();
    }

    /** 64 big-endian float32: the sensors give no more digits than these hold. */
    static byte[] floats(double[] matrix) {
        ByteBuffer packed = ByteBuffer.allocate(matrix.length * Float.BYTES);
        for (double value : matrix) {
            packed.putFloat((float) value);
        }
        return packed.array();
    }

    static double[] doubles(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        double[] matrix = new double[packed.length / Float.BYTES];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = in.getFloat();
        }
        return matrix;
    }

    static byte[] unsignedBytes(int[] matrix) {
        byte[] packed = new byte[matrix.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) matrix[i];
        }
        return packed;
    }

    static @Nullable String literal(double @Nullable [] values) {
        if (values == null) {
            return null;
        }
        StringJoiner literal = new StringJoiner(",", "{", "}");
        for (double value : values) {
            literal.add(Double.isNaN(value) ? "NULL" : Double.toString(value));
        }
        return literal.toString();
    }

    private static List<String> anomalies(GradedSample sample) {
        SpectrumAnalysis spectrum = sample.grading().spectrum();
        return spectrum == null ? List.of() : spectrum.anomalies();
    }

    private static List<String> ignored(GradedSample sample) {
        SpectrumAnalysis spectrum = sample.grading().spectrum();
        if (spectrum == null || spectrum.ignoredChannels().isEmpty()) {
            return List.of();
        }
        List<String> labels = new ArrayList<>();
        for (SpectralChannel channel : spectrum.ignoredChannels()) {
            labels.add(channel.label());
        }
        return labels;
    }

    private static String literal(List<String> words) {
        return words.isEmpty() ? "{}" : "{" + String.join(",", words) + "}";
    }

    private static String defects(GradedSample sample) {
        return DefectsText.of(sample.grading().tof().defects());
    }
}
