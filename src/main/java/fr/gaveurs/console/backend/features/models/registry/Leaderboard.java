package fr.gaveurs.console.backend.features.models.registry;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Ranks versions by what their trainings found. */
public final class Leaderboard {
    private static final double LEVEL = 0.9;
    private static final String ROWS =
            "SELECT v.id, t ->> 'target' AS target, t ->> 'method' AS method, t ->> 'grouping' AS grouping,"
                    + " (t ->> 'groups')::int AS groups, (t #>> '{validated,mae}')::float8 AS mae,"
                    + " (t #>> '{held_out,samples}')::int AS held_out_samples,"
                    + " (t #>> '{held_out,mae}')::float8 AS held_out_mae,"
                    + " (t #>> '{formula_held_out,mae}')::float8 AS formula_mae,"
                    + " (t #>> '{interval,radius}')::float8 AS radius,"
                    + " (t #>> '{interval,assured}')::boolean AS assured, c.low, c.high,"
                    + " (SELECT (k ->> 'covered')::float8 FROM jsonb_array_elements(t -> 'coverage') k"
                    + " WHERE abs((k ->> 'level')::float8 - " + LEVEL + ") < 1e-9 LIMIT 1) AS covered"
                    + " FROM (SELECT id, report FROM model_versions WHERE report IS NOT NULL ORDER BY id DESC LIMIT "
                    + VersionStore.LISTED + ") v, jsonb_array_elements(v.report -> 'targets') t"
                    + " LEFT JOIN LATERAL (SELECT (l ->> 'low')::float8 AS low, (l ->> 'high')::float8 AS high"
                    + " FROM jsonb_array_elements(t -> 'leaderboard') l WHERE l ->> 'method' = t ->> 'method'"
                    + " ORDER BY (l ->> 'mae')::float8 LIMIT 1) c ON true";

    private final Jdbi reads;
    private final VersionStore versions;

    public Leaderboard(Jdbi reads, VersionStore versions) {
        this.reads = reads;
        this.versions = versions;
    }

    /** Target by target, those with the least error on held-out samples first. */
    public List<Ranked> ranked() {
        Map<Long, Version> known = versions.list().stream().collect(Collectors.toMap(Version::id, Function.identity()));
        return reads
                .withHandle(handle -> handle.createQuery(ROWS)
                        .map((row, context) -> ranked(row, known.get(row.getLong("id"))))
                        .list())
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Ranked::target)
                        .thenComparingDouble(Ranked::heldOutMae)
                        .thenComparingLong(Ranked::versionId))
                .toList();
    }

    /** None of a version that was made since the others were listed. */
    private static List<Ranked> ranked(ResultSet row, @Nullable Version version) throws SQLException {
        if (version == null) {
            return List.of();
        }
        return List.of(new Ranked(
                Target.valueOf(key(row, "target")),
                version.id(),
                version.name(),
                version.state(),
                Method.valueOf(key(row, "method")),
                Grouping.valueOf(key(row, "grouping")),
                row.getInt("groups"),
                row.getDouble("mae"),
                figure(row, "low"),
                figure(row, "high"),
                row.getInt("held_out_samples"),
                row.getDouble("held_out_mae"),
                row.getDouble("formula_mae"),
                row.getDouble("radius"),
                figure(row, "covered"),
                row.getBoolean("assured"),
                version.madeAt()));
    }

    private static String key(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
