package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** That something of the log, or of what it is about, is not as it was written: said until a whole check finds nothing. */
final class LogAlteration {
    static final ConditionKind KIND =
            ConditionKind.ofConsole("log_altered", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);
    private static final String SOURCE = "log";

    private final ConditionBoard board;
    private volatile @Nullable Found found;

    /** @param first of all that was found */
    record Found(Finding first, long count) {}

    LogAlteration(ConditionBoard board) {
        this.board = board;
    }

    /** A check found something; once more where another one found it, too. */
    void found(Finding first, long count) {
        found = new Found(first, count);
        board.observe(
                KIND,
                SOURCE,
                new Observation.Active(
                        "the log of proofs found what was changed by hand: " + first.detail(),
                        "see the Proofs screen, or run gaveurs-console verify, which names everything; put back what was"
                                + " changed, from a backup if need be, and press Verify there: this is said until the"
                                + " console itself has found everything whole",
                        Map.of(
                                "found", Long.toString(count),
                                "kind", first.kind().name().toLowerCase(Locale.ROOT),
                                "name", name(first))));
    }

    private static String name(Finding first) {
        String row = first.name();
        return row != null ? first.entryKind() + " " + row : first.index() != null ? "#" + first.index() : "";
    }

    /** A check of everything came to its end and found nothing. */
    void none() {
        found = null;
        board.observe(KIND, SOURCE, Observation.INACTIVE);
    }

    /** Null while nothing is known to be altered. */
    @Nullable
    Found now() {
        return found;
    }
}
