package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.bugs.BugListViewModel.Phase;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class BugListViewModelTest {
    private final FakeTracker tracker = new FakeTracker();
    private final BugListViewModel model = new BugListViewModel(
            tracker.requests(), new Messages(Language.EN, ZoneId.of("Europe/Paris")), BugFilter.ALL);

    @Test
    void pagesAreAskedForOneAfterTheOtherAndNeverTwice() {
        tracker.stored.addAll(MadeUpBugs.bugs(1, 250));
        model.show();
        assertThat(model.rows()).hasSize(100);
        assertThat(model.total().get()).isEqualTo("250 bugs");

        tracker.slow = true;
        model.more();
        model.more();
        tracker.answer();
        assertThat(model.rows()).hasSize(200);
        model.more();
        tracker.answer();
        model.more();
        assertThat(model.rows()).isEqualTo(MadeUpBugs.bugs(1, 250));
        assertThat(tracker.lists).extracting(query -> query.cursor()).containsExactly(null, "100", "200");
    }

    @Test
    void aBugThatMovedIntoTheNextPageIsThereOnce() {
        tracker.stored.addAll(MadeUpBugs.bugs(1, 150));
        model.show();
        tracker.stored.addFirst(MadeUpBugs.bug(500));
        model.more();
        assertThat(model.rows())
                .extracting(bug -> bug.id())
                .doesNotHaveDuplicates()
                .hasSize(150);
    }

    @Test
    void anAnswerToAnEarlierFilterIsDropped() {
        tracker.stored.addAll(MadeUpBugs.bugs(1, 30));
        tracker.slow = true;
        model.show();
        model.filter(BugFilter.ALL.withSeverity("high"));
        tracker.answer();
        assertThat(model.rows()).isNotEmpty().allMatch(bug -> bug.severity() == Severity.HIGH);
    }

    /** Met again is no change by anybody, and yet the newest that happened to it. */
    @Test
    void aBugIsAsOldAsTheNewestThatHappenedToIt() {
        BugSummary bug = MadeUpBugs.bug(10);
        assertThat(BugText.newest(bug)).isEqualTo(bug.updatedAt());
        BugSummary again = MadeUpBugs.metAgain(bug, bug.updatedAt().plusSeconds(600));
        assertThat(BugText.newest(again)).isEqualTo(again.lastSeen());
        tracker.stored.add(bug);
        model.show();
        model.event(again);
        assertThat(model.rows()).containsExactly(again);
    }

    @Test
    void nothingYetAndNoMatchAreNotTheSame() {
        model.filter(BugFilter.USUAL);
        model.show();
        assertThat(model.phase().get()).isEqualTo(Phase.NOTHING_YET);
        tracker.stored.add(MadeUpBugs.bug(1, Status.OPEN, Severity.LOW, 1, null));
        model.filter(BugFilter.ALL.withSeverity("high"));
        assertThat(model.phase().get()).isEqualTo(Phase.NO_MATCH);
        model.filter(BugFilter.ALL);
        assertThat(model.phase().get()).isEqualTo(Phase.READY);
    }

    @Test
    void withoutAnAnswerRowsStayAndTheReasonIsSaid() {
        tracker.failure = FakeTracker.problem(503);
        model.show();
        assertThat(model.phase().get()).isEqualTo(Phase.FAILED);
        tracker.failure = null;
        tracker.stored.add(MadeUpBugs.bug(1));
        model.reload();
        assertThat(model.failure().get()).isEmpty();
        tracker.failure = FakeTracker.problem(503);
        model.reload();
        assertThat(model.phase().get()).isEqualTo(Phase.READY);
        assertThat(model.rows()).hasSize(1);
        assertThat(model.failure().get()).contains("status 503");
    }

    @Test
    void aChangedBugChangesItsRowAndAnOlderStateDoesNot() {
        tracker.stored.addAll(MadeUpBugs.bugs(1, 3));
        model.show();
        var newer = MadeUpBugs.bug(2, Status.RESOLVED, Severity.LOW, 4, "Paul");
        model.event(newer);
        model.event(MadeUpBugs.bug(2, Status.OPEN, Severity.LOW, 2, "Jean"));
        assertThat(model.rows().get(1)).isEqualTo(newer);
        assertThat(tracker.lists).hasSize(1);
    }

    @Test
    void aStormOfNewBugsIsOneReload() {
        tracker.stored.addAll(MadeUpBugs.bugs(1, 3));
        model.show();
        for (int i = 0; i < 1_000; i++) {
            model.event(MadeUpBugs.bug(100 + i));
        }
        assertThat(tracker.timers).hasSize(1);
        tracker.passTime();
        assertThat(tracker.lists).hasSize(2);
    }

    @Test
    void whoReadsFurtherDownIsNotThrownBack() {
        tracker.stored.addAll(MadeUpBugs.bugs(1, 250));
        model.show();
        model.more();
        model.event(MadeUpBugs.bug(900));
        assertThat(tracker.timers).isEmpty();
        assertThat(model.outdated().get()).isTrue();
        model.reload();
        assertThat(model.outdated().get()).isFalse();
    }

    @Test
    void hiddenItAsksNothing() {
        model.show();
        model.event(MadeUpBugs.bug(1));
        model.hide();
        tracker.passTime();
        model.filter(BugFilter.USUAL);
        assertThat(tracker.lists).hasSize(1);
    }
}
