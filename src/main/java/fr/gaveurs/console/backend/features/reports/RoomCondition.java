package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** That reports of this console wait for room on its disk. */
final class RoomCondition {
    static final ConditionKind KIND =
            ConditionKind.ofConsole("reports_wait_for_room", Severity.WARNING, Duration.ZERO, Duration.ZERO);
    /** What goes by as soon as somebody frees some space. */
    private static final Set<Code> OF_ROOM = EnumSet.of(Code.DISK_FULL, Code.LITTLE_SPACE);

    private static final String SOURCE = "reports";

    private final ConditionBoard board;

    RoomCondition(ConditionBoard board) {
        this.board = board;
    }

    static boolean isOfRoom(ReportReason reason) {
        return OF_ROOM.contains(reason.code());
    }

    /** @param since the database remembers it over a kill, before the condition itself was written */
    void waits(ReportReason why, Instant since) {
        board.observe(
                KIND,
                SOURCE,
                new Observation.Active(
                                "reports wait for room on the disk: " + why.text(),
                                "free some space on the disk of the data folder: they are made by themselves within a"
                                        + " minute",
                                Map.of("reason", why.code().key()))
                        .since(since));
    }

    void none() {
        board.observe(KIND, SOURCE, Observation.INACTIVE);
    }
}
