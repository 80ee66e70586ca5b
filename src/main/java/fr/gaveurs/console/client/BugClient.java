package fr.gaveurs.console.client;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.bugs.BugsApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** The routes of bug reports; see {@link ApiClient} for how calls end. */
public final class BugClient {
    private final RouteCaller api;

    BugClient(RouteCaller api) {
        this.api = api;
    }

    public CompletableFuture<Bugs.BugPage> list(Bugs.BugQuery query) {
        return api.call(BugsApi.LIST_BUGS, Map.of(), query);
    }

    /** A column for each status, each with at most {@code query.limit()} bugs. */
    public CompletableFuture<Bugs.Board> board(Bugs.BugQuery query) {
        return api.call(BugsApi.BUG_BOARD, Map.of(), query);
    }

    /** Unresolved bugs that are like a title, most alike first. */
    public CompletableFuture<List<Bugs.SimilarBug>> similar(Bugs.SimilarQuery query) {
        return api.<Listing<Bugs.SimilarBug>>call(BugsApi.SIMILAR_BUGS, Map.of(), query)
                .thenApply(Listing::items);
    }

    /**
     * Writes the CSV of every bug that the filters let through into a file, which is there only once it is whole.
     *
     * @param progress is told the bytes that were written so far, on a thread of the client
     */
    public Download csv(Bugs.ExportQuery query, Path target, LongConsumer progress) {
        return api.download(BugsApi.EXPORT_BUGS, Map.of(), query, target, progress);
    }

    public CompletableFuture<BugStatistics.BugFigures> figures() {
        return api.call(BugsApi.BUG_SUMMARY, Map.of(), null);
    }

    /** The last days, oldest first, today included. */
    public CompletableFuture<List<BugStatistics.BugDay>> trends(int days) {
        return api.<Listing<BugStatistics.BugDay>>call(BugsApi.BUG_TRENDS, Map.of(), new BugStatistics.TrendQuery(days))
                .thenApply(Listing::items);
    }

    public CompletableFuture<Bugs.Bug> bug(long id) {
        return api.call(BugsApi.GET_BUG, id(id), null);
    }

    /** The same {@code clientId} again gives the bug that the first call made. */
    public CompletableFuture<Bugs.Bug> create(BugInput.NewBug bug) {
        return api.call(BugsApi.CREATE_BUG, Map.of(), null, bug);
    }

    /** Counts an error on the bug of its code, or opens one. */
    public CompletableFuture<Bugs.BugSummary> report(BugInput.ErrorReport error) {
        return api.call(BugsApi.REPORT_ERROR, Map.of(), null, error);
    }

    /** Fails with status 409 where somebody else changed the bug since {@code patch.version()}. */
    public CompletableFuture<Bugs.Bug> change(long id, BugInput.BugPatch patch) {
        return api.call(BugsApi.PATCH_BUG, id(id), null, patch);
    }

    public CompletableFuture<Bugs.Bug> comment(long id, BugInput.NewComment comment) {
        return api.call(BugsApi.COMMENT_BUG, id(id), null, comment);
    }

    public CompletableFuture<Bugs.Attachment> attach(long id, BugInput.AttachmentQuery name, byte[] bytes) {
        return api.call(BugsApi.ATTACH_TO_BUG, id(id), name, new FileContent(bytes));
    }

    /** The bytes of an attached file. */
    public CompletableFuture<byte[]> attachment(long id, String attachmentId) {
        return api.bytes(BugsApi.GET_ATTACHMENT, file(id, attachmentId), null);
    }

    public CompletableFuture<Void> detach(long id, String attachmentId) {
        return api.call(BugsApi.DETACH_FROM_BUG, file(id, attachmentId), null);
    }

    private static Map<String, String> id(long id) {
        return Map.of("id", Long.toString(id));
    }

    private static Map<String, String> file(long id, String attachmentId) {
        return Map.of("id", Long.toString(id), "attachment_id", attachmentId);
    }
}
