package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.BugClient;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Through the client of the console that the window is connected to. */
final class BugCourier implements Courier {
    private final BugClient bugs;

    BugCourier(BugClient bugs) {
        this.bugs = bugs;
    }

    @Override
    public long create(NewBug bug) {
        return answer(bugs.create(bug)).summary().id();
    }

    @Override
    public void comment(long bugId, NewComment comment) {
        answer(bugs.comment(bugId, comment));
    }

    @Override
    public boolean hasComment(long bugId, NewComment comment) {
        return answer(bugs.bug(bugId)).timeline().stream()
                .anyMatch(entry -> comment.text().equals(entry.text()));
    }

    @Override
    public void attach(long bugId, String fileName, String by, byte[] bytes) {
        answer(bugs.attach(bugId, new BugInput.AttachmentQuery(fileName, by.isBlank() ? null : by), bytes));
    }

    private static <T> T answer(CompletableFuture<T> request) {
        try {
            return request.join();
        } catch (CompletionException | CancellationException e) {
            throw ApiException.of(e);
        }
    }
}
