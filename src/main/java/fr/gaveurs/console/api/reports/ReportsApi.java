package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;
import java.util.Set;

/** Reports as PDF, Excel and CSV. */
public final class ReportsApi {
    private static final String TAG = "reports";
    private static final String ALL_REPORTS = "/api/reports";
    private static final String ONE = "/api/reports/{id}";
    private static final String SCHEDULED = "/api/reports/scheduled";
    private static final String SCHEDULE = "/api/reports/scheduled/{id}";

    public static final Route LIST_REPORTS = Route.get(
            "listReports",
            ALL_REPORTS,
            TAG,
            "Reports that were made or are being made, newest first, a page at a time",
            Role.VIEWER,
            ReportInput.ReportQuery.class,
            Route.generic(Page.class, Reports.Report.class));
    public static final Route MAKE_REPORT = new Route(
            "makeReport",
            "POST",
            ALL_REPORTS,
            TAG,
            "Begins to make a report and answers 202 at once; one about the journal is for administrators",
            Role.OPERATOR,
            null,
            ReportInput.NewReport.class,
            Reports.Report.class);
    public static final Route GET_REPORT =
            Route.get("getReport", ONE, TAG, "A report and how far it is", Role.VIEWER, null, Reports.Report.class);
    public static final Route REPORT_FILE = Route.get(
            "getReportFile",
            ONE + "/file",
            TAG,
            "A file of a report, with its SHA-256 in the header Repr-Digest",
            Role.VIEWER,
            ReportInput.FileQuery.class,
            FileContent.class);
    public static final Route DELETE_REPORT = new Route(
            "deleteReport",
            "DELETE",
            ONE,
            TAG,
            "Gives up a report that is being made; deletes one that is made, with its files",
            Role.OPERATOR,
            null,
            null,
            Void.class);

    public static final Route LIST_SCHEDULES = Route.get(
            "listReportSchedules",
            SCHEDULED,
            TAG,
            "Reports that come by themselves: when the next one is due, and what came of the last one",
            Role.VIEWER,
            null,
            Route.listOf(ReportSchedules.Schedule.class));
    public static final Route CREATE_SCHEDULE = new Route(
            "createReportSchedule",
            "POST",
            SCHEDULED,
            TAG,
            "Lets reports come by themselves from now on",
            Role.ADMIN,
            null,
            ReportSchedules.NewSchedule.class,
            ReportSchedules.Schedule.class);
    public static final Route PATCH_SCHEDULE = new Route(
            "changeReportSchedule",
            "PATCH",
            SCHEDULE,
            TAG,
            "Changes a schedule, or switches it off and on; what was due while it was off is not made",
            Role.ADMIN,
            null,
            ReportSchedules.SchedulePatch.class,
            ReportSchedules.Schedule.class);
    public static final Route DELETE_SCHEDULE = new Route(
            "deleteReportSchedule",
            "DELETE",
            SCHEDULE,
            TAG,
            "Deletes a schedule; its reports stay",
            Role.ADMIN,
            null,
            null,
            Void.class);
    public static final Route RUN_SCHEDULE = new Route(
            "runReportSchedule",
            "POST",
            SCHEDULE + "/run",
            TAG,
            "Makes the schedule's report of the last period that is over, and delivers it as a real one",
            Role.ADMIN,
            null,
            null,
            Reports.Report.class);

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_REPORTS,
            MAKE_REPORT,
            GET_REPORT,
            REPORT_FILE,
            DELETE_REPORT,
            LIST_SCHEDULES,
            CREATE_SCHEDULE,
            PATCH_SCHEDULE,
            RUN_SCHEDULE,
            DELETE_SCHEDULE);

    /** Those whose work goes on after their answer, which is 202. */
    public static final Set<Route> BEGUN = Set.of(MAKE_REPORT, RUN_SCHEDULE);

    private ReportsApi() {}
}
