package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> KNOWN =
            List.of("LOT-20261128-001", "LOT-20261128-002", "LOT-20261127-001", "Été 7", "A", "دفعة 7");

    @Test
    void whatIsWrittenInAnotherWayComesFirst() {
        assertThat(NearNames.of("lot 20261128 001", KNOWN))
                .containsExactly("LOT-20261128-001", "LOT-20261127-001", "LOT-20261128-002");
        assertThat(NearNames.of("ete7", KNOWN)).containsExactly("Été 7");
        assertThat(NearNames.of("دفعة 8", KNOWN)).containsExactly("دفعة 7");
    }

    @Test
    void aLetterTooManyOrTooFewIsNear() {
        assertThat(NearNames.of("LOT-20261128-01", KNOWN)).startsWith("LOT-20261128-001");
        assertThat(NearNames.of("LOTT-20261127-001", KNOWN)).startsWith("LOT-20261127-001");
    }

    @Test
    void whatIsQuiteDifferentIsNot() {
        assertThat(NearNames.of("tray 12", KNOWN)).isEmpty();
        assertThat(NearNames.of("B", KNOWN)).isEmpty();
        assertThat(NearNames.of("🦆", KNOWN)).isEmpty();
        assertThat(NearNames.of("x".repeat(200), KNOWN)).isEmpty();
    }

    @Test
    void noMoreThanThreeAreTold() {
        assertThat(NearNames.of(
                        "LOT-5", IntStream.range(0, 9).mapToObj(i -> "LOT-" + i).toList()))
                .containsExactly("LOT-5", "LOT-0", "LOT-1");
    }
}
