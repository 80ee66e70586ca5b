package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.conditions.Observation.ActiveSince;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be wrong on a sample's way to the database. */
public final class IngestConditions {
    /** Source of {@link #SPOOL_WAITING}. */
    public static final String SPOOL = "spool";
    /** Source of {@link #CLOCK_WRONG}. */
    public static final String CLOCKS = "clocks";

    /** Details: {@code bringing}, whether the database takes samples again. */
    public static final ConditionKind SPOOL_WAITING =
            ConditionKind.ofConsole("spool_waiting", Severity.WARNING, Duration.ZERO, Duration.ofSeconds(3));

    /** Details: {@code behind}, {@code agreeing} and {@code heard} stations. It has its own way back, at another offset. */
    public static final ConditionKind CLOCK_WRONG =
            ConditionKind.ofConsole("console_clock_wrong", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);

    public static final List<ConditionKind> ALL = List.of(SPOOL_WAITING, CLOCK_WRONG);

    private IngestConditions() {}

    /** Says whether samples wait in the spool. */
    static void spool(Ingest ingest, ConditionBoard board) {
        Outage.Trouble database = ingest.outage().database();
        Instant oldest = ingest.spool().oldest();
        // While the database is away the condition cannot be written: after a restart the spool alone remembers.
        Instant since = oldest != null ? oldest : database == null ? null : database.since();
        board.observe(
                SPOOL_WAITING, SPOOL, since == null ? Observation.INACTIVE : new ActiveSince(waiting(database), since));
    }

    private static Active waiting(Outage.@Nullable Trouble database) {
        return database == null
                ? new Active(
                        "samples of the spool are being brought to the database",
                        "wait until the spool is empty",
                        Map.of("bringing", "true"))
                : new Active(
                        "samples go to the spool: the database takes none since " + database.since() + " ("
                                + database.reason() + ")",
                        "see what the component database of /health says",
                        Map.of("bringing", "false"));
    }
}
