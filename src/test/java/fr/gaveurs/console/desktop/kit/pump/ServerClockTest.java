package fr.gaveurs.console.desktop.kit.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant SERVER = Instant.parse("2026-03-14T10:00:00Z");
    private final ServerClock clock = new ServerClock();

    @Test
    void knowsNothingBeforeTheFirstMessage() {
        assertThat(clock.now()).isNull();
    }

    @Test
    void goesOnBetweenMessagesByTheMonotonicClock() {
        clock.observe(SERVER, 1_000);
        assertThat(clock.at(1_000 + 2_500_000_000L)).isEqualTo(SERVER.plusMillis(2_500));
    }

    @Test
    void aSlowMessageDoesNotTurnItBack() {
        clock.observe(SERVER, 0);
        clock.observe(SERVER.plusSeconds(1), 1_400_000_000L);

        Instant then = clock.at(1_400_000_000L);

        assertThat(Duration.between(SERVER.plusMillis(1_400), then).abs()).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void followsTheBackendsClockWhenThatIsSet() {
        clock.observe(SERVER, 0);
        clock.observe(SERVER.minusSeconds(3_600), 1_000_000_000L);

        assertThat(clock.at(1_000_000_000L)).isEqualTo(SERVER.minusSeconds(3_600));
    }
}
