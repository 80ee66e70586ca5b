package fr.gaveurs.console.api.bugs;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import java.util.List;

/** The bug tracker's part of {@link Routes}. */
public final class BugsApi {
    private static final String BUGS = "bugs";

    public static final Route LIST_BUGS = Route.get(
            "listBugs",
            "/api/bugs",
            BUGS,
            "Bugs by filters and words, a page at a time",
            Role.VIEWER,
            Bugs.BugQuery.class,
            Bugs.BugPage.class);
    public static final Route BUG_BOARD = Route.get(
            "bugBoard",
            "/api/bugs/board",
            BUGS,
            "A column for each status; limit is for each column, sort and cursor count for nothing",
            Role.VIEWER,
            Bugs.BugQuery.class,
            Bugs.Board.class);
    public static final Route SIMILAR_BUGS = Route.get(
            "similarBugs",
            "/api/bugs/similar",
            BUGS,
            "Unresolved bugs that are like a title, most alike first",
            Role.VIEWER,
            Bugs.SimilarQuery.class,
            Route.listOf(Bugs.SimilarBug.class));
    public static final Route EXPORT_BUGS = Route.get(
            "exportBugs",
            "/api/bugs/export.csv",
            BUGS,
            "Every bug that the filters let through, newest first, as CSV in UTF-8 with a byte order mark. separator is"
                    + " comma, semicolon or tab; by default a semicolon where Accept-Language prefers a language with a"
                    + " decimal comma, such as French. Text that a spreadsheet would run begins with an apostrophe",
            Role.VIEWER,
            Bugs.ExportQuery.class,
            String.class);
    public static final Route BUG_SUMMARY = Route.get(
            "bugSummary",
            "/api/bugs/metrics/summary",
            BUGS,
            "The tracker at a glance",
            Role.VIEWER,
            null,
            BugStatistics.BugFigures.class);
    public static final Route BUG_TRENDS = Route.get(
            "bugTrends",
            "/api/bugs/metrics/trends",
            BUGS,
            "Each of the last days, oldest first, also those on which nothing happened",
            Role.VIEWER,
            BugStatistics.TrendQuery.class,
            Route.listOf(BugStatistics.BugDay.class));
    public static final Route GET_BUG = Route.get(
            "getBug", "/api/bugs/{id}", BUGS, "One bug with its time line", Role.VIEWER, null, Bugs.Bug.class);
    public static final Route CREATE_BUG = new Route(
            "createBug",
            "POST",
            "/api/bugs",
            BUGS,
            "Reports a bug",
            Role.VIEWER,
            null,
            BugInput.NewBug.class,
            Bugs.Bug.class);
    public static final Route REPORT_ERROR = new Route(
            "reportError",
            "POST",
            "/api/bugs/errors",
            BUGS,
            "Opens a bug for an error, or counts it on the one it has",
            Role.VIEWER,
            null,
            BugInput.ErrorReport.class,
            Bugs.BugSummary.class);
    public static final Route PATCH_BUG = new Route(
            "changeBug",
            "PATCH",
            "/api/bugs/{id}",
            BUGS,
            "Changes a bug; 409 where somebody else changed it meanwhile",
            Role.OPERATOR,
            null,
            BugInput.BugPatch.class,
            Bugs.Bug.class);
    public static final Route COMMENT_BUG = new Route(
            "commentBug",
            "POST",
            "/api/bugs/{id}/comments",
            BUGS,
            "Adds a comment",
            Role.VIEWER,
            null,
            BugInput.NewComment.class,
            Bugs.Bug.class);
    public static final Route ATTACH_TO_BUG = new Route(
            "attachToBug",
            "POST",
            "/api/bugs/{id}/attachments",
            BUGS,
            "Adds a file, whose bytes are the body: PNG, JPEG, GIF, WebP, PDF, ZIP, gzip or plain text, 10 MiB at most",
            Role.VIEWER,
            BugInput.AttachmentQuery.class,
            FileContent.class,
            BugTerms.MAX_ATTACHMENT,
            Bugs.Attachment.class);
    public static final Route GET_ATTACHMENT = Route.get(
            "getAttachment",
            "/api/bugs/{id}/attachments/{attachment_id}",
            BUGS,
            "The bytes of a file",
            Role.VIEWER,
            null,
            FileContent.class);
    public static final Route DETACH_FROM_BUG = new Route(
            "detachFromBug",
            "DELETE",
            "/api/bugs/{id}/attachments/{attachment_id}",
            BUGS,
            "Takes a file away",
            Role.OPERATOR,
            null,
            null,
            Void.class);

    /** All of them, in the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_BUGS,
            BUG_BOARD,
            SIMILAR_BUGS,
            EXPORT_BUGS,
            BUG_SUMMARY,
            BUG_TRENDS,
            GET_BUG,
            CREATE_BUG,
            REPORT_ERROR,
            PATCH_BUG,
            COMMENT_BUG,
            ATTACH_TO_BUG,
            GET_ATTACHMENT,
            DETACH_FROM_BUG);

    private BugsApi() {}
}
