package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Reports as PDF, Excel and CSV. */
public final class ReportsApi {
    private static final String TAG = "reports";
    private static final String ALL_REPORTS = "/api/reports";
    private static final String ONE = "/api/reports/{id}";

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

    /** In the order of the documentation. */
    public static final List<Route> ALL =
            List.of(LIST_REPORTS, MAKE_REPORT, GET_REPORT, REPORT_FILE, DELETE_REPORT);

    private ReportsApi() {}
}
