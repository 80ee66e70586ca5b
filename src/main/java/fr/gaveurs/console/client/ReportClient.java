package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.reports.ReportInput;
import fr.gaveurs.console.api.reports.ReportSchedules;
import fr.gaveurs.console.api.reports.ReportTemplates;
import fr.gaveurs.console.api.reports.Reports;
import fr.gaveurs.console.api.reports.ReportsApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** The routes of reports; see {@link ApiClient} for how calls end. */
public final class ReportClient {
    private final RouteCaller api;

    ReportClient(RouteCaller api) {
        this.api = api;
    }

    /** Newest first, a page at a time. */
    public CompletableFuture<Page<Reports.Report>> list(ReportInput.ReportQuery query) {
        return api.call(ReportsApi.LIST_REPORTS, Map.of(), query);
    }

    /** Begins to make one; how far it is tells {@link #report}. */
    public CompletableFuture<Reports.Report> make(ReportInput.NewReport wanted) {
        return api.call(ReportsApi.MAKE_REPORT, Map.of(), null, wanted);
    }

    public CompletableFuture<Reports.Report> report(long id) {
        return api.call(ReportsApi.GET_REPORT, id(id), null);
    }

    /** Writes one of its files into a file, which is there only once it is whole. */
    public Download file(long id, Reports.ReportFormat format, Path target, LongConsumer progress) {
        return api.download(ReportsApi.REPORT_FILE, id(id), new ReportInput.FileQuery(format), target, progress);
    }

    /** Gives up one that is being made; deletes one that is made, with its files. */
    public CompletableFuture<Void> delete(long id) {
        return api.call(ReportsApi.DELETE_REPORT, id(id), null);
    }

    /** Reports that come by themselves, by their names. */
    public CompletableFuture<List<ReportSchedules.Schedule>> schedules() {
        return api.<Listing<ReportSchedules.Schedule>>call(ReportsApi.LIST_SCHEDULES, Map.of(), null)
                .thenApply(Listing::items);
    }

    public CompletableFuture<ReportSchedules.Schedule> create(ReportSchedules.NewSchedule wanted) {
        return api.call(ReportsApi.CREATE_SCHEDULE, Map.of(), null, wanted);
    }

    /** Fails with status 409 where somebody else changed the schedule since {@code patch.version()}. */
    public CompletableFuture<ReportSchedules.Schedule> change(long id, ReportSchedules.SchedulePatch patch) {
        return api.call(ReportsApi.PATCH_SCHEDULE, id(id), null, patch);
    }

    /** Makes its report of the last period that is over, and delivers it. */
    public CompletableFuture<Reports.Report> run(long id) {
        return api.call(ReportsApi.RUN_SCHEDULE, id(id), null);
    }

    /** Its reports stay. */
    public CompletableFuture<Void> deleteSchedule(long id) {
        return api.call(ReportsApi.DELETE_SCHEDULE, id(id), null);
    }

    /** Makes one about the same once more. */
    public CompletableFuture<Reports.Report> again(long id) {
        return api.call(ReportsApi.REPORT_AGAIN, id(id), null);
    }

    /** Mails its files. */
    public CompletableFuture<List<Reports.ReportDelivery>> send(long id, List<String> recipients) {
        return api.<Listing<Reports.ReportDelivery>>call(
                        ReportsApi.SEND_REPORT, id(id), null, new ReportInput.SendReport(recipients))
                .thenApply(Listing::items);
    }

    /** Where it is taken, and what became of it. */
    public CompletableFuture<List<Reports.ReportDelivery>> deliveries(long id) {
        return api.<Listing<Reports.ReportDelivery>>call(ReportsApi.LIST_DELIVERIES, id(id), null)
                .thenApply(Listing::items);
    }

    /**
     * A page of its PDF as a picture.
     *
     * @param page from 1 on
     * @param width in pixels
     */
    public CompletableFuture<Picture> page(long id, int page, int width) {
        return api.picture(ReportsApi.PAGE_PICTURE, id(id), new ReportInput.PageQuery(page, width), null);
    }

    /** The first pages of what a report would look like, one below the other. */
    public CompletableFuture<Picture> preview(ReportTemplates.Preview wanted, int width) {
        return api.picture(ReportsApi.PREVIEW, Map.of(), new ReportInput.PageQuery(null, width), wanted);
    }

    /** Templates in their newest versions, by name. */
    public CompletableFuture<List<ReportTemplates.Template>> templates() {
        return api.<Listing<ReportTemplates.Template>>call(ReportsApi.LIST_TEMPLATES, Map.of(), null)
                .thenApply(Listing::items);
    }

    /** All versions of a template, newest first. */
    public CompletableFuture<List<ReportTemplates.Template>> versions(long id) {
        return api.<Listing<ReportTemplates.Template>>call(ReportsApi.TEMPLATE_VERSIONS, id(id), null)
                .thenApply(Listing::items);
    }

    public CompletableFuture<ReportTemplates.Template> createTemplate(ReportTemplates.TemplateInput wanted) {
        return api.call(ReportsApi.CREATE_TEMPLATE, Map.of(), null, wanted);
    }

    /** Saves its next version; fails with status 409 where somebody else saved one meanwhile. */
    public CompletableFuture<ReportTemplates.Template> saveTemplate(long id, ReportTemplates.TemplateInput wanted) {
        return api.call(ReportsApi.SAVE_TEMPLATE, id(id), null, wanted);
    }

    /** Its versions stay for the reports that name them. */
    public CompletableFuture<Void> deleteTemplate(long id) {
        return api.call(ReportsApi.DELETE_TEMPLATE, id(id), null);
    }

    public CompletableFuture<List<Reports.ProductProfile>> profiles() {
        return api.<Listing<Reports.ProductProfile>>call(ReportsApi.LIST_PROFILES, Map.of(), null)
                .thenApply(Listing::items);
    }

    public CompletableFuture<Reports.ProductProfile> createProfile(ReportTemplates.ProfileInput wanted) {
        return api.call(ReportsApi.CREATE_PROFILE, Map.of(), null, wanted);
    }

    public CompletableFuture<Reports.ProductProfile> saveProfile(long id, ReportTemplates.ProfileInput wanted) {
        return api.call(ReportsApi.SAVE_PROFILE, id(id), null, wanted);
    }

    public CompletableFuture<Void> deleteProfile(long id) {
        return api.call(ReportsApi.DELETE_PROFILE, id(id), null);
    }

    private static Map<String, String> id(long id) {
        return Map.of("id", Long.toString(id));
    }
}
