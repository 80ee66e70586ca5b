package fr.gaveurs.console.backend.features.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.quality.CapabilityQueries.Series;
import fr.gaveurs.console.backend.features.reports.content.Capability.Verdict;
import org.junit.jupiter.api.Test;

/** What is said of a process. */
class CapabilityTest {
    private static Capability of(double deviation, double movingRange, double skewness, double neighbours) {
        Series series = new Series(
                null,
                1_000,
                600.0,
                deviation,
                movingRange,
                600 - 3 * deviation,
                600.0,
                600 + 3 * deviation,
                skewness,
                neighbours);
        return Capability.of(series, 400.0, 800.0);
    }

    @Test
    void aProcessOfWhichNeighboursAloneAreAlikeIsNotCapable() {
        Capability drifting = of(130, 56, 0, 0.8);

        assertThat(drifting.cpk()).isGreaterThan(Capability.ACCEPTABLE);
        assertThat(drifting.verdict(1_000, true)).isEqualTo(Verdict.NOT_CAPABLE);
        assertThat(drifting.indexName()).isEqualTo("Ppk");
    }

    @Test
    void theVerdictIsByTheLesserOne() {
        assertThat(of(40, 45.12, 0, 0).verdict(1_000, true)).isEqualTo(Verdict.CAPABLE);
        Capability restless = of(40, 60, 0, 0);
        assertThat(restless.ppk()).isGreaterThan(Capability.CAPABLE);
        assertThat(restless.verdict(1_000, true)).isEqualTo(Verdict.ACCEPTABLE);
        assertThat(restless.indexName()).isEqualTo("Cpk");
        assertThat(of(40, 80, 2, 0).indexName())
                .as("skewed values: percentiles alone")
                .isEqualTo("Ppk");
    }

    @Test
    void thereIsNoneOfFewValuesOrWithoutLimits() {
        assertThat(of(40, 45, 0, 0).verdict(49, true)).isEqualTo(Verdict.TOO_FEW);
        assertThat(of(40, 45, 0, 0).verdict(50, false)).isEqualTo(Verdict.NO_LIMITS);
    }
}
