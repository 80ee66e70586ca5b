package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewViewModelTest {
    private final FakeTracker tracker = new FakeTracker();
    private final OverviewViewModel model =
            new OverviewViewModel(tracker.requests(), new Messages(Language.EN, ZoneId.of("Europe/Paris")));

    @Test
    void figuresAreInTheLargestUnitThatFits() {
        assertThat(model.cards(MadeUpBugs.figures(), MadeUpBugs.days(30)))
                .extracting(OverviewViewModel.Figure::value)
                .containsExactly("40", "13", "16", "2.4 h", "2 d", "8.3 d");
        BugStatistics.BugFigures empty = new BugStatistics.BugFigures(
                MadeUp.NOW, 0, Map.of(), Map.of(), Map.of(), List.of(), 0, 0, null, null, null, List.of(), List.of());
        assertThat(model.cards(empty, List.of()))
                .extracting(OverviewViewModel.Figure::value)
                .containsExactly("0", "0", "0", Messages.NONE, Messages.NONE, Messages.NONE);
        assertThat(model.severities(empty)).hasSize(4).allMatch(bar -> bar.value() == 0);
    }

    @Test
    void barsAreNamed() {
        assertThat(model.ages(MadeUpBugs.figures()))
                .extracting(OverviewViewModel.Bar::name)
                .containsExactly("under 1 d", "1 to 7 d", "7 to 30 d", "30 to 90 d", "90 d and more");
        assertThat(model.worst(MadeUpBugs.figures().devices()).getFirst().text())
                .isEqualTo("9 open · 14 in 30 d");
    }

    @Test
    void aVersionSaysHowManyStationsRunIt() {
        model.show();
        assertThat(model.worstFirmware(
                        List.of(new BugStatistics.Worst("1.4.2", 3, 5), new BugStatistics.Worst("1.0.0", 1, 1))))
                .extracting(OverviewViewModel.Bar::text)
                .containsExactly("3 open · 5 in 30 d · runs on 12 stations", "1 open · 1 in 30 d · runs on 0 stations");
    }

    @Test
    void aStormOfEventsIsOneLookAndAHiddenPageLooksNoMore() {
        model.show();
        for (int i = 0; i < 1_000; i++) {
            model.event();
        }
        tracker.passTime();
        assertThat(tracker.looks).isEqualTo(2);
        model.event();
        model.hide();
        tracker.passTime();
        model.event();
        tracker.passTime();
        assertThat(tracker.looks).isEqualTo(2);
    }

    @Test
    void theBurndownCountsWhatIsOpenOrInProgress() {
        model.show();
        model.span(90);
        Burndown days = Burndown.of(model.days().get());
        assertThat(days.days()).hasSize(90);
        assertThat(days.at(0)).isEqualTo(days.days().getFirst());
        assertThat(days.at(1)).isEqualTo(days.days().getLast());
        BugStatistics.BugDay last = model.days().get().getLast();
        assertThat(days.days().getLast().unresolved())
                .isEqualTo(last.byStatus().get("open") + last.byStatus().get("in_progress"));
        assertThat(days.mostMoved()).isPositive();
    }
}
