package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.GradedWith;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which samples were graded with a model's figures: the table {@code model_graded_samples}. Each row is an entry of the
 * log, beside the one of the sample's grade, and stays when the sample is gone.
 */
final class ModelGradedRows {
    static final LogSource LOGGED = LogSource.of(
                    "model_grade",
                    "model_graded_samples",
                    Column.time("time"),
                    Column.text("device_id"),
                    Column.text("sample_id"))
            .showing(
                    Column.whole("version_id"),
                    Column.text("version_name"),
                    Column.text("version_sha256"),
                    Column.text("profile_name"),
                    Column.text("formula_grade"),
                    Column.number("formula_score"))
            .covering(
                    "time",
                    "device_id",
                    "sample_id",
                    "version_id",
                    "version_name",
                    "version_sha256",
                    "profile_name",
                    "freshness",
                    "fat_quality",
                    "oxidation",
                    "formula_freshness",
                    "formula_fat_quality",
                    "formula_oxidation",
                    "formula_spectral_score",
                    "formula_score",
                    "formula_grade")
            .agedBy("time");

    /** Beside the columns of a sample that is called {@code s}; behind {@link #JOIN}. */
    static final String COLUMNS = ", g.version_id AS graded_version_id, g.version_name AS graded_version_name,"
            + " g.version_sha256 AS graded_version_sha256, g.profile_name AS graded_profile,"
            + " g.freshness AS graded_freshness, g.fat_quality AS graded_fat_quality,"
            + " g.oxidation AS graded_oxidation, g.formula_freshness, g.formula_fat_quality, g.formula_oxidation,"
            + " g.formula_spectral_score, g.formula_score, g.formula_grade";

    static final String JOIN = " LEFT JOIN model_graded_samples g ON g.device_id = s.device_id"
            + " AND g.sample_id = s.sample_id AND g.time = s.time";

    /** Number of the version, of a sample of which only a line is read. */
    static final String VERSION = "(SELECT g.version_id FROM model_graded_samples g"
            + " WHERE g.device_id = sensor_samples.device_id AND g.sample_id = sensor_samples.sample_id"
            + " AND g.time = sensor_samples.time) AS graded_version_id";

    private static final String INSERT = "INSERT INTO model_graded_samples (time, device_id, sample_id, version_id,"
            + " version_name, version_sha256, profile_name, freshness, fat_quality, oxidation, formula_freshness,"
            + " formula_fat_quality, formula_oxidation, formula_spectral_score, formula_score, formula_grade)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private ModelGradedRows() {}

    /** Keeps which of them were graded so, in the transaction that stores them; nothing where none was. */
    static void add(Connection connection, List<GradedSample> stored) throws SQLException {
        List<String> keys = new ArrayList<>();
        for (GradedSample sample : stored) {
            if (sample.grading().gradedWith() != null) {
                keys.add(LOGGED.key(
                        sample.time(),
                        sample.measurement().deviceId(),
                        sample.measurement().sampleId()));
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (GradedSample sample : stored) {
                GradedWith graded = sample.grading().gradedWith();
                if (graded != null) {
                    bind(insert, sample, graded);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        LogEntries.add(connection, LOGGED, keys);
    }

    private static void bind(PreparedStatement insert, GradedSample sample, GradedWith graded) throws SQLException {
        insert.setObject(1, sample.time().atOffset(ZoneOffset.UTC));
        insert.setString(2, sample.measurement().deviceId());
        insert.setString(3, sample.measurement().sampleId());
        insert.setLong(4, graded.model().versionId());
        insert.setString(5, graded.model().versionName());
        insert.setString(6, graded.model().sha256());
        insert.setString(7, graded.profile());
        figure(insert, 8, graded.freshness());
        figure(insert, 9, graded.fatQuality());
        figure(insert, 10, graded.oxidation());
        figure(insert, 11, graded.formulaFreshness());
        figure(insert, 12, graded.formulaFatQuality());
        figure(insert, 13, graded.formulaOxidation());
        insert.setDouble(14, graded.formulaSpectralScore());
        insert.setDouble(15, graded.formulaScore());
        insert.setString(16, graded.formulaGrade().letter());
    }

    private static void figure(PreparedStatement insert, int at, @Nullable Double value) throws SQLException {
        if (value == null) {
            insert.setNull(at, Types.DOUBLE);
        } else {
            insert.setDouble(at, value);
        }
    }

    /** What a row with {@link #COLUMNS} says; null for one that was graded by the formula. */
    static @Nullable GradedWith of(ResultSet row) throws SQLException {
        Long version = version(row);
        return version == null
                ? null
                : new GradedWith(
                        new ModelRef(
                                version, row.getString("graded_version_name"), row.getString("graded_version_sha256")),
                        row.getString("graded_profile"),
                        figure(row, "graded_freshness"),
                        figure(row, "graded_fat_quality"),
                        figure(row, "graded_oxidation"),
                        figure(row, "formula_freshness"),
                        figure(row, "formula_fat_quality"),
                        figure(row, "formula_oxidation"),
                        row.getDouble("formula_spectral_score"),
                        row.getDouble("formula_score"),
                        Grade.parse(row.getString("formula_grade")));
    }

    /** What {@link #VERSION} says. */
    static @Nullable Long version(ResultSet row) throws SQLException {
        long version = row.getLong("graded_version_id");
        return row.wasNull() ? null : (Long) version;
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
