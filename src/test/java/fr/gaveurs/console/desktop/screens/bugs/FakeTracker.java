package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A tracker in memory. What is asked of it is answered at once, or when the test says so; time passes by hand. */
final class FakeTracker implements BugSource {
    final List<BugSummary> stored = new ArrayList<>();
    final List<Bugs.BugQuery> lists = new ArrayList<>();
    final List<BugInput.BugPatch> patches = new ArrayList<>();
    final List<BugInput.NewComment> comments = new ArrayList<>();
    final List<Runnable> waiting = new ArrayList<>();
    final List<Runnable> timers = new ArrayList<>();
    Bugs.@Nullable Bug full;

    @Nullable
    ApiException failure;

    boolean slow;
    int boards;
    int bugs;
    int looks;

    BugRequests requests() {
        return new BugRequests(
                this,
                Runnable::run,
                (pause, task) -> {
                    timers.add(task);
                    return () -> timers.remove(task);
                },
                () -> MadeUp.NOW);
    }

    static ApiException problem(int status) {
        return new ApiException(new Problem("about:blank", "No", status, "status " + status, null, null));
    }

    /** Every pause is over. */
    void passTime() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    /** Everything asked is answered. */
    void answer() {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    private <T> CompletableFuture<T> done(T value) {
        CompletableFuture<T> future = new CompletableFuture<>();
        ApiException fault = failure;
        Runnable finish = () -> {
            if (fault == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(fault);
            }
        };
        if (slow) {
            waiting.add(finish);
        } else {
            finish.run();
        }
        return future;
    }

    @Override
    public CompletableFuture<Bugs.BugPage> list(Bugs.BugQuery query) {
        lists.add(query);
        String cursor = query.cursor();
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int limit = query.limit() == null ? 50 : query.limit();
        List<BugSummary> fit = stored.stream()
                .filter(bug -> query.severity() == null || bug.severity().key().equals(query.severity()))
                .toList();
        int to = Math.min(fit.size(), from + limit);
        return done(new Bugs.BugPage(
                List.copyOf(fit.subList(from, to)), to < fit.size() ? Integer.toString(to) : null, fit.size()));
    }

    @Override
    public CompletableFuture<Bugs.Board> board(Bugs.BugQuery query) {
        boards++;
        return done(MadeUpBugs.board(stored));
    }

    @Override
    public CompletableFuture<Map<String, Integer>> running() {
        return CompletableFuture.completedFuture(Map.of("1.4.2", 12));
    }

    @Override
    public CompletableFuture<BugStatistics.BugFigures> figures() {
        looks++;
        return done(MadeUpBugs.figures());
    }

    @Override
    public CompletableFuture<List<BugStatistics.BugDay>> trends(int days) {
        return done(MadeUpBugs.days(days));
    }

    @Override
    public CompletableFuture<Bugs.Bug> bug(long id) {
        bugs++;
        return done(whole());
    }

    @Override
    public CompletableFuture<Bugs.Bug> change(long id, BugInput.BugPatch patch) {
        patches.add(patch);
        return done(whole());
    }

    @Override
    public CompletableFuture<Bugs.Bug> comment(long id, BugInput.NewComment comment) {
        comments.add(comment);
        return done(whole());
    }

    private Bugs.Bug whole() {
        if (full == null) {
            throw new IllegalStateException("the test gave no bug");
        }
        return full;
    }
}
