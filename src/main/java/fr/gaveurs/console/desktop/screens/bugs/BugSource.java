package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.BugClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the tracker asks of the backend. Futures complete on any thread. */
interface BugSource {
    CompletableFuture<Bugs.BugPage> list(Bugs.BugQuery query);

    CompletableFuture<Bugs.Board> board(Bugs.BugQuery query);

    CompletableFuture<Bugs.BugFigures> figures();

    CompletableFuture<List<Bugs.BugDay>> trends(int days);

    CompletableFuture<Bugs.Bug> bug(long id);

    CompletableFuture<Bugs.Bug> change(long id, Bugs.BugPatch patch);

    CompletableFuture<Bugs.Bug> comment(long id, Bugs.NewComment comment);

    /** The backend's REST interface. */
    static BugSource of(BugClient client) {
        return new BugSource() {
            @Override
            public CompletableFuture<Bugs.BugPage> list(Bugs.BugQuery query) {
                return client.list(query);
            }

            @Override
            public CompletableFuture<Bugs.Board> board(Bugs.BugQuery query) {
                return client.board(query);
            }

            @Override
            public CompletableFuture<Bugs.BugFigures> figures() {
                return client.figures();
            }

            @Override
            public CompletableFuture<List<Bugs.BugDay>> trends(int days) {
                return client.trends(days);
            }

            @Override
            public CompletableFuture<Bugs.Bug> bug(long id) {
                return client.bug(id);
            }

            @Override
            public CompletableFuture<Bugs.Bug> change(long id, Bugs.BugPatch patch) {
                return client.change(id, patch);
            }

            @Override
            public CompletableFuture<Bugs.Bug> comment(long id, Bugs.NewComment comment) {
                return client.comment(id, comment);
            }
        };
    }
}
