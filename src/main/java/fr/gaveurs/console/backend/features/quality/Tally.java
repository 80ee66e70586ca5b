package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of a set of samples, in the columns of {@code stats_hourly} and {@code stats_daily}. */
final class Tally {
    /** Columns that count. */
    static final List<String> COUNTS = List.of(
            "samples",
            "grade_a_plus",
            "grade_a",
            "grade_b",
            "grade_c",
            "grade_reject",
            "grade_ungraded",
            "compliant",
            "scored",
            "freshness_n",
            "fat_quality_n",
            "oxidation_n",
            "volume_n",
            "weight_n");
    /** Columns that add up. */
    static final List<String> SUMS = List.of(
            "score_sum",
            "score_sumsq",
            "freshness_sum",
            "fat_quality_sum",
            "oxidation_sum",
            "volume_sum",
            "volume_sumsq",
            "weight_sum",
            "weight_sumsq");

    // Places of the columns, looked up once: a sample is added to a dozen of them.
    private static final int SAMPLES = COUNTS.indexOf("samples");
    private static final int GRADES = COUNTS.indexOf("grade_a_plus");
    private static final int COMPLIANT = COUNTS.indexOf("compliant");
    private static final int SCORED = COUNTS.indexOf("scored");
    private static final int SCORE_SUM = SUMS.indexOf("score_sum");
    private static final int SCORE_SQUARES = SUMS.indexOf("score_sumsq");
    private static final Mean FRESHNESS = Mean.of("freshness");
    private static final Mean FAT_QUALITY = Mean.of("fat_quality");
    private static final Mean OXIDATION = Mean.of("oxidation");
    private static final Mean VOLUME = Mean.of("volume");
    private static final Mean WEIGHT = Mean.of("weight");

    /** Places of the columns from which a figure's mean is made; {@code squares} is -1 where they are not kept. */
    private record Mean(int count, int sum, int squares) {
        static Mean of(String figure) {
            return new Mean(
                    COUNTS.indexOf(figure + "_n"), SUMS.indexOf(figure + "_sum"), SUMS.indexOf(figure + "_sumsq"));
        }
    }

    final long[] counts = new long[COUNTS.size()];
    final double[] sums = new double[SUMS.size()];

    /** Of the samples that have a score; {@code counts} tells whether there is one. */
    private double scoreMin = Double.POSITIVE_INFINITY;

    private double scoreMax = Double.NEGATIVE_INFINITY;

    /** NaN where no sample has a score. */
    double scoreMin() {
        return counts[SCORED] == 0 ? Double.NaN : scoreMin;
    }

    /** NaN where no sample has a score. */
    double scoreMax() {
        return counts[SCORED] == 0 ? Double.NaN : scoreMax;
    }

    void add(Grading grading) {
        Fusion fusion = grading.fusion();
        counts[SAMPLES]++;
        counts[GRADES + fusion.finalGrade().ordinal()]++;
        if (Boolean.TRUE.equals(fusion.isCompliant())) {
            counts[COMPLIANT]++;
        }
        Double known = fusion.finalScore();
        if (known != null) {
            double score = known;
            counts[SCORED]++;
            sums[SCORE_SUM] += score;
            sums[SCORE_SQUARES] += score * score;
            scoreMin = Math.min(scoreMin, score);
            scoreMax = Math.max(scoreMax, score);
        }
        TofAnalysis tof = grading.tof();
        add(VOLUME, tof.volumeMm3());
        add(WEIGHT, tof.weightG());
        SpectrumAnalysis spectrum = grading.spectrum();
        if (spectrum != null) {
            add(FRESHNESS, spectrum.freshness());
            add(FAT_QUALITY, spectrum.fatQuality());
            add(OXIDATION, spectrum.oxidation());
        }
    }

    private void add(Mean figure, @Nullable Double known) {
        if (known != null) {
            double value = known;
            counts[figure.count]++;
            sums[figure.sum] += value;
            if (figure.squares >= 0) {
                sums[figure.squares] += value * value;
            }
        }
    }

    /** Reads a row whose columns carry these names, one row of the tables or sums over several. */
    static Figures figures(ResultSet row) throws SQLException {
        Map<Grade, Long> grades = new EnumMap<>(Grade.class);
        long graded = 0;
        for (Grade grade : Grade.values()) {
            long count = row.getLong(COUNTS.get(GRADES + grade.ordinal()));
            grades.put(grade, count);
            graded += grade == Grade.UNGRADED ? 0 : count;
        }
        return new Figures(
                row.getLong("samples"),
                grades,
                graded == 0 ? null : 100.0 * row.getLong("compliant") / graded,
                mean(row, "score_sum", "scored"),
                nullable(row, "score_min"),
                nullable(row, "score_max"),
                mean(row, "freshness_sum", "freshness_n"),
                mean(row, "fat_quality_sum", "fat_quality_n"),
                mean(row, "oxidation_sum", "oxidation_n"),
                mean(row, "volume_sum", "volume_n"),
                mean(row, "weight_sum", "weight_n"));
    }

    private static @Nullable Double mean(ResultSet row, String sum, String count) throws SQLException {
        long n = row.getLong(count);
        return n == 0 ? null : (Double) (row.getDouble(sum) / n);
    }

    private static @Nullable Double nullable(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
