package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumGraderTest {
    /** Every ratio optimal: .4, 1.5, 1.5, 1, .5, .65. */
    private static double[] fresh() {
        double[] counts = new double[10];
        counts[SpectralChannel.F1.index()] = 1000;
        counts[SpectralChannel.F2.index()] = 1000;
        counts[SpectralChannel.F3.index()] = 950;
        counts[SpectralChannel.F4.index()] = 4000;
        counts[SpectralChannel.F5.index()] = 1500;
        counts[SpectralChannel.F6.index()] = 1500;
        counts[SpectralChannel.F7.index()] = 2500;
        counts[SpectralChannel.F8.index()] = 1500;
        counts[SpectralChannel.CLEAR.index()] = 20_000;
        counts[SpectralChannel.NIR.index()] = 1500;
        return counts;
    }

    private static double[] fresh(SpectralChannel channel, double count) {
        double[] counts = fresh();
        counts[channel.index()] = count;
        return counts;
    }

    @Test
    void aFreshLiver() {
        SpectrumAnalysis s = SpectrumGrader.grade(fresh(), Set.of());
        assertThat(s.spectralRatios())
                .containsEntry(SpectralRatio.VIOLET_ORANGE, 0.4)
                .containsEntry(SpectralRatio.NIR_VIOLET, 1.5)
                .containsEntry(SpectralRatio.DISCOLORATION, 1.5)
                .containsEntry(SpectralRatio.LIPID_OXIDATION, 1.0)
                .containsEntry(SpectralRatio.FRESHNESS_MEAT, 0.5)
                .containsEntry(SpectralRatio.OIL_OXIDATION, 0.65);
        assertThat(s.score()).isCloseTo(1, within(1e-12));
        assertThat(s.oxidation()).isCloseTo(0, within(1e-12));
        assertThat(s.anomalies()).isEmpty();
        assertThat(s.grade()).isEqualTo(Grade.A_PLUS);
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, 1",
        "0.45, 1",
        "0.35, 1",
        "0.20, 0.7",
        "0.55, 0.7",
        "0.225, 0.85",
        "0.50, 0.85",
        "0.1999, 0.3",
        "0.5501, 0.3"
    })
    void subScoreOfVioletOrange(double value, double score) {
        assertThat(SpectrumGrader.subScore(SpectralRatio.VIOLET_ORANGE, value)).isCloseTo(score, within(1e-9));
    }

    @Test
    void aRatioOutsideAcceptableIsAnAnomalyAndCostsATenth() {
        // NIR/F1 = 0.8: scores nothing by itself.
        SpectrumAnalysis s = SpectrumGrader.grade(fresh(SpectralChannel.NIR, 800), Set.of());
        assertThat(s.anomalies()).containsExactly("nir_violet_ratio");
        assertThat(s.score()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void anIgnoredChannelTakesItsRatiosWithIt() {
        SpectrumAnalysis s = SpectrumGrader.grade(fresh(SpectralChannel.NIR, 800), EnumSet.of(SpectralChannel.NIR));
        assertThat(s.anomalies()).isEmpty();
        assertThat(s.spectralRatios())
                .doesNotContainKey(SpectralRatio.NIR_VIOLET)
                .hasSize(5);
        assertThat(s.ignoredChannels()).containsExactly(SpectralChannel.NIR);
        assertThat(s.score()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theOtherRatioCarriesTheWholeIndex() {
        // F7 = 1500 puts lipid oxidation at .75 (.85) and meat freshness at .667 (.95).
        double[] counts = fresh(SpectralChannel.F7, 1500);
        SpectrumAnalysis all = SpectrumGrader.grade(counts, Set.of());
        double meat = 1 - 0.3 * (2000.0 / 3000 - 0.65) / 0.10;
        assertThat(all.freshness()).isCloseTo(0.6 * 0.3 + 0.4 * meat, within(1e-9));
        assertThat(all.fatQuality()).isCloseTo(0.6 * 0.85 + 0.4, within(1e-9));
        assertThat(all.oxidation()).isCloseTo(0.09, within(1e-9));

        SpectrumAnalysis withoutOil = SpectrumGrader.grade(counts, EnumSet.of(SpectralChannel.F3));
        assertThat(withoutOil.fatQuality()).isCloseTo(0.85, within(1e-9));
        assertThat(withoutOil.freshness()).isEqualTo(all.freshness());
    }

    @Test
    void aFigureThatCannotBeHadIsNullAndItsWeightGoesToTheRest() {
        double[] counts = fresh(SpectralChannel.F1, Double.NaN);
        SpectrumAnalysis s = SpectrumGrader.grade(counts, Set.of());
        assertThat(s.freshness()).isNull();
        assertThat(s.colorUniformity()).isNull();
        assertThat(s.fatQuality()).isCloseTo(1, within(1e-12));
        assertThat(s.score()).isCloseTo(1, within(1e-12));
        assertThat(s.spectralRatios()).containsOnlyKeys(SpectralRatio.LIPID_OXIDATION);
    }

    @Test
    void withNothingLeftItIsUngraded() {
        SpectrumAnalysis s = SpectrumGrader.grade(fresh(), EnumSet.allOf(SpectralChannel.class));
        assertThat(s.grade()).isEqualTo(Grade.UNGRADED);
        assertThat(s.score()).isNull();
        assertThat(s.oxidation()).isNull();
        assertThat(s.anomalies()).isEmpty();
    }

    @Test
    void saturatedAndDarkChannelsAreAnomalies() {
        double[] counts = fresh(SpectralChannel.CLEAR, 65_500);
        counts[SpectralChannel.F3.index()] = 9.9;
        SpectrumAnalysis s = SpectrumGrader.grade(counts, Set.of());
        assertThat(s.anomalies()).containsExactly("oil_oxidation_index", "F3_dark", "Clear_saturated");
        assertThat(SpectrumGrader.grade(fresh(SpectralChannel.CLEAR, 65_499), Set.of())
                        .anomalies())
                .isEmpty();
        assertThat(SpectrumGrader.grade(fresh(SpectralChannel.CLEAR, 10), Set.of())
                        .anomalies())
                .isEmpty();
    }

    @Test
    void noLightAtAllIsRejectedAndHasNoRatio() {
        SpectrumAnalysis s = SpectrumGrader.grade(new double[10], Set.of());
        assertThat(s.grade()).isEqualTo(Grade.REJECT);
        assertThat(s.score()).isEqualTo(0);
        assertThat(s.spectralRatios()).isEmpty();
        assertThat(s.anomalies()).hasSize(16);
    }

    @Test
    void anomaliesCostAtMostHalf() {
        double[] counts = fresh();
        for (SpectralChannel channel : SpectralChannel.values()) {
            counts[channel.index()] = 65_535;
        }
        SpectrumAnalysis s = SpectrumGrader.grade(counts, Set.of());
        // Ten saturated channels, all ratios 1 or 2: freshness .3, fat quality .6·.3 + .4·.3, colour .3.
        assertThat(s.anomalies()).hasSizeGreaterThan(5);
        assertThat(s.score()).isEqualTo(0);
    }
}
