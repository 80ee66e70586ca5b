package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import java.util.List;

/** Backends of a hall of twelve stations that windows are connected to. */
public final class MadeUpBackend {
    private MadeUpBackend() {}

    /** Knows its stations alone. */
    public static TestBackend hall() {
        return new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything()));
    }

    /** All is well. */
    public static TestBackend calm() {
        return hall().answer("/health", 200, MadeUpHealth.calm())
                .answer("/health/history", 200, MadeUpHealth.calmHour());
    }

    /** Much is wrong, and so many bugs were reported: every screen has something to show but firmware and models. */
    public static TestBackend inTrouble(int reported) {
        List<Bugs.BugSummary> bugs = MadeUpBugs.bugs(1, reported);
        return hall().answer(
                        "/api/sqal/devices",
                        200,
                        MadeUpDetails.list(MadeUp.everything().stream()
                                .map(live -> live.device())
                                .toList()))
                .answer("/api/admin/log", 200, MadeUpHealth.log())
                .answer("/api/admin/audit", 200, MadeUpJournal.page())
                .answer("/api/log", 200, MadeUpProofs.state())
                .answer("/api/log/verification", 200, MadeUpProofs.altered())
                .answer("/health", 200, MadeUpHealth.bad())
                .answer("/health/history", 200, MadeUpHealth.badHour())
                .answer("/health/startup", 200, MadeUp.probe("started"))
                .answer("/health/live", 200, MadeUp.probe("live"))
                .answer("/health/ready", 200, MadeUp.probe("degraded"))
                .answer("/api/bugs", 200, new Bugs.BugPage(bugs, null, bugs.size()))
                .answer("/api/bugs/board", 200, MadeUpBugs.board(bugs))
                .answer("/api/bugs/metrics/summary", 200, MadeUpBugs.figures())
                .answer("/api/bugs/metrics/trends", 200, new Listing<>(MadeUpBugs.days(30)));
    }
}
