package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardViewModelTest {
    private final FakeTracker tracker = new FakeTracker();
    private final List<String> notices = new ArrayList<>();
    private final BoardViewModel model = new BoardViewModel(
            tracker.requests(),
            new Messages(Language.EN, ZoneId.of("Europe/Paris")),
            BugFilter.USUAL,
            () -> "Amélie",
            notices::add);
    private final BugSummary open = MadeUpBugs.bug(1, Status.OPEN, Severity.HIGH, 3, "Jean");

    @BeforeEach
    void fill() {
        tracker.stored.add(open);
        tracker.stored.add(MadeUpBugs.bug(2, Status.CLOSED, Severity.LOW, 1, "Jean"));
        model.show();
    }

    private List<BugSummary> in(Status status) {
        return model.column(status).cards();
    }

    @Test
    void aMoveShowsAtOnceAndSendsTheVersionItIsBasedOn() {
        tracker.slow = true;
        BugSummary moved = MadeUpBugs.bug(1, Status.IN_PROGRESS, Severity.HIGH, 4, "Amélie");
        tracker.full = MadeUpBugs.full(moved);
        assertThat(model.move(open, Status.IN_PROGRESS)).isTrue();
        assertThat(model.move(open, Status.RESOLVED))
                .as("before the first is answered")
                .isFalse();
        assertThat(in(Status.OPEN)).isEmpty();
        assertThat(in(Status.IN_PROGRESS)).hasSize(1);
        assertThat(model.column(Status.IN_PROGRESS).total().get()).isEqualTo(1);
        model.event(open); // older than the move
        tracker.answer();
        assertThat(in(Status.IN_PROGRESS)).containsExactly(moved);
        assertThat(tracker.patches).singleElement().satisfies(patch -> {
            assertThat(patch.version()).isEqualTo(3);
            assertThat(patch.status()).isEqualTo(Status.IN_PROGRESS);
            assertThat(patch.by()).isEqualTo("Amélie");
        });
        assertThat(notices).isEmpty();
    }

    @Test
    void changedMeanwhileTheCardGoesBackAndTheFreshStateShows() {
        tracker.slow = true;
        tracker.failure = FakeTracker.problem(409);
        BugSummary fresh = MadeUpBugs.bug(1, Status.OPEN, Severity.CRITICAL, 5, "Paul");
        tracker.full = MadeUpBugs.full(fresh);
        model.move(open, Status.RESOLVED);
        tracker.failure = null;
        tracker.answer();
        assertThat(in(Status.RESOLVED)).isEmpty();
        assertThat(in(Status.OPEN)).containsExactly(open);
        tracker.answer();
        assertThat(in(Status.OPEN)).containsExactly(fresh);
        assertThat(notices).containsExactly("#1 went back: Paul changed it meanwhile.");
    }

    @Test
    void withoutAnAnswerTheCardGoesBackToo() {
        tracker.full = MadeUpBugs.full(open);
        tracker.failure = FakeTracker.problem(503);
        model.move(open, Status.RESOLVED);
        assertThat(in(Status.OPEN)).containsExactly(open);
        assertThat(notices).singleElement().asString().contains("status 503");
    }

    @Test
    void whatMayNotFollowIsNotSent() {
        model.move(open, Status.CLOSED);
        assertThat(tracker.patches).isEmpty();
        assertThat(in(Status.OPEN)).hasSize(1);
        assertThat(BoardViewModel.beside(open, true)).isEqualTo(Status.IN_PROGRESS);
        assertThat(BoardViewModel.beside(open, false)).isNull();
        assertThat(BoardViewModel.beside(MadeUpBugs.bug(2, Status.CLOSED, Severity.LOW, 1, null), false))
                .isEqualTo(Status.OPEN);
    }

    @Test
    void aChangeElsewhereMovesTheCardAndManyNewBugsAreOneReload() {
        model.event(MadeUpBugs.bug(1, Status.RESOLVED, Severity.HIGH, 4, "Paul"));
        assertThat(in(Status.RESOLVED)).hasSize(1);
        assertThat(tracker.boards).isEqualTo(1);
        for (int i = 0; i < 500; i++) {
            model.event(MadeUpBugs.bug(100 + i));
        }
        tracker.passTime();
        assertThat(tracker.boards).isEqualTo(2);
    }
}
