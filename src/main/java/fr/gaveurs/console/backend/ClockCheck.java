package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.backend.features.devices.StationConditions;
import fr.gaveurs.console.backend.ingest.IngestConditions;
import fr.gaveurs.console.backend.ingest.StationClocks;
import fr.gaveurs.console.backend.ingest.StationClocks.Verdict;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.DatabaseTime;
import fr.gaveurs.console.backend.platform.store.retention.Durations;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the clocks of this console, of the database and of the stations agree; says which is wrong and by how much. */
final class ClockCheck implements HealthCheck {
    /** Names that a sentence tells. */
    private static final int NAMED = 5;

    /** Clocks of machines that are set by others differ by seconds. */
    private static final Duration DATABASE_APART = Duration.ofMinutes(2);

    private final DatabaseTime database;
    private final Retention retention;
    private final StationClocks stations;
    private final Clock clock;
    private final ConditionBoard conditions;

    ClockCheck(Database database, Retention retention, StationClocks stations, Clock clock, ConditionBoard conditions) {
        this.database = new DatabaseTime(database);
        this.retention = retention;
        this.stations = stations;
        this.clock = clock;
        this.conditions = conditions;
    }

    @Nullable
    Instant databaseTime() {
        return database.now();
    }

    @Override
    public Result check() {
        database.refresh();
        retention.refresh();
        StationClocks.Finding found = stations.finding();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("stations_heard", found.heard());
        figures.put("stations_agreeing", found.agreeing());
        if (found.heard() > 0 || found.verdict() == Verdict.WRONG) {
            offset(figures, "stations", found.ahead());
        }
        Instant there = database.now();
        Duration apart = there == null ? Duration.ZERO : Duration.between(there, clock.instant());
        if (there != null) {
            offset(figures, "database", apart);
        }
        String refused = refusedStations();
        if (!refused.isEmpty()) {
            figures.put("refused_stations", refused);
        }
        String kept = retention.objection();
        figures.put("old_deleted", kept == null);
        conditions.observe(IngestConditions.CLOCK_WRONG, IngestConditions.CLOCKS, observed(found));
        Condition wrong = conditions.find(IngestConditions.CLOCK_WRONG, IngestConditions.CLOCKS);
        if (wrong != null && wrong.confirmed()) {
            return Result.degraded(wrong.text() + ": " + wrong.remedy() + alsoKept(kept), figures);
        }
        if (kept != null) {
            return Result.degraded(
                    "nothing old is deleted, since nothing confirms the clock: set the one that is wrong, or say that all"
                            + " are right by 'gaveurs-console clock confirm' (" + kept + ")",
                    figures);
        }
        if (apart.abs().compareTo(DATABASE_APART) > 0) {
            return Result.degraded(
                    "this console's clock is " + words(apart) + " the database's clock: set whichever is wrong",
                    figures);
        }
        if (!refused.isEmpty()) {
            return Result.degraded(
                    "samples are refused for their time: those of " + refused
                            + " lie more than 5 min ahead of this console's clock; set the stations' clocks, or this"
                            + " computer's",
                    figures);
        }
        return Result.up(figures);
    }

    private static Observation observed(StationClocks.Finding found) {
        return switch (found.verdict()) {
            case RIGHT -> Observation.INACTIVE;
            // Nobody is heard, or they do not agree: what was found before stays.
            case UNKNOWN, UNSURE -> Observation.UNKNOWN;
            case WRONG ->
                new Active(
                        "this console's clock is wrong: it is " + words(found.ahead()) + " the stations' clocks, which "
                                + found.agreeing() + " of " + found.heard()
                                + " agree on; samples are taken and flagged",
                        "set this computer's clock",
                        Map.of(
                                "behind", Boolean.toString(found.ahead().isNegative()),
                                "seconds", Long.toString(found.ahead().abs().toSeconds()),
                                "agreeing", Integer.toString(found.agreeing()),
                                "heard", Integer.toString(found.heard())));
        };
    }

    /** The first of the stations whose samples are refused since their clocks are ahead. */
    private String refusedStations() {
        return conditions.open(StationConditions.CLOCK_WRONG).stream()
                .filter(condition ->
                        condition.confirmed() && condition.details().containsKey("ahead_seconds"))
                .map(Condition::source)
                .limit(NAMED)
                .collect(Collectors.joining(", "));
    }

    private static String alsoKept(@Nullable String kept) {
        return kept == null ? "" : ". Nothing old is deleted meanwhile: " + kept;
    }

    private static String words(Duration ahead) {
        return Durations.text(ahead) + (ahead.isNegative() ? " behind" : " ahead of");
    }

    private static void offset(Map<String, Object> figures, String whose, Duration ahead) {
        figures.put(
                (ahead.isNegative() ? "behind_" : "ahead_of_") + whose + "_seconds",
                Math.round(ahead.abs().toMillis() / 1e2) / 10.0);
    }
}
