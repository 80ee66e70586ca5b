package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of {@code sensor_samples} and how a graded sample fills it.
 *
 * @param name the column
 * @param arrayType PostgreSQL type of the array that carries it, such as {@code float8}
 * @param expression SQL that turns an element, written {@code %s}, into the column's value
 * @param value the element; null is SQL's NULL
 */
record SampleColumn(String name, String arrayType, String expression, Function<GradedSample, @Nullable Object> value) {
    static final String MICROS_TO_TIME = "'epoch'::timestamptz + %s * interval '1 microsecond'";

    static final List<SampleColumn> ALL = List.of(
            time("time", GradedSample::time),
            time("device_time", s -> truncate(s.measurement().deviceTime())),
            time("received_at", GradedSample::receivedAt),
            new SampleColumn("seq", "int8", "%s", GradedSample::sequence),
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
            number("integration_time_ms", s -> s.measurement().integrationTimeMs()),
            number("gain", s -> s.measurement().gain()),
            new SampleColumn("valid_zones", "int4", "%s", s -> s.grading().tof().validZones()),
            new SampleColumn(
                    "occupied_zones", "int4", "%s", s -> s.grading().tof().occupiedZones()),
            flag("clock_wrong", GradedSample::clockWrong),
            flag("console_clock_wrong", GradedSample::consoleClockWrong),
            flag("id_reused", GradedSample::idReused),
            flag("late", GradedSample::late),
            flag("compliant", s -> s.grading().fusion().isCompliant()),
            flag("claim_differs", s -> s.grading().fusion().claimDiffers()),
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
            bytes("distance", s -> floats(s.measurement().distance())),
            bytes("reflectance", s -> floats(s.measurement().reflectance())),
            bytes("amplitude", s -> floats(s.measurement().amplitude())),
            bytes("ambient", s -> floats(s.measurement().ambient())),
            bytes("status", s -> unsignedBytes(s.measurement().status())),
            // unnest flattens arrays of arrays, so the small ones travel as literals.
            new SampleColumn(
                    "spectrum",
                    "text",
                    "%s::float8[]",
                    s -> literal(s.measurement().spectrum())),
            new SampleColumn(
                    "ratios", "text", "%s::float8[]", s -> ratios(s.grading().spectrum())),
            new SampleColumn("spectral_anomalies", "text", "%s::text[]", SampleColumn::anomalies),
            new SampleColumn("ignored_channels", "text", "%s::text[]", SampleColumn::ignored),
            new SampleColumn(
                    "defects",
                    "text",
                    "%s::jsonb",
                    s -> Json.MAPPER.writeValueAsString(s.grading().tof().defects())));

    private static SampleColumn time(String name, Function<GradedSample, Instant> value) {
        return new SampleColumn(name, "int8", MICROS_TO_TIME, s -> micros(value.apply(s)));
    }

    private static SampleColumn number(String name, Function<GradedSample, @Nullable Double> value) {
        return new SampleColumn(name, "float8", "%s", value::apply);
    }

    private static SampleColumn spectral(String name, Function<SpectrumAnalysis, @Nullable Double> value) {
        return number(name, s -> {
            SpectrumAnalysis spectrum = s.grading().spectrum();
            return spectrum == null ? null : value.apply(spectrum);
        });
    }

    private static SampleColumn flag(String name, Function<GradedSample, @Nullable Boolean> value) {
        return new SampleColumn(name, "bool", "%s", value::apply);
    }

    private static SampleColumn text(String name, Function<GradedSample, @Nullable String> value) {
        return new SampleColumn(name, "text", "%s", value::apply);
    }

    private static SampleColumn bytes(String name, Function<GradedSample, byte[]> value) {
        return new SampleColumn(name, "bytea", "%s", value::apply);
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

    private static @Nullable String ratios(@Nullable SpectrumAnalysis spectrum) {
        if (spectrum == null) {
            return null;
        }
        double[] values = new double[SpectralRatio.values().length];
        for (SpectralRatio ratio : SpectralRatio.values()) {
            Double value = spectrum.spectralRatios().get(ratio);
            values[ratio.ordinal()] = value == null ? Double.NaN : value;
        }
        return literal(values);
    }

    private static String anomalies(GradedSample sample) {
        SpectrumAnalysis spectrum = sample.grading().spectrum();
        // Names of ratios and channels: nothing that an array literal would have to escape.
        return spectrum == null ? "{}" : "{" + String.join(",", spectrum.anomalies()) + "}";
    }

    private static String ignored(GradedSample sample) {
        SpectrumAnalysis spectrum = sample.grading().spectrum();
        StringJoiner literal = new StringJoiner(",", "{", "}");
        if (spectrum != null) {
            for (SpectralChannel channel : spectrum.ignoredChannels()) {
                literal.add(channel.label());
            }
        }
        return literal.toString();
    }
}
