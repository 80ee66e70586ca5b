package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.RoleHistory;
import fr.gaveurs.console.api.models.RoleHistory.Given;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The leaderboard without controls. */
final class VersionsViewModel {
    /** By what the versions are in order. */
    enum Sort {
        /** Active, shadow, validated, drafts, retired; the newest first among the same. */
        ROLE,
        NEWEST,
        FRESHNESS,
        FAT_QUALITY,
        OXIDATION,
        WEIGHT;

        /** Whose error decides; null where none does. */
        @Nullable
        Target target() {
            return switch (this) {
                case FRESHNESS -> Target.FRESHNESS;
                case FAT_QUALITY -> Target.FAT_QUALITY;
                case OXIDATION -> Target.OXIDATION;
                case WEIGHT -> Target.WEIGHT;
                case ROLE, NEWEST -> null;
            };
        }
    }

    /**
     * A version's line.
     *
     * @param ranks its errors; without targets that it does not have, empty for one that was trained elsewhere
     * @param since when it got its role; null where it has none
     */
    record Row(
            Version version,
            Map<Target, Ranked> ranks,
            @Nullable Instant since) {}

    /** Everything that the list is made of. */
    record Everything(List<Version> versions, List<Ranked> ranked, List<Assignment> assignments) {}

    private VersionsViewModel() {}

    static List<Row> rows(Everything all, Sort sort) {
        Map<Long, Map<Target, Ranked>> ranks = new HashMap<>();
        all.ranked().forEach(each -> ranks.computeIfAbsent(each.versionId(), id -> new EnumMap<>(Target.class))
                .put(each.target(), each));
        Map<Long, Instant> since = new HashMap<>();
        all.assignments().stream()
                .filter(each -> each.until() == null && each.versionId() != null)
                .forEach(each -> since.put(Objects.requireNonNull(each.versionId()), each.from()));
        List<Row> rows = new ArrayList<>();
        for (Version version : all.versions()) {
            rows.add(new Row(version, ranks.getOrDefault(version.id(), Map.of()), since.get(version.id())));
        }
        rows.sort(order(sort));
        return rows;
    }

    private static Comparator<Row> order(Sort sort) {
        Comparator<Row> newest =
                Comparator.comparingLong((Row row) -> row.version().id()).reversed();
        Target target = sort.target();
        if (target != null) {
            return Comparator.comparingDouble((Row row) -> error(row, target)).thenComparing(newest);
        }
        return sort == Sort.NEWEST
                ? newest
                : Comparator.comparingInt((Row row) -> place(row.version().state()))
                        .thenComparing(newest);
    }

    /** What has none comes last. */
    private static double error(Row row, Target target) {
        Ranked rank = row.ranks().get(target);
        return rank == null ? Double.POSITIVE_INFINITY : rank.heldOutMae();
    }

    private static int place(VersionState state) {
        return switch (state) {
            case ACTIVE -> 0;
            case SHADOW -> 1;
            case VALIDATED -> 2;
            case DRAFT -> 3;
            case RETIRED -> 4;
        };
    }

    /** What may be done with a version. */
    static List<Route> acts(Version version) {
        List<Route> acts = new ArrayList<>();
        VersionState state = version.state();
        if (state == VersionState.DRAFT || state == VersionState.VALIDATED) {
            acts.add(ModelsApi.SHADOW_MODEL);
        }
        if (state != VersionState.ACTIVE && state != VersionState.RETIRED) {
            acts.add(ModelsApi.ACTIVATE_MODEL);
        }
        if (state == VersionState.ACTIVE || state == VersionState.SHADOW) {
            acts.add(ModelsApi.DEACTIVATE_MODEL);
        }
        if (state != VersionState.RETIRED) {
            acts.add(ModelsApi.RETIRE_MODEL);
        }
        return acts;
    }

    /** Whether there is a version that could come back: one that was active before the one that is, or was last. */
    static boolean canRollBack(Everything all) {
        Map<Long, VersionState> states = new HashMap<>();
        all.versions().forEach(each -> states.put(each.id(), each.state()));
        List<Given> given = new ArrayList<>();
        for (Assignment each : all.assignments().reversed()) {
            if (each.role() == Role.ACTIVE && each.versionId() != null) {
                given.add(new Given(each.versionId(), each.back()));
            }
        }
        return RoleHistory.former(given, id -> {
                    VersionState state = states.get(id);
                    return state != null && state != VersionState.ACTIVE && state != VersionState.RETIRED;
                })
                != null;
    }
}
