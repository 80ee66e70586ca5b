package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.ingest.StationClocks;
import fr.gaveurs.console.backend.ingest.StationClocks.Verdict;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.store.DatabaseTime;
import fr.gaveurs.console.backend.platform.store.Durations;
import fr.gaveurs.console.backend.platform.store.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the clocks of this console, of the database and of the stations agree; says which is wrong and by how much. */
final class ClockCheck implements HealthCheck {
    /** Clocks of machines that are set by others differ by seconds. */
    private static final Duration DATABASE_APART = Duration.ofMinutes(2);

    private final DatabaseTime database;
    private final Retention retention;
    private final StationClocks stations;
    private final Clock clock;

    ClockCheck(StoreParts store, StationClocks stations, Clock clock) {
        this.database = new DatabaseTime(store.database());
        this.retention = store.retention();
        this.stations = stations;
        this.clock = clock;
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
        if (!found.refused().isEmpty()) {
            figures.put("refused_stations", String.join(", ", found.refused()));
        }
        String kept = retention.objection();
        figures.put("old_deleted", kept == null);
        if (found.verdict() == Verdict.WRONG) {
            return Result.degraded(
                    "this console's clock is wrong: it is " + words(found.ahead()) + " the stations' clocks, which "
                            + found.agreeing() + " of " + found.heard()
                            + " agree on; samples are taken and flagged: set this computer's clock"
                            + alsoKept(kept),
                    figures);
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
        if (!found.refused().isEmpty()) {
            return Result.degraded(
                    "samples are refused for their time: those of " + String.join(", ", found.refused())
                            + " lie more than 5 min ahead of this console's clock; set the stations' clocks, or this"
                            + " computer's",
                    figures);
        }
        return Result.up(figures);
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
