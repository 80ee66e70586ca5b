package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That files of reports of which the database knows nothing lie in the folder: looked for once after a start, and again and
 * again while there are some. Used by one thread.
 */
final class LeftCondition {
    static final ConditionKind KIND =
            ConditionKind.ofConsole("report_files_left", Severity.NOTE, Duration.ZERO, Duration.ZERO);

    private static final Logger LOG = LoggerFactory.getLogger(LeftCondition.class);
    private static final String SOURCE = "reports";
    private static final Duration AGAIN = Duration.ofMinutes(2);

    private final ReportFolder folder;
    private final ConditionBoard board;
    private final Duration again;
    private boolean looked;
    private long lookedNanos;
    private List<String> left = List.of();

    LeftCondition(ReportFolder folder, ConditionBoard board) {
        this(folder, board, AGAIN);
    }

    /** @param again so long after a look that found some the next one comes */
    LeftCondition(ReportFolder folder, ConditionBoard board, Duration again) {
        this.folder = folder;
        this.board = board;
        this.again = again;
    }

    /** To be called now and then, while no report is being made: what is half-made is known by nobody yet. */
    void look() {
        if (looked && (left.isEmpty() || System.nanoTime() - lookedNanos < again.toNanos())) {
            return;
        }
        List<String> now;
        try {
            now = folder.unknown();
        } catch (SQLException | IOException e) {
            LOG.debug("whether files in {} are of no report is not known: {}", folder.folder(), e.getMessage());
            return;
        }
        looked = true;
        lookedNanos = System.nanoTime();
        long reports = LeftFiles.reports(now);
        if (!now.isEmpty() && !now.equals(left)) {
            LOG.warn(
                    "{} files in {} are of reports that this database does not have, such as {}: no list shows them,"
                            + " nothing deletes them, and they do not count into reports.limit.mib",
                    reports,
                    folder.folder(),
                    now.getFirst());
        }
        left = now;
        board.observe(
                KIND,
                SOURCE,
                now.isEmpty()
                        ? Observation.INACTIVE
                        : new Observation.Active(
                                reports + " files of reports that this database does not have lie in report-files",
                                "move them elsewhere or delete them: no list shows them, and nothing deletes them by"
                                        + " itself",
                                Map.of("count", Long.toString(reports))));
    }
}
