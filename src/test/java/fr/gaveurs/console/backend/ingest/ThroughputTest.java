package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private Map<Instant, Long> stored = Map.of();
    private final Throughput throughput = new Throughput(clock, since -> stored);

    /** Samples that came at once. */
    private void add(Instant at, long samples) {
        throughput.add(at, at, samples);
    }

    private void run(Duration duration, int samplesPerSecond) {
        for (int i = 0; i < duration.toSeconds(); i++) {
            add(clock.instant(), samplesPerSecond);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void theRateIsThatOfTheLastTenWholeSeconds() {
        assertThat(throughput.perSecond(clock.instant())).isZero();
        run(Duration.ofSeconds(5), 4);
        assertThat(throughput.perSecond(clock.instant())).isEqualTo(2);
        run(Duration.ofSeconds(10), 3);
        assertThat(throughput.perSecond(clock.instant())).isEqualTo(3);
        add(clock.instant(), 1_000);
        assertThat(throughput.perSecond(clock.instant()))
                .as("the running second is not over")
                .isEqualTo(3);
        clock.advance(Duration.ofSeconds(11));
        assertThat(throughput.perSecond(clock.instant())).isZero();
    }

    @Test
    void theHourIsOfSixtyMinutesAndTheRunningOneCounts() {
        run(Duration.ofHours(2), 1);
        assertThat(throughput.lastHour(clock.instant())).isEqualTo(3_540);
        add(clock.instant(), 5);
        assertThat(throughput.lastHour(clock.instant())).isEqualTo(3_545);
        clock.advance(Duration.ofHours(3));
        assertThat(throughput.lastHour(clock.instant())).isZero();
    }

    @Test
    void whatWasStoredBeforeTheStartCounts() {
        stored = Map.of(NOON.minusSeconds(60), 7L, NOON.minusSeconds(59 * 60), 5L, NOON.minusSeconds(61 * 60), 1_000L);
        throughput.recount();

        assertThat(throughput.lastHour(NOON)).isEqualTo(12);
        assertThat(throughput.perSecond(NOON)).isZero();
    }

    @Test
    void afterTheClockWasSetBackThePresentCountsAtOnce() {
        clock.set(NOON.plus(Duration.ofHours(5)));
        run(Duration.ofMinutes(90), 2);

        clock.set(NOON);
        run(Duration.ofSeconds(60), 3);

        assertThat(throughput.perSecond(clock.instant())).isEqualTo(3);
        assertThat(throughput.lastHour(clock.instant())).isEqualTo(180);
    }

    @Test
    void afterTheClockWasSetAheadOldCountsAreNotTakenForNew() {
        run(Duration.ofMinutes(90), 2);

        clock.advance(Duration.ofDays(30));
        run(Duration.ofSeconds(60), 3);

        assertThat(throughput.perSecond(clock.instant())).isEqualTo(3);
        assertThat(throughput.lastHour(clock.instant())).isEqualTo(180);
    }

    @Test
    void aSampleFromBeforeTheHourIsNotTakenForOneOfNow() {
        add(NOON, 1);
        clock.advance(Duration.ofMinutes(60));
        add(clock.instant(), 4);
        add(NOON, 1_000);

        assertThat(throughput.lastHour(clock.instant())).isEqualTo(4);
    }

    @Test
    void whatAStationHeldBackIsOfTheHourInWhichItWasMeasured() {
        throughput.add(NOON, NOON.minus(Duration.ofMinutes(90)), 27);
        throughput.add(NOON, NOON.minus(Duration.ofMinutes(30)), 3);
        clock.advance(Duration.ofSeconds(1));

        assertThat(throughput.lastHour(clock.instant())).isEqualTo(3);
        assertThat(throughput.perSecond(clock.instant()))
                .as("all of it was stored just now")
                .isEqualTo(3);
    }

    @Property(tries = 300)
    void neverCountsMoreThanCame(@ForAll @Size(min = 1, max = 200) @IntRange(min = -4_000, max = 4_000) int[] jumps) {
        TestClock jumping = new TestClock(NOON);
        Throughput counts = new Throughput(jumping, since -> Map.of());
        for (int jump : jumps) {
            jumping.advance(Duration.ofSeconds(jump));
            counts.add(jumping.instant(), jumping.instant(), 1);
            assertThat(counts.lastHour(jumping.instant())).isBetween(1L, (long) jumps.length);
            assertThat(counts.perSecond(jumping.instant())).isBetween(0.0, jumps.length / 10.0);
        }
    }
}
