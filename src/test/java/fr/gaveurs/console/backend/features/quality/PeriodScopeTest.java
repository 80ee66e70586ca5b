package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** A period is read in pieces: one after the other, with nothing between them and nothing twice. */
class PeriodScopeTest {
    private static final Instant FROM = Instant.parse("2026-10-25T00:10:00.123456Z");

    @Property(tries = 300)
    void piecesFollowEachOtherFromBeginToEnd(@ForAll @LongRange(min = 1, max = 100_000_000_000L) long millis) {
        PeriodScope scope = new PeriodScope(FROM, FROM.plusMillis(millis), List.of("ESP32_LL_01"), null);
        List<PeriodScope> pieces = scope.pieces();
        assertThat(pieces).hasSizeBetween(1, 1_000);
        assertThat(pieces.getFirst().from()).isEqualTo(scope.from());
        assertThat(pieces.getLast().to()).isEqualTo(scope.to());
        for (int i = 0; i < pieces.size(); i++) {
            PeriodScope piece = pieces.get(i);
            assertThat(piece.from()).isBefore(piece.to());
            assertThat(piece.deviceIds()).isEqualTo(scope.deviceIds());
            if (i > 0) {
                assertThat(piece.from()).isEqualTo(pieces.get(i - 1).to());
                assertThat(Duration.between(pieces.get(i - 1).from(), piece.from()))
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(20));
            }
        }
    }

    @Test
    void aLotAndAnEmptyPeriodAreOnePiece() {
        assertThat(new PeriodScope(FROM, FROM.plus(Duration.ofDays(30)), List.of(), "LOT-1").pieces())
                .hasSize(1);
        assertThat(new PeriodScope(FROM, FROM, List.of(), null).pieces()).hasSize(1);
    }
}
