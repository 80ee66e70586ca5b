package fr.gaveurs.console.backend.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.files.DiskWatch.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskWatchTest {
    /** MiB free of 100,000, how it stood, and how it stands. */
    @ParameterizedTest
    @CsvSource({
        "50000, WELL, WELL",
        "10001, WELL, WELL",
        "9999, WELL, LOW",
        "10001, LOW, LOW",
        "12001, LOW, WELL",
        "201, LOW, LOW",
        "199, LOW, FULL",
        "199, WELL, FULL",
        "201, FULL, FULL",
        "299, FULL, FULL",
        "301, FULL, LOW",
        "13000, FULL, WELL"
    })
    void itTurnsWorseAtOneThresholdAndBetterAtAHigherOne(long freeMib, Level before, Level after) {
        assertThat(DiskWatch.level(freeMib << 20, 100_000L << 20, before)).isEqualTo(after);
    }
}
