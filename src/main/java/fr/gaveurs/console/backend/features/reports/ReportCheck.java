package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.store.Database;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether reports that come by themselves come: asks the tables, by the database's clock. */
final class ReportCheck implements HealthCheck {
    private static final String ASK = "SELECT"
            + " (SELECT count(*) FROM report_runs WHERE state IN ('queued', 'running')) AS waiting,"
            + " (SELECT count(*) FROM report_runs WHERE state = 'queued' AND next_try IS NOT NULL) AS no_room,"
            + " (SELECT count(*) FROM report_runs WHERE state = 'failed' AND schedule_id IS NOT NULL"
            + " AND requested_by IS NULL"
            + " AND finished_at > now() - interval '1 day') AS failed,"
            + " (SELECT count(*) FROM report_deliveries WHERE state = 'pending') AS undelivered,"
            + " (SELECT count(*) FROM report_deliveries WHERE state = 'pending' AND attempts > 3) AS stuck,"
            + " (SELECT count(*) FROM report_schedules WHERE enabled AND done_until > now() + interval '1 hour') AS ahead";

    private final Database database;

    ReportCheck(Database database) {
        this.database = database;
    }

    /** How it stands. */
    private record Counts(long waiting, long noRoom, long failed, long undelivered, long stuck, long ahead) {}

    @Override
    public Result check() {
        Counts counts = database.jdbi().withHandle(handle -> handle.createQuery(ASK)
                .map((row, context) -> new Counts(
                        row.getLong("waiting"),
                        row.getLong("no_room"),
                        row.getLong("failed"),
                        row.getLong("undelivered"),
                        row.getLong("stuck"),
                        row.getLong("ahead")))
                .one());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("waiting_reports", counts.waiting());
        figures.put("failed_reports", counts.failed());
        figures.put("undelivered_reports", counts.undelivered());
        if (counts.noRoom() > 0) {
            return Result.degraded(
                    counts.noRoom() + " reports wait for room on the disk: free some space, and they are made",
                    figures);
        }
        if (counts.failed() > 0) {
            return Result.degraded(
                    counts.failed() + " scheduled reports of the last day could not be made: GET /api/reports says why",
                    figures);
        }
        if (counts.ahead() > 0) {
            return Result.degraded(
                    counts.ahead()
                            + " schedules were gone through by a clock that was ahead, and make nothing until then:"
                            + " set the clock, then switch them off and on",
                    figures);
        }
        if (counts.stuck() > 0) {
            return Result.degraded(
                    counts.stuck() + " reports could not be copied or mailed yet: GET /api/reports/scheduled says"
                            + " why",
                    figures);
        }
        return Result.up(figures);
    }
}
