package fr.gaveurs.console.desktop.screens.journal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.MadeUpJournal;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.journal.JournalViewModel.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-27T22:30:00Z");
    private final Messages messages = new Messages(Language.EN, ZoneId.of("Europe/Paris"));
    private final JournalViewModel model = new JournalViewModel(messages);

    private static Page<AuditEntry> page(long newest, long oldest, boolean more) {
        List<AuditEntry> acts = LongStream.iterate(newest, id -> id >= oldest, id -> id - 1)
                .mapToObj(MadeUpJournal::simple)
                .toList();
        return new Page<>(acts, more ? Long.toString(oldest) : null);
    }

    private List<Long> ids() {
        return model.entries().stream().map(AuditEntry::id).toList();
    }

    @Test
    void olderActsFollowAndAreAskedForOnce() {
        assertThat(model.older(NOW)).as("nothing came yet").isNull();
        model.first(page(10, 8, true));
        assertThat(model.note().get()).isEqualTo("3 acts shown, older ones further down");

        AuditQuery older = Objects.requireNonNull(model.older(NOW));
        assertThat(older.cursor()).isEqualTo("8");
        assertThat(model.older(NOW)).as("while it is asked").isNull();
        model.more(page(7, 6, false));

        assertThat(ids()).containsExactly(10L, 9L, 8L, 7L, 6L);
        assertThat(model.older(NOW)).isNull();
        assertThat(model.note().get()).isEqualTo("5 acts");
    }

    @Test
    void newActsComeOnTopAndNothingElseMoves() {
        model.first(page(10, 8, true));
        model.more(page(7, 5, false));

        model.first(page(12, 9, true));

        assertThat(ids()).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L);
    }

    @Test
    void anActThatWasCommittedLateTakesItsPlace() {
        model.first(new Page<>(List.of(MadeUpJournal.simple(10), MadeUpJournal.simple(8)), null));

        model.first(page(10, 8, false));

        assertThat(ids()).containsExactly(10L, 9L, 8L);
    }

    @Test
    void afterMoreActsThanAPageItBeginsAnew() {
        model.first(page(10, 8, false));

        model.first(page(200, 101, true));

        assertThat(ids()).hasSize(100).doesNotContain(10L);
        assertThat(Objects.requireNonNull(model.older(NOW)).cursor()).isEqualTo("101");
    }

    @Test
    void theFiltersAreAskedAndEmptyOnesAreNot() {
        AuditQuery all = model.newest(NOW);
        assertThat(all).isEqualTo(new AuditQuery(null, null, null, null, null, null, null, null, 100));

        model.filter(" Anaïs ", " 17 ", "changeBug", Period.TODAY);

        AuditQuery some = model.newest(NOW);
        assertThat(some.actor()).isEqualTo("Anaïs");
        assertThat(some.object()).isEqualTo("17");
        assertThat(some.route()).isEqualTo("changeBug");
        assertThat(some.since()).as("midnight of Paris").isEqualTo(Instant.parse("2026-11-26T23:00:00Z"));
        model.filter("", "", null, Period.WEEK);
        assertThat(model.newest(NOW).since()).isEqualTo(Instant.parse("2026-11-20T23:00:00Z"));
    }

    @Test
    void saysWhyThereIsNothing() {
        assertThat(model.empty().get()).isEqualTo("Reading the journal…");
        model.first(page(0, 1, false));
        assertThat(model.empty().get()).startsWith("Nothing was changed yet");
        model.filter("nobody", "", null, Period.ALL);
        model.first(page(0, 1, false));
        assertThat(model.empty().get()).isEqualTo("No act passes these filters.");
        model.failed(new ApiException(new Problem("/problems/unreachable", "No answer", 0, "refused", null, null)));
        assertThat(model.empty().get()).isEqualTo("The journal cannot be read: the server does not answer");
    }

    @Test
    void atTheLimitItSaysSoAndAsksNoMore() {
        model.first(page(JournalViewModel.MOST, 1, true));

        assertThat(model.older(NOW)).isNull();
        assertThat(model.note().get()).contains("5,000 acts shown", "choose a person");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyRouteThatChangesSomethingHasItsWords(Language language) {
        Messages words = new Messages(language, ZoneId.of("Europe/Paris"));

        assertThat(JournalScreen.changing()).allSatisfy(route -> assertThat(words.getOr("journal.act." + route, ""))
                .as("journal.act.%s in the journal's properties", route)
                .isNotBlank());
    }

    @Test
    void whatChangedStandsSideBySide() {
        JournalText text = new JournalText(messages);
        AuditEntry changed = MadeUpJournal.page().items().getFirst();

        assertThat(text.differences(changed))
                .contains(new JournalText.Difference("Status", "open", "in progress"))
                .contains(new JournalText.Difference("Assignee", "–", "Luc"))
                .contains(new JournalText.Difference("Tags", "–", "plateau, froid"));
        assertThat(text.who(changed)).isEqualTo("Anaïs Barthélemy");
        assertThat(text.object(changed)).isEqualTo("Bug 17");
        AuditEntry newer = MadeUpJournal.page().items().get(6);
        assertThat(text.act(newer.route()) + text.object(newer)).isEqualTo("somethingNewerplanet 9");
        assertThat(text.differences(newer)).isEmpty();
    }
}
