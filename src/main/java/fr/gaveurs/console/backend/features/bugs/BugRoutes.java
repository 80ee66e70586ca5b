package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.bugs.BugInput.AttachmentQuery;
import fr.gaveurs.console.api.bugs.BugInput.BugPatch;
import fr.gaveurs.console.api.bugs.BugInput.ErrorReport;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.api.bugs.BugStatistics.TrendQuery;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.Bugs.Attachment;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.bugs.Bugs.ExportQuery;
import fr.gaveurs.console.api.bugs.Bugs.SimilarQuery;
import fr.gaveurs.console.api.bugs.BugsApi;
import fr.gaveurs.console.backend.platform.http.AcceptHeader;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.store.PieceReads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of bug reports. */
public final class BugRoutes {
    private static final String NO_TITLE = "Error of the window";

    private final BugStore store;
    private final BugQueries queries;
    private final PieceReads pieces;
    private final AttachmentStore attachments;
    private final BugFigureQueries figures;
    private final BugNews news;
    private final Clock clock;

    public BugRoutes(
            BugStore store,
            BugQueries queries,
            PieceReads pieces,
            AttachmentStore attachments,
            BugFigureQueries figures,
            BugNews news,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.pieces = pieces;
        this.attachments = attachments;
        this.figures = figures;
        this.news = news;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(BugsApi.LIST_BUGS, call -> queries.list(call.query(BugQuery.class))),
                new Endpoint(BugsApi.BUG_BOARD, call -> queries.board(call.query(BugQuery.class))),
                new Endpoint(
                        BugsApi.SIMILAR_BUGS, call -> new Listing<>(queries.similar(call.query(SimilarQuery.class)))),
                new Endpoint(BugsApi.EXPORT_BUGS, this::export),
                new Endpoint(BugsApi.BUG_SUMMARY, call -> figures.figures()),
                new Endpoint(
                        BugsApi.BUG_TRENDS,
                        call -> new Listing<>(
                                figures.trends(call.query(TrendQuery.class).daysOrDefault()))),
                new Endpoint(BugsApi.GET_BUG, call -> bug(call, id(call))),
                new Endpoint(BugsApi.CREATE_BUG, this::create),
                new Endpoint(BugsApi.REPORT_ERROR, this::report),
                new Endpoint(BugsApi.PATCH_BUG, this::change),
                new Endpoint(BugsApi.COMMENT_BUG, this::comment),
                new Endpoint(BugsApi.ATTACH_TO_BUG, this::attach),
                new Endpoint(BugsApi.GET_ATTACHMENT, this::attachment),
                new Endpoint(BugsApi.DETACH_FROM_BUG, this::detach));
    }

    private static long id(Call call) {
        String text = call.path("id");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("a bug's id is a whole number, not '" + text + "'");
        }
    }

    /** From the operator's role on everything is shown. */
    private Bug bug(Call call, long id) {
        return queries.find(id, call.role().includes(Role.OPERATOR)).orElseThrow(() -> BugStore.unknown(id));
    }

    private Reply create(Call call) {
        BugStore.CreateResult result = store.create(call.body(NewBug.class), call.act());
        if (result.isNew()) {
            news.reported(result.id(), Source.PERSON);
        }
        return Reply.json(result.isNew() ? 201 : 200, bug(call, result.id()));
    }

    private Reply report(Call call) {
        ErrorReport error = call.body(ErrorReport.class);
        Instant now = clock.instant();
        Instant last = before(error.lastAt(), now);
        ErrorOccurrence met = new ErrorOccurrence(
                error.code(),
                Texts.clean(error.title()).length() < 5 ? NO_TITLE : Texts.clean(error.title()),
                "An error with the code " + error.code() + " was met.\n\n" + Texts.clean(error.trace()),
                Severity.MEDIUM,
                Category.FRONTEND,
                Source.WINDOW,
                null,
                null,
                Texts.orNull(error.component()),
                Texts.orNull(error.programVersion()),
                Texts.orNull(error.logs()),
                before(error.firstAt(), last),
                last,
                error.count());
        BugStore.CreateResult result = store.report(met, call.act());
        news.met(result, met);
        BugSummary bug = queries.summary(result.id()).orElseThrow(() -> BugStore.unknown(result.id()));
        return Reply.json(result.isNew() ? 201 : 200, bug);
    }

    /** A PC whose clock is ahead must not report from the future. */
    private static Instant before(@Nullable Instant given, Instant bound) {
        return given == null || given.isAfter(bound) ? bound : given;
    }

    private Bug change(Call call) {
        long id = id(call);
        store.change(id, call.body(BugPatch.class), call.act());
        news.changed(id);
        return bug(call, id);
    }

    private Reply comment(Call call) {
        long id = id(call);
        NewComment comment = call.body(NewComment.class);
        if (comment.internal() && !call.role().includes(Role.OPERATOR)) {
            throw ProblemException.forbidden("internal comments are for operators: leave 'internal' out");
        }
        store.comment(id, comment, call.act());
        news.changed(id);
        return Reply.json(201, bug(call, id));
    }

    private Reply attach(Call call) {
        long id = id(call);
        Attachment added = attachments.add(
                id,
                call.query(AttachmentQuery.class),
                call.body(FileContent.class).bytes(),
                call.act());
        news.changed(id);
        return Reply.json(201, added);
    }

    private Reply attachment(Call call) {
        Attachment file = attachments.find(id(call), call.path("attachment_id"));
        Reply.Stream bytes = out -> attachments.write(file, out);
        return Reply.download(file.contentType(), file.fileName(), bytes)
                .with("Content-Length", Long.toString(file.size()));
    }

    private @Nullable Object detach(Call call) {
        long id = id(call);
        attachments.remove(id, call.path("attachment_id"), call.act());
        news.changed(id);
        return null;
    }

    private Reply export(Call call) throws InterruptedException {
        ExportQuery query = call.query(ExportQuery.class);
        CsvSeparator wanted = query.separator();
        CsvSeparator separator = wanted != null
                ? wanted
                : CsvSeparator.ofLanguage(AcceptHeader.language(call.header("accept-language")));
        // What is wrong with the query, or the database, is said before the first byte.
        BugPieces bugs = queries.pieces(query.filters(), pieces);
        List<BugSummary> first = bugs.next();
        Reply.Stream lines = out -> write(first, bugs, separator, out);
        return Reply.download("text/csv; charset=utf-8", "bugs.csv", lines).with("Vary", "Accept-Language");
    }

    private static void write(List<BugSummary> first, BugPieces bugs, CsvSeparator separator, OutputStream out)
            throws IOException, InterruptedException {
        out.write(BugCsv.head(separator).getBytes(StandardCharsets.UTF_8));
        for (List<BugSummary> piece = first; !piece.isEmpty(); piece = bugs.next()) {
            StringBuilder lines = new StringBuilder();
            piece.forEach(bug -> lines.append(BugCsv.line(bug, separator)));
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
