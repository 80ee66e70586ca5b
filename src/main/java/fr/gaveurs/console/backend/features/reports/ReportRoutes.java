package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.reports.ReportInput.FileQuery;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.ReportInput.SendReport;
import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportDelivery;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.api.reports.ReportsApi;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of reports. */
final class ReportRoutes {
    private final ReportStore store;
    private final ScheduleStore schedules;
    private final ReportFolder folder;
    private final ReportWorker worker;
    private final ZoneId zone;
    private final Clock clock;
    private final Runnable mailing;

    /**
     * @param zone of the hall
     * @param mailing told that there is something to mail
     */
    ReportRoutes(
            ReportStore store,
            ScheduleStore schedules,
            ReportFolder folder,
            ReportWorker worker,
            ZoneId zone,
            Clock clock,
            Runnable mailing) {
        this.store = store;
        this.schedules = schedules;
        this.folder = folder;
        this.worker = worker;
        this.zone = zone;
        this.clock = clock;
        this.mailing = mailing;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ReportsApi.LIST_REPORTS, call -> store.list(call.query(ReportQuery.class))),
                new Endpoint(ReportsApi.MAKE_REPORT, this::make),
                new Endpoint(ReportsApi.GET_REPORT, call -> report(call)),
                new Endpoint(ReportsApi.REPORT_FILE, this::file),
                new Endpoint(ReportsApi.DELETE_REPORT, this::remove),
                new Endpoint(ReportsApi.REPORT_AGAIN, this::again),
                new Endpoint(ReportsApi.SEND_REPORT, this::send),
                new Endpoint(
                        ReportsApi.LIST_DELIVERIES,
                        call -> new Listing<>(store.deliveries(report(call).id()))),
                new Endpoint(ReportsApi.LIST_SCHEDULES, call -> new Listing<>(schedules.list())),
                new Endpoint(ReportsApi.CREATE_SCHEDULE, this::create),
                new Endpoint(
                        ReportsApi.PATCH_SCHEDULE,
                        call -> schedules.change(id(call), call.body(SchedulePatch.class), call.act())),
                new Endpoint(ReportsApi.RUN_SCHEDULE, this::run),
                new Endpoint(ReportsApi.DELETE_SCHEDULE, call -> {
                    schedules.delete(id(call), call.act());
                    return null;
                }));
    }

    static long id(Call call) {
        String text = call.path("id");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("an id is a whole number, not '" + text + "'");
        }
    }

    private Report report(Call call) {
        long id = id(call);
        return store.find(id).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(long id) {
        return ProblemException.notFound("there is no report " + id);
    }

    /** What the journal tells is for those who may read it. */
    static void allow(Role role, ReportKind kind) {
        if (kind == ReportKind.JOURNAL && !role.includes(Role.ADMIN)) {
            throw ProblemException.forbidden("reports about the journal are for administrators, as the journal is");
        }
    }

    private Reply make(Call call) {
        NewReport wanted = call.body(NewReport.class);
        allow(call.role(), wanted.kind());
        List<ReportFormat> formats = wanted.formats() == null
                ? List.of(ReportFormat.PDF)
                : wanted.formats().stream().distinct().toList();
        Report report = store.add(wanted, zone, clock.instant(), formats, call.act());
        worker.hurry();
        return Reply.json(202, report).with("Location", "/api/reports/" + report.id());
    }

    private Reply again(Call call) {
        Report before = report(call);
        allow(call.role(), before.subject().kind());
        if (!before.state().isFinal()) {
            throw ProblemException.conflict("the report is " + before.state().key() + ": it is made anyway");
        }
        Report report = store.again(before, call.act());
        worker.hurry();
        return Reply.json(202, report).with("Location", "/api/reports/" + report.id());
    }

    private Reply send(Call call) {
        Report report = report(call);
        allow(call.role(), report.subject().kind());
        if (report.state() != ReportState.DONE) {
            throw ProblemException.conflict("the report has no files that could be sent: it is "
                    + report.state().key());
        }
        Listing<ReportDelivery> deliveries = new Listing<>(
                store.send(report.id(), call.body(SendReport.class).recipients(), call.act()));
        mailing.run();
        return Reply.json(201, deliveries);
    }

    private Reply create(Call call) {
        return Reply.json(201, schedules.create(call.body(NewSchedule.class), call.act()));
    }

    private Reply run(Call call) {
        long report = schedules.run(id(call), call.act());
        worker.hurry();
        return Reply.json(202, store.find(report).orElseThrow(() -> unknown(report)))
                .with("Location", "/api/reports/" + report);
    }

    private Reply file(Call call) {
        Report report = report(call);
        allow(call.role(), report.subject().kind());
        if (report.state() != ReportState.DONE) {
            throw ProblemException.conflict(
                    report.state().isFinal()
                            ? "the report has no files: it is " + report.state().key()
                            : "the report is not made yet: " + report.progressPercent() + " %");
        }
        ReportFormat wanted = call.query(FileQuery.class).format();
        ReportFile file = report.files().stream()
                .filter(each -> wanted == null || each.format() == wanted)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("the report was not made in this format"));
        Path path = here(folder, report.id(), file);
        Reply.Stream bytes = out -> Files.copy(path, out);
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.sha256()));
        return Reply.download(file.format().mediaType(), file.fileName(), bytes)
                .with("Content-Length", Long.toString(file.bytes()))
                .with("Repr-Digest", "sha-256=:" + digest + ":");
    }

    /** @throws ProblemException where it does not lie here as it was made */
    static Path here(ReportFolder folder, long report, ReportFile file) {
        Path path = folder.file(file.fileName());
        try {
            return switch (folder.state(report, file.fileName())) {
                case WHOLE -> path;
                case CHANGED ->
                    throw ProblemException.conflict("the file " + file.fileName()
                            + " was changed on this console's disk since it was made, and no longer has the SHA-256 "
                            + file.sha256()
                            + ": make the report again");
                case MISSING ->
                    throw ProblemException.gone("the file " + file.fileName()
                            + " was deleted from this console's disk: make the report again");
                case ELSEWHERE ->
                    throw ProblemException.notFound("the file lies in the folder report-files of the console on "
                            + file.machine() + ", and not here: ask that console, or make the report again");
            };
        } catch (IOException e) {
            throw ProblemException.unavailable("the file cannot be read now: " + FileErrors.reason(e), 10);
        }
    }

    private @Nullable Object remove(Call call) {
        Report report = report(call);
        allow(call.role(), report.subject().kind());
        if (!store.remove(report.id(), call.act())) {
            throw unknown(report.id());
        }
        worker.tidy();
        return null;
    }
}
