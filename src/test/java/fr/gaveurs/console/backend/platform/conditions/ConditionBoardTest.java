package fr.gaveurs.console.backend.platform.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.platform.conditions.ConditionStore.Unsaved;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionBoardTest {
    private static final ConditionKind STUCK =
            ConditionKind.ofStation("stuck", Severity.WARNING, Duration.ZERO, Duration.ofSeconds(15));
    private static final ConditionKind SILENT =
            ConditionKind.ofStation("silent", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);
    private static final ConditionKind SPOOL =
            ConditionKind.ofConsole("spool", Severity.WARNING, Duration.ZERO, Duration.ZERO);
    private static final Active WRONG = new Active("it is wrong", "mend it", Map.of());

    private final TestClock clock = new TestClock(Instant.parse("2026-11-27T06:00:00.123456Z"));
    private final ConditionBoard board = new ConditionBoard(clock, clock::nanos, "0123abcd");
    private final List<String> told = new ArrayList<>();

    ConditionBoardTest() {
        board.listen(new ConditionListener() {
            @Override
            public void raised(Condition condition) {
                told.add("raised " + condition.source() + " " + condition.kind());
            }

            @Override
            public void changed(Condition condition) {
                told.add("changed " + condition.source() + " " + condition.kind());
            }

            @Override
            public void cleared(Condition condition) {
                told.add("cleared " + condition.source() + " " + condition.kind());
            }
        });
    }

    /** As the database has it. */
    private static Condition row(ConditionKind kind, String source, Instant since) {
        return row(kind, source, since, "before");
    }

    private static Condition row(ConditionKind kind, String source, Instant since, String text) {
        return new Condition(
                kind.scope(), source, null, kind.key(), kind.severity(), since, null, false, text, "mend", Map.of());
    }

    private Condition only() {
        assertThat(board.open()).hasSize(1);
        return board.open().getFirst();
    }

    /** As the writer does, when the database is there. */
    private Unsaved save() {
        return board.takeUnsaved();
    }

    @Test
    void whatIsWrongIsThereOnceHoweverOftenItIsSaid() {
        board.observe(STUCK, "A", WRONG);
        board.observe(STUCK, "A", WRONG);
        assertThat(only().text()).isEqualTo("it is wrong");
        assertThat(told).containsExactly("raised A stuck");
        assertThat(board.count(STUCK)).isEqualTo(1);
    }

    @Test
    void itSaysWhoseConditionItIs() {
        board.observe(STUCK, "A", WRONG);
        board.observe(SPOOL, "spool", WRONG);
        assertThat(board.find(STUCK, "A"))
                .satisfies(c -> assertThat(c.console()).isNull());
        assertThat(board.find(SPOOL, "spool"))
                .satisfies(c -> assertThat(c.console()).isEqualTo("0123abcd"));
    }

    @Test
    void theWorstComesFirstThenTheNewest() {
        board.observe(STUCK, "A", WRONG);
        clock.advance(Duration.ofSeconds(1));
        board.observe(STUCK, "B", WRONG);
        board.observe(SILENT, "C", WRONG);
        assertThat(board.open()).extracting(Condition::source).containsExactly("C", "B", "A");
    }

    @Test
    void timeClearsWhatItsSourceSaysIsOver() {
        board.observe(STUCK, "A", WRONG);
        board.observe(STUCK, "A", Observation.INACTIVE);
        clock.advance(Duration.ofSeconds(15));
        board.tick();
        assertThat(board.open()).isEmpty();
        assertThat(told).containsExactly("raised A stuck", "changed A stuck", "cleared A stuck");
        assertThat(board.cleared()).hasSize(1);
        assertThat(board.cleared().getFirst().clearedAt()).isEqualTo(Instant.parse("2026-11-27T06:00:15.123Z"));
    }

    @Test
    void aStationThatIsForgottenTakesItsConditionsAlong() {
        board.observe(STUCK, "A", WRONG);
        board.observe(SILENT, "A", WRONG);
        board.observe(STUCK, "B", WRONG);
        board.withdraw(Scope.STATION, "A");
        assertThat(only().source()).isEqualTo("B");
        assertThat(board.sources(Scope.STATION)).containsExactly("B");
    }

    @Test
    void ofASourceThatAnotherConsoleHearsTheWordsAreThatConsoles() {
        board.merge(List.of(row(STUCK, "A", clock.instant())));
        told.clear();
        board.observe(STUCK, "A", Observation.UNKNOWN);
        board.merge(List.of(row(STUCK, "A", clock.instant(), "worse")));
        assertThat(only().text()).isEqualTo("worse");
        assertThat(told).containsExactly("changed A stuck");
        assertThat(save().isEmpty()).as("it is in the database").isTrue();
        board.observe(STUCK, "A", WRONG);
        clock.advance(Duration.ofSeconds(11));
        board.tick();
        board.merge(List.of(row(STUCK, "A", clock.instant(), "what it was")));
        assertThat(only().text()).as("heard here").isEqualTo("it is wrong");
    }

    @Test
    void thatItGetsBetterIsToldAndNotStored() {
        board.observe(STUCK, "A", WRONG);
        save();
        board.observe(STUCK, "A", Observation.INACTIVE);
        assertThat(only().easing()).isTrue();
        assertThat(told).containsExactly("raised A stuck", "changed A stuck");
        assertThat(save().isEmpty()).isTrue();
    }

    @Test
    void aKindThatNoFeatureHasIsOver() {
        board.merge(List.of(row(STUCK, "A", clock.instant()), row(SILENT, "A", clock.instant())));
        board.declared(List.of(SILENT));
        assertThat(only().kind()).isEqualTo("silent");
    }

    @Test
    void thereIsABoundOverall() {
        for (int i = 0; i < ConditionTable.MOST + 10; i++) {
            board.observe(STUCK, "S" + i, WRONG);
        }
        assertThat(board.open()).hasSize(ConditionTable.MOST);
        assertThat(board.refused()).isEqualTo(10);
    }

    @Test
    void thereIsABoundForEachSource() {
        for (int i = 0; i < ConditionTable.MOST_OF_SOURCE + 5; i++) {
            board.observe(
                    ConditionKind.ofStation("kind_" + i, Severity.NOTE, Duration.ZERO, Duration.ZERO), "A", WRONG);
        }
        board.observe(STUCK, "B", WRONG);
        assertThat(board.open()).hasSize(ConditionTable.MOST_OF_SOURCE + 1);
        board.withdraw(Scope.STATION, "A");
        board.observe(STUCK, "A", WRONG);
        assertThat(board.open()).hasSize(2);
    }

    @Test
    void thoseThatWereClearedAreBounded() {
        for (int i = 0; i < ClearedConditions.SHOWN + 5; i++) {
            board.observe(SILENT, "S" + i, WRONG);
            board.observe(SILENT, "S" + i, Observation.INACTIVE);
        }
        assertThat(board.cleared()).hasSize(ClearedConditions.SHOWN);
        assertThat(board.cleared().getFirst().source()).isEqualTo("S" + (ClearedConditions.SHOWN + 4));
    }

    @Test
    void aListenerThatFailsStopsNobody() {
        ConditionBoard other = new ConditionBoard(clock, clock::nanos, null);
        other.listen(new ConditionListener() {
            @Override
            public void raised(Condition condition) {
                throw new IllegalStateException("at fault");
            }

            @Override
            public void changed(Condition condition) {}

            @Override
            public void cleared(Condition condition) {}
        });
        other.observe(STUCK, "A", WRONG);
        assertThat(other.open()).hasSize(1);
    }

    @Test
    void whatTheDatabaseHasIsOpenAsItWas() {
        Instant before = clock.instant().minusSeconds(86_400);
        board.merge(List.of(row(STUCK, "A", before)));
        assertThat(only().since()).isEqualTo(before);
        assertThat(only().confirmed()).isFalse();
        clock.advance(Duration.ofDays(1));
        board.tick();
        assertThat(board.open()).hasSize(1);
        assertThat(save().isEmpty()).isTrue();
    }

    @Test
    void confirmedItIsWrittenAndToldAsConfirmed() {
        board.merge(List.of(row(STUCK, "A", clock.instant())));
        board.observe(STUCK, "A", WRONG);
        assertThat(only().confirmed()).isTrue();
        assertThat(told).containsExactly("raised A stuck", "changed A stuck");
        assertThat(save().open()).hasSize(1);
    }

    @Test
    void whatBeganHereWhileTheDatabaseWasAwayBeganWhenTheDatabaseSays() {
        board.observe(STUCK, "A", WRONG);
        Instant before = clock.instant().minusSeconds(60);
        board.merge(List.of(row(STUCK, "A", before)));
        assertThat(only().since()).isEqualTo(before);
        assertThat(told).containsExactly("raised A stuck");
    }

    @Test
    void whatIsNotWrittenYetIsNotTakenForClosedElsewhere() {
        board.observe(STUCK, "A", WRONG);
        board.merge(List.of());
        assertThat(board.open()).hasSize(1);
    }

    @Test
    void whatAnotherConsoleClosedIsOverHereToo() {
        board.merge(List.of(row(STUCK, "A", clock.instant())));
        board.observe(STUCK, "A", Observation.UNKNOWN);
        board.merge(List.of());
        assertThat(board.open()).isEmpty();
        assertThat(told).containsExactly("raised A stuck", "cleared A stuck");
        assertThat(save().isEmpty()).as("it was written by the other one").isTrue();
    }

    @Test
    void whatItsSourceSaysHereGoesOnWhateverAnotherConsoleClosed() {
        board.observe(STUCK, "A", WRONG);
        save();
        board.merge(List.of());
        assertThat(board.open()).hasSize(1);
        assertThat(save().open()).hasSize(1);
    }

    @Test
    void whatIsOverHereIsNotOpenAgainBecauseTheDatabaseDoesNotKnowYet() {
        board.observe(SILENT, "A", WRONG);
        save();
        Condition there = row(SILENT, "A", clock.instant());
        board.observe(SILENT, "A", Observation.INACTIVE);
        board.merge(List.of(there));
        assertThat(board.open()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
        board.observe(SILENT, "A", WRONG);
        board.observe(SILENT, "A", Observation.INACTIVE);
        board.observe(STUCK, "A", WRONG);
        Unsaved first = board.takeUnsaved();
        assertThat(board.takeUnsaved().isEmpty()).isTrue();
        board.giveBack(first);
        Unsaved second = board.takeUnsaved();
        assertThat(second.cleared()).isEqualTo(first.cleared());
        assertThat(second.open()).isEqualTo(first.open());
    }
}
