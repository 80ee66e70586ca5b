package fr.gaveurs.console.backend.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.health.Health.Change;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.TrackKind;
import fr.gaveurs.console.backend.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final History history = new History(clock);

    private void note(String status) {
        history.note(TrackKind.COMPONENT, "database", status, "so it is", clock.instant());
    }

    @Test
    void theFirstEntryIsTheStateAtTheBeginningOfTheHour() {
        note("up");
        clock.advance(Duration.ofMinutes(90));
        note("down");
        clock.advance(Duration.ofMinutes(20));
        note("up");

        HealthHistory hour = history.lastHour();

        assertThat(hour.to()).isEqualTo(NOON.plusSeconds(110 * 60));
        assertThat(hour.from()).isEqualTo(NOON.plusSeconds(50 * 60));
        assertThat(hour.tracks().getFirst().changes())
                .containsExactly(
                        new Change(hour.from(), "up", "so it is"),
                        new Change(NOON.plusSeconds(90 * 60), "down", "so it is"),
                        new Change(NOON.plusSeconds(110 * 60), "up", "so it is"));

        clock.advance(Duration.ofMinutes(50));
        assertThat(history.lastHour().tracks().getFirst().changes())
                .extracting(Change::status)
                .containsExactly("down", "up");
    }

    @Test
    void whatBeganWithinTheHourBeginsWhereItBegan() {
        note("up");
        clock.advance(Duration.ofMinutes(5));

        assertThat(history.lastHour().tracks().getFirst().changes().getFirst().at())
                .isEqualTo(NOON);
    }

    @Test
    void whatFlapsAndWhoComesInCrowdsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            clock.advance(Duration.ofMillis(10));
            note(i % 2 == 0 ? "up" : "down");
            history.note(TrackKind.BREAKER, "breaker " + i, "open", "x".repeat(5_000), clock.instant());
        }

        HealthHistory hour = history.lastHour();

        assertThat(hour.tracks()).hasSize(History.MAX_TRACKS);
        assertThat(hour.tracks().getFirst().changes()).hasSize(History.MAX_CHANGES);
        assertThat(hour.tracks().getLast().changes().getFirst().detail()).hasSizeLessThan(310);
    }

    @Test
    void aClockSetBackKeepsTheOrder() {
        note("up");
        clock.advance(Duration.ofMinutes(-30));
        note("down");

        assertThat(history.lastHour().tracks().getFirst().changes())
                .extracting(Change::at)
                .containsExactly(NOON, NOON);
    }
}
