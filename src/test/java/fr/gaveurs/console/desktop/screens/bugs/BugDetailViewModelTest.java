package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.bugs.BugDetailViewModel.Conflict;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BugDetailViewModelTest {
    private final FakeTracker tracker = new FakeTracker();
    private final BugDrafts drafts = new BugDrafts();
    private final BugDetailViewModel model = new BugDetailViewModel(
            tracker.requests(), new Messages(Language.EN, ZoneId.of("Europe/Paris")), drafts, () -> "Amélie");
    private final Bugs.Bug first = bug(Status.OPEN, Severity.HIGH, 1, "Jean");

    private static Bugs.Bug bug(Status status, Severity severity, int version, String by) {
        return MadeUpBugs.full(MadeUpBugs.bug(7, status, severity, version, by));
    }

    /** Somebody else changes it. */
    private void elsewhere(Bugs.Bug now) {
        tracker.full = now;
        model.event(now.summary());
    }

    private Conflict conflict() {
        Conflict open = model.conflict().get();
        assertThat(open).isNotNull();
        return java.util.Objects.requireNonNull(open);
    }

    @BeforeEach
    void open() {
        tracker.full = first;
        model.open(7);
    }

    @Test
    void nothingEditedTheNewStateSimplyShows() {
        Bugs.Bug now = bug(Status.RESOLVED, Severity.HIGH, 2, "Paul");
        elsewhere(now);
        assertThat(model.bug().get()).isEqualTo(now);
        assertThat(model.conflict().get()).isNull();
    }

    @Test
    void onlyWhatWasEditedIsSentWithTheVersion() {
        model.edit(BugField.STATUS, "resolved");
        model.edit(BugField.TAGS, "froid, récolte");
        model.edit(BugField.TITLE, "Another title");
        model.edit(BugField.TITLE, first.summary().title()); // as it was: no edit
        Bugs.Bug saved = bug(Status.RESOLVED, Severity.HIGH, 2, "Amélie");
        tracker.full = saved;
        model.save();
        assertThat(tracker.patches).singleElement().satisfies(patch -> {
            assertThat(patch.version()).isEqualTo(1);
            assertThat(patch.by()).isEqualTo("Amélie");
            assertThat(patch.status()).isEqualTo(Status.RESOLVED);
            assertThat(patch.tags()).containsExactly("froid", "récolte");
            assertThat(patch.title()).isNull();
            assertThat(patch.assignee()).isNull();
        });
        assertThat(model.edits().get()).isEmpty();
        assertThat(model.bug().get()).isEqualTo(saved);
    }

    @Test
    void editsStayWhenItChangesElsewhereAndThePersonChooses() {
        model.edit(BugField.TITLE, "A better title");
        elsewhere(bug(Status.RESOLVED, Severity.CRITICAL, 2, "Paul"));
        assertThat(conflict().who()).isEqualTo("Paul");
        assertThat(conflict().fields()).containsExactly(BugField.STATUS, BugField.SEVERITY);
        assertThat(model.value(BugField.TITLE)).isEqualTo("A better title");
        model.save();
        assertThat(tracker.patches).as("not before the choice").isEmpty();

        model.keepMine();
        assertThat(model.conflict().get()).isNull();
        assertThat(model.value(BugField.TITLE)).isEqualTo("A better title");
        assertThat(model.value(BugField.STATUS)).isEqualTo("resolved");
        model.save();
        assertThat(tracker.patches).extracting(BugInput.BugPatch::version).containsExactly(2);
    }

    @Test
    void theirsMayBeTakenInstead() {
        model.edit(BugField.TITLE, "A better title");
        Bugs.Bug theirs = bug(Status.RESOLVED, Severity.HIGH, 2, "Paul");
        elsewhere(theirs);
        model.discard();
        assertThat(model.bug().get()).isEqualTo(theirs);
        assertThat(model.edits().get()).isEmpty();
        assertThat(model.conflict().get()).isNull();
    }

    @Test
    void aCommentOfSomebodyElseIsNoConflict() {
        model.edit(BugField.TITLE, "A better title");
        Bugs.Bug commented = MadeUpBugs.full(
                MadeUpBugs.bug(7, Status.OPEN, Severity.HIGH, 2, "Paul"), first.description(), List.of());
        elsewhere(commented);
        assertThat(model.conflict().get()).isNull();
        assertThat(model.bug().get()).isEqualTo(commented);
        assertThat(model.value(BugField.TITLE)).isEqualTo("A better title");
    }

    @Test
    void aRefusedSaveShowsWhatTheOtherOneChanged() {
        model.edit(BugField.STATUS, "resolved");
        tracker.slow = true;
        tracker.failure = FakeTracker.problem(409);
        model.save();
        tracker.failure = null;
        tracker.full = bug(Status.IN_PROGRESS, Severity.HIGH, 2, "Paul");
        tracker.answer();
        tracker.answer();
        assertThat(conflict().fields()).containsExactly(BugField.STATUS);
        assertThat(model.value(BugField.STATUS)).isEqualTo("resolved");
        assertThat(model.problem().get()).contains("Nothing was saved");
    }

    @Test
    void awayWhatWasTypedStaysAndMayBeTriedAgain() {
        model.edit(BugField.RESOLUTION, "The cable was changed");
        model.comment().set("Seen again");
        AtomicInteger sent = new AtomicInteger();
        for (int status : new int[] {503, 0}) {
            tracker.failure = FakeTracker.problem(status);
            model.save();
            assertThat(model.retry().get()).isTrue();
            assertThat(model.problem().get()).contains("Your text is kept");
            model.sendComment(sent::incrementAndGet);
            assertThat(model.commentProblem().get()).contains("Your text is kept");
        }
        assertThat(model.value(BugField.RESOLUTION)).isEqualTo("The cable was changed");
        assertThat(model.comment().get()).isEqualTo("Seen again");

        tracker.failure = null;
        assertThat(sent).hasValue(0);
        model.sendComment(sent::incrementAndGet);
        assertThat(sent).as("also where what came is what was shown already").hasValue(1);
        assertThat(model.comment().get()).isEmpty();
        assertThat(tracker.comments.getLast().text()).isEqualTo("Seen again");
        assertThat(model.value(BugField.RESOLUTION)).isEqualTo("The cable was changed");
        model.save();
        assertThat(model.retry().get()).isFalse();
        assertThat(model.edits().get()).isEmpty();
    }

    @Test
    void whatWasTypedIsThereAgainAfterLeaving() {
        model.edit(BugField.TITLE, "A better title");
        model.comment().set("Half a com");
        model.close();
        assertThat(model.bug().get()).isNull();
        tracker.full = bug(Status.RESOLVED, Severity.HIGH, 2, "Paul");
        model.open(7);
        assertThat(model.value(BugField.TITLE)).isEqualTo("A better title");
        assertThat(model.comment().get()).isEqualTo("Half a com");
        assertThat(conflict().fields()).containsExactly(BugField.STATUS);
    }

    @Test
    void whatTheBackendWouldRefuseIsNotSent() {
        model.edit(BugField.TITLE, "Hm");
        model.edit(BugField.TAGS, "not/a/tag");
        model.edit(BugField.DUPLICATE_OF, "twelve");
        model.save();
        assertThat(tracker.patches).isEmpty();
        assertThat(model.problem().get()).contains("5 to 300").contains("tag").contains("#12");
    }

    @Test
    void linksAreTakenAwayAndSetByNumber() {
        model.edit(BugField.RELATED, "#3 12");
        model.edit(BugField.DUPLICATE_OF, "#3");
        model.save();
        assertThat(tracker.patches.getLast().relatedIssues()).containsExactly(3L, 12L);
        assertThat(tracker.patches.getLast().duplicateOf()).isEqualTo(3L);
        model.edit(BugField.RELATED, "");
        model.save();
        assertThat(tracker.patches.getLast().relatedIssues()).isEmpty();
    }

    @Test
    void eventsOfOtherBugsAndOnesAlreadyKnownAskNothing() {
        int asked = tracker.bugs;
        model.event(MadeUpBugs.bug(8));
        model.event(first.summary());
        assertThat(tracker.bugs).isEqualTo(asked);
    }
}
