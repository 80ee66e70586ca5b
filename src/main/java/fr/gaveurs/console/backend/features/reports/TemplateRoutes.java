package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.reports.ReportInput.PageQuery;
import fr.gaveurs.console.api.reports.ReportTemplates.Preview;
import fr.gaveurs.console.api.reports.ReportTemplates.ProfileInput;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.ReportTemplates.TemplateInput;
import fr.gaveurs.console.api.reports.ReportTemplates.VersionQuery;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.api.reports.ReportsApi;
import fr.gaveurs.console.backend.features.reports.format.PagePictures;
import fr.gaveurs.console.backend.features.reports.format.PagePictures.Picture;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of templates, of products' limits, and of pages as pictures. */
final class TemplateRoutes {
    private static final int USUAL_WIDTH = 600;
    private static final int PREVIEW_PAGES = 4;

    private final TemplateStore templates;
    private final ProfileStore profiles;
    private final Database database;
    private final ReportStore reports;
    private final ReportFolder folder;
    private final ReportMaker maker;
    private final ReportPreviews previews = new ReportPreviews();
    private final ZoneId zone;

    /** @param zone of the hall */
    TemplateRoutes(
            TemplateStore templates,
            ProfileStore profiles,
            Database database,
            ReportStore reports,
            ReportFolder folder,
            ReportMaker maker,
            ZoneId zone) {
        this.templates = templates;
        this.profiles = profiles;
        this.database = database;
        this.reports = reports;
        this.folder = folder;
        this.maker = maker;
        this.zone = zone;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ReportsApi.PAGE_PICTURE, this::page),
                new Endpoint(ReportsApi.PREVIEW, this::preview),
                new Endpoint(ReportsApi.LIST_TEMPLATES, call -> new Listing<>(templates.list())),
                new Endpoint(
                        ReportsApi.CREATE_TEMPLATE,
                        call -> Reply.json(201, templates.create(call.body(TemplateInput.class), call.act()))),
                new Endpoint(ReportsApi.GET_TEMPLATE, this::template),
                new Endpoint(ReportsApi.TEMPLATE_LOGO, this::logo),
                new Endpoint(
                        ReportsApi.TEMPLATE_VERSIONS, call -> new Listing<>(templates.versions(ReportRoutes.id(call)))),
                new Endpoint(
                        ReportsApi.SAVE_TEMPLATE,
                        call -> templates.save(ReportRoutes.id(call), call.body(TemplateInput.class), call.act())),
                new Endpoint(ReportsApi.DELETE_TEMPLATE, call -> {
                    templates.delete(ReportRoutes.id(call), call.act());
                    return null;
                }),
                new Endpoint(ReportsApi.LIST_PROFILES, call -> new Listing<>(profiles.list())),
                new Endpoint(
                        ReportsApi.CREATE_PROFILE,
                        call -> Reply.json(201, profiles.save(null, call.body(ProfileInput.class), call.act()))),
                new Endpoint(
                        ReportsApi.SAVE_PROFILE,
                        call -> profiles.save(ReportRoutes.id(call), call.body(ProfileInput.class), call.act())),
                new Endpoint(ReportsApi.DELETE_PROFILE, call -> {
                    profiles.delete(ReportRoutes.id(call), call.act());
                    return null;
                }));
    }

    private Template template(Call call) {
        return templates.need(
                ReportRoutes.id(call), call.query(VersionQuery.class).version());
    }

    private Reply logo(Call call) {
        Template template = template(call);
        byte[] logo =
                database.jdbi().withHandle(handle -> TemplateStore.logo(handle, template.id(), template.version()));
        if (logo == null) {
            throw ProblemException.notFound("this version of the template has no logo of its own");
        }
        boolean png = logo.length > 1 && logo[1] == 'P';
        return Reply.download(png ? "image/png" : "image/jpeg", "logo" + (png ? ".png" : ".jpg"), logo);
    }

    private Reply page(Call call) {
        long id = ReportRoutes.id(call);
        Report report = reports.find(id).orElseThrow(() -> ReportRoutes.unknown(id));
        ReportRoutes.allow(call.role(), report.subject().kind());
        if (report.state() != ReportState.DONE) {
            throw ProblemException.conflict(
                    "the report has no pages: it is " + report.state().key());
        }
        ReportFile file = report.files().stream()
                .filter(each -> each.format() == ReportFormat.PDF)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("the report was not made as PDF"));
        PageQuery query = call.query(PageQuery.class);
        return picture(previews.page(
                file.sha256(),
                ReportRoutes.here(folder, id, file).toFile(),
                query.page() == null ? 1 : query.page(),
                width(query)));
    }

    private static int width(PageQuery query) {
        return query.width() == null ? USUAL_WIDTH : query.width();
    }

    private static Reply picture(Picture picture) {
        return Reply.download("image/png", "page.png", picture.png())
                .with("Page-Count", Integer.toString(picture.pages()));
    }

    private Reply preview(Call call) {
        Preview wanted = call.body(Preview.class);
        ReportRoutes.allow(call.role(), wanted.report().kind());
        TemplateInput input = wanted.template();
        if (input != null) {
            TemplateStore.check(input);
        }
        byte[] given = input == null ? null : input.logo();
        byte[] logo = given == null || given.length == 0 ? null : given;
        Template draft = input == null ? null : draft(wanted, input);
        return picture(previews.draw(() -> PagePictures.first(
                maker.preview(wanted.report(), draft, logo, zone), PREVIEW_PAGES, width(call.query(PageQuery.class)))));
    }

    /** As if it were saved: with the id of the one that it comes of, for its logo, or 0. */
    private Template draft(Preview wanted, TemplateInput input) {
        Long of = wanted.report().template();
        byte[] logo = input.logo();
        Template saved = of == null ? null : templates.need(of, null);
        boolean keeps = logo == null && saved != null && saved.logo();
        return new Template(
                saved == null ? 0 : saved.id(),
                saved == null ? 1 : saved.version(),
                input.name(),
                input.sections() == null ? List.of() : List.copyOf(input.sections()),
                orNone(input.deviceIds()),
                orNone(input.lines()),
                input.profileId(),
                input.language(),
                keeps,
                Instant.EPOCH,
                null,
                false);
    }

    private static List<String> orNone(@Nullable List<String> texts) {
        return texts == null ? List.of() : List.copyOf(texts);
    }
}
