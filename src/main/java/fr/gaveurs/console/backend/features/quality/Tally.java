package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
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

    final long[] counts = new long[COUNTS.size()];
    final double[] sums = new double[SUMS.size()];

    @Nullable
    Double scoreMin;

    @Nullable
    Double scoreMax;

    void add(Grading grading) {
        count("samples");
        counts[1 + grading.fusion().finalGrade().ordinal()]++;
        if (Boolean.TRUE.equals(grading.fusion().isCompliant())) {
            count("compliant");
        }
        Double score = grading.fusion().finalScore();
        if (score != null) {
            count("scored");
            sum("score_sum", score);
            sum("score_sumsq", score * score);
            scoreMin = scoreMin == null ? score : Math.min(scoreMin, score);
            scoreMax = scoreMax == null ? score : Math.max(scoreMax, score);
        }
        TofAnalysis tof = grading.tof();
        mean("volume", tof.volumeMm3(), true);
        mean("weight", tof.weightG(), true);
        SpectrumAnalysis spectrum = grading.spectrum();
        if (spectrum != null) {
            mean("freshness", spectrum.freshness(), false);
            mean("fat_quality", spectrum.fatQuality(), false);
            mean("oxidation", spectrum.oxidation(), false);
        }
    }

    private void mean(String figure, @Nullable Double value, boolean squares) {
        if (value != null) {
            count(figure + "_n");
            sum(figure + "_sum", value);
            if (squares) {
                sum(figure + "_sumsq", value * value);
            }
        }
    }

    private void count(String column) {
        counts[COUNTS.indexOf(column)]++;
    }

    private void sum(String column, double value) {
        sums[SUMS.indexOf(column)] += value;
    }

    /** Reads a row whose columns carry these names, one row of the tables or sums over several. */
    static Figures figures(ResultSet row) throws SQLException {
        Map<Grade, Long> grades = new EnumMap<>(Grade.class);
        long graded = 0;
        for (Grade grade : Grade.values()) {
            long count = row.getLong(COUNTS.get(1 + grade.ordinal()));
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
