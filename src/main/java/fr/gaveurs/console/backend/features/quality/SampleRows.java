package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.SpectrumRaw;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads what rows of {@code sensor_samples} say: a line of a list, a whole sample, what a station remembers of one. */
final class SampleRows {
    private SampleRows() {}

    static Memory memory(ResultSet row) throws SQLException {
        boolean compliant = row.getBoolean("compliant");
        Boolean known = row.wasNull() ? null : (Boolean) compliant;
        Array array = row.getArray("spectrum");
        double[] spectrum = null;
        if (array != null) {
            List<@Nullable Double> counts = numbers(array);
            spectrum = new double[counts.size()];
            for (int i = 0; i < spectrum.length; i++) {
                Double count = counts.get(i);
                spectrum[i] = count == null ? Double.NaN : count;
            }
        }
        return new Memory(
                figure(row, "final_score"),
                known,
                spectrum,
                row.getString("claimed_grade") == null ? null : (Boolean) row.getBoolean("claim_differs"),
                SampleColumn.doubles(row.getBytes("distance")),
                instant(row, "time"),
                instant(row, "received_at"),
                row.getLong("seq"),
                row.getBoolean("clock_wrong"));
    }

    static SampleSummary summary(ResultSet row) throws SQLException {
        return new SampleSummary(
                instant(row, "time"),
                row.getString("sample_id"),
                row.getString("device_id"),
                row.getString("site_code"),
                row.getString("lot"),
                Grade.parse(row.getString("grade")),
                figure(row, "final_score"),
                figure(row, "tof_score"),
                figure(row, "spectral_score"),
                figure(row, "weight_g"),
                figure(row, "volume_mm3"),
                figure(row, "freshness"),
                figure(row, "fat_quality"),
                figure(row, "oxidation"),
                figure(row, "color_uniformity"),
                row.getInt("defects"),
                Grade.parseOrNull(row.getString("claimed_grade")),
                row.getBoolean("claim_differs"),
                row.getBoolean("clock_wrong"),
                row.getBoolean("id_reused"),
                row.getLong("seq"),
                row.getBoolean("late"),
                ModelGradedRows.version(row));
    }

    static Sample sample(ResultSet row) throws SQLException {
        Grade grade = Grade.parse(row.getString("grade"));
        String spectralGrade = row.getString("spectral_grade");
        return new Sample(
                instant(row, "time"),
                instant(row, "received_at"),
                row.getString("sample_id"),
                row.getString("device_id"),
                row.getString("site_code"),
                row.getString("location"),
                row.getString("lot"),
                row.getString("firmware_version"),
                figure(row, "temperature_c"),
                figure(row, "humidity_percent"),
                row.getBoolean("clock_wrong"),
                row.getBoolean("id_reused"),
                row.getLong("seq"),
                row.getBoolean("late"),
                tof(row),
                spectralGrade == null ? null : spectrum(row, Grade.parse(spectralGrade)),
                new Fusion(
                        figure(row, "final_score"),
                        grade,
                        grade.compliant(),
                        figure(row, "tof_score"),
                        figure(row, "spectral_score"),
                        Grade.parseOrNull(row.getString("claimed_grade")),
                        figure(row, "claimed_score"),
                        row.getBoolean("claim_differs")),
                ModelGradedRows.of(row));
    }

    private static Tof tof(ResultSet row) throws SQLException {
        byte[] packedStatus = row.getBytes("status");
        int[] status = new int[packedStatus.length];
        Arrays.setAll(status, i -> packedStatus[i] & 0xFF);
        List<Defect> defects = Json.MAPPER.readValue(row.getString("defects"), new TypeReference<List<Defect>>() {});
        return new Tof(
                new TofRaw(
                        matrix(row, "distance"),
                        matrix(row, "reflectance"),
                        matrix(row, "amplitude"),
                        matrix(row, "ambient"),
                        SampleView.rows(status)),
                new TofAnalysis(
                        row.getInt("valid_zones"),
                        row.getInt("occupied_zones"),
                        figure(row, "floor_mm"),
                        figure(row, "volume_mm3"),
                        figure(row, "weight_g"),
                        figure(row, "max_height_mm"),
                        figure(row, "volume_score"),
                        figure(row, "reflectance_score"),
                        figure(row, "consistency_score"),
                        defects,
                        figure(row, "tof_score"),
                        Grade.parse(row.getString("tof_grade"))));
    }

    private static double[][] matrix(ResultSet row, String column) throws SQLException {
        return SampleView.rows(SampleColumn.doubles(row.getBytes(column)));
    }

    private static Spectrum spectrum(ResultSet row, Grade grade) throws SQLException {
        Map<SpectralRatio, Double> ratios = new EnumMap<>(SpectralRatio.class);
        List<@Nullable Double> values = numbers(row.getArray("ratios"));
        for (SpectralRatio ratio : SpectralRatio.values()) {
            Double value = values.size() > ratio.ordinal() ? values.get(ratio.ordinal()) : null;
            if (value != null) {
                ratios.put(ratio, value);
            }
        }
        Map<SpectralChannel, Double> channels = new EnumMap<>(SpectralChannel.class);
        List<@Nullable Double> counts = numbers(row.getArray("spectrum"));
        for (SpectralChannel channel : SpectralChannel.values()) {
            Double count = counts.size() > channel.ordinal() ? counts.get(channel.ordinal()) : null;
            if (count != null) {
                channels.put(channel, count);
            }
        }
        List<String> anomalies =
                List.of((String[]) row.getArray("spectral_anomalies").getArray());
        List<SpectralChannel> ignored = new ArrayList<>();
        for (String label : (String[]) row.getArray("ignored_channels").getArray()) {
            for (SpectralChannel channel : SpectralChannel.values()) {
                if (channel.label().equals(label)) {
                    ignored.add(channel);
                }
            }
        }
        return new Spectrum(
                new SpectrumRaw(channels, figure(row, "integration_time_ms"), figure(row, "gain")),
                new SpectrumAnalysis(
                        ratios,
                        figure(row, "freshness"),
                        figure(row, "fat_quality"),
                        figure(row, "oxidation"),
                        figure(row, "color_uniformity"),
                        anomalies,
                        ignored,
                        figure(row, "spectral_score"),
                        grade));
    }

    private static List<@Nullable Double> numbers(@Nullable Array array) throws SQLException {
        List<@Nullable Double> numbers = new ArrayList<>();
        if (array != null) {
            for (Object value : (Object[]) array.getArray()) {
                numbers.add(value == null ? null : (Double) ((Number) value).doubleValue());
            }
        }
        return numbers;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
