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
    private static final String TEMPLATES = "/api/reports/templates";
    private static final String TEMPLATE = "/api/reports/templates/{id}";
    private static final String PROFILES = "/api/reports/profiles";

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

    public static final Route PAGE_PICTURE = Route.get(
            "getReportPage",
            ONE + "/page",
            TAG,
            "A page of a report's PDF as a PNG; the header Page-Count says how many there are",
            Role.VIEWER,
            ReportInput.PageQuery.class,
            FileContent.class);
    public static final Route REPORT_AGAIN = new Route(
            "makeReportAgain",
            "POST",
            ONE + "/again",
            TAG,
            "Makes a report about the same once more, and delivers it where its schedule says; 202",
            Role.OPERATOR,
            null,
            null,
            Reports.Report.class);
    public static final Route SEND_REPORT = new Route(
            "sendReport",
            "POST",
            ONE + "/send",
            TAG,
            "Mails the files of a report to some addresses; its deliveries tell what becomes of it",
            Role.OPERATOR,
            null,
            ReportInput.SendReport.class,
            Route.listOf(Reports.ReportDelivery.class));
    public static final Route LIST_DELIVERIES = Route.get(
            "listReportDeliveries",
            ONE + "/deliveries",
            TAG,
            "Where a report is taken, what became of it, and why not",
            Role.VIEWER,
            null,
            Route.listOf(Reports.ReportDelivery.class));
    public static final Route PREVIEW = new Route(
            "previewReport",
            "POST",
            "/api/reports/preview",
            TAG,
            "The first pages of a report by a template that need not be saved, as a PNG of this width, one below the other",
            Role.OPERATOR,
            ReportInput.PageQuery.class,
            ReportTemplates.Preview.class,
            ReportTemplates.BODY,
            FileContent.class);

    public static final Route LIST_TEMPLATES = Route.get(
            "listReportTemplates",
            TEMPLATES,
            TAG,
            "Templates of reports in their newest versions",
            Role.VIEWER,
            null,
            Route.listOf(ReportTemplates.Template.class));
    public static final Route CREATE_TEMPLATE = new Route(
            "createReportTemplate",
            "POST",
            TEMPLATES,
            TAG,
            "Makes a template: sections, stations, lines, product, language, logo",
            Role.OPERATOR,
            null,
            ReportTemplates.TemplateInput.class,
            ReportTemplates.BODY,
            ReportTemplates.Template.class);
    public static final Route GET_TEMPLATE = Route.get(
            "getReportTemplate",
            TEMPLATE,
            TAG,
            "A template in any of its versions, also a deleted one",
            Role.VIEWER,
            ReportTemplates.VersionQuery.class,
            ReportTemplates.Template.class);
    public static final Route TEMPLATE_LOGO = Route.get(
            "getReportTemplateLogo",
            TEMPLATE + "/logo",
            TAG,
            "The logo of a template",
            Role.VIEWER,
            ReportTemplates.VersionQuery.class,
            FileContent.class);
    public static final Route TEMPLATE_VERSIONS = Route.get(
            "listReportTemplateVersions",
            TEMPLATE + "/versions",
            TAG,
            "All versions of a template, newest first",
            Role.VIEWER,
            null,
            Route.listOf(ReportTemplates.Template.class));
    public static final Route SAVE_TEMPLATE = new Route(
            "saveReportTemplate",
            "PUT",
            TEMPLATE,
            TAG,
            "Saves a template as its next version; older ones stay as they are",
            Role.OPERATOR,
            null,
            ReportTemplates.TemplateInput.class,
            ReportTemplates.BODY,
            ReportTemplates.Template.class);
    public static final Route DELETE_TEMPLATE = new Route(
            "deleteReportTemplate",
            "DELETE",
            TEMPLATE,
            TAG,
            "Offers a template no more; its versions stay for the reports that name them",
            Role.OPERATOR,
            null,
            null,
            Void.class);

    public static final Route LIST_PROFILES = Route.get(
            "listProductProfiles",
            PROFILES,
            TAG,
            "Between what weight and volume of each product are to lie",
            Role.VIEWER,
            null,
            Route.listOf(Reports.ProductProfile.class));
    public static final Route CREATE_PROFILE = new Route(
            "createProductProfile",
            "POST",
            PROFILES,
            TAG,
            "Says between what weight and volume of a product are to lie",
            Role.OPERATOR,
            null,
            ReportTemplates.ProfileInput.class,
            Reports.ProductProfile.class);
    public static final Route SAVE_PROFILE = new Route(
            "saveProductProfile",
            "PUT",
            PROFILES + "/{id}",
            TAG,
            "Changes a product's limits; reports that were made keep theirs",
            Role.OPERATOR,
            null,
            ReportTemplates.ProfileInput.class,
            Reports.ProductProfile.class);
    public static final Route DELETE_PROFILE = new Route(
            "deleteProductProfile",
            "DELETE",
            PROFILES + "/{id}",
            TAG,
            "Deletes a product's limits; a template that names them goes on without",
            Role.OPERATOR,
            null,
            null,
            Void.class);

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_REPORTS,
            MAKE_REPORT,
            GET_REPORT,
            REPORT_FILE,
            DELETE_REPORT,
            PAGE_PICTURE,
            REPORT_AGAIN,
            SEND_REPORT,
            LIST_DELIVERIES,
            PREVIEW,
            LIST_TEMPLATES,
            CREATE_TEMPLATE,
            GET_TEMPLATE,
            TEMPLATE_LOGO,
            TEMPLATE_VERSIONS,
            SAVE_TEMPLATE,
            DELETE_TEMPLATE,
            LIST_PROFILES,
            CREATE_PROFILE,
            SAVE_PROFILE,
            DELETE_PROFILE,
            LIST_SCHEDULES,
            CREATE_SCHEDULE,
            PATCH_SCHEDULE,
            RUN_SCHEDULE,
            DELETE_SCHEDULE);

    /** Those whose work goes on after their answer, which is 202. */
    public static final Set<Route> BEGUN = Set.of(MAKE_REPORT, RUN_SCHEDULE, REPORT_AGAIN);

    private ReportsApi() {}
}
