package fr.gaveurs.console.backend.features.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.SpectralChannel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {
    private static final double[] COUNTS = {1345, 2126, 1920, 8051, 3679, 2363, 3843, 2403, 5000, 800};

    @Test
    void channelsAreLogarithmsLessTheirMean() {
        double[] figures = Feature.of(ModelInput.ofSpectrum(COUNTS, 8, 100), Feature.SPECTRAL);
        assertThat(Arrays.stream(figures).sum()).isCloseTo(0, within(1e-12));
        assertThat(figures[0] - figures[6]).isCloseTo(Math.log(1345.0 / 3843), within(1e-12));
    }

    @Test
    void lightGainAndIntegrationTimeChangeNone() {
        double[] before = Feature.of(ModelInput.ofSpectrum(COUNTS, 8, 100), Feature.SPECTRAL);
        double[] after =
                Feature.of(ModelInput.ofSpectrum(LearningSamples.dimmed(COUNTS, 0.8), 4, 50), Feature.SPECTRAL);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(1e-12));
        }
    }

    @Test
    void theLevelIsOfCountsForEachUnitOfGainAndMillisecond() {
        List<Feature> level = List.of(Feature.LOG_LEVEL);
        double once = Feature.of(ModelInput.ofSpectrum(COUNTS, 8, 100), level)[0];
        double twice = Feature.of(ModelInput.ofSpectrum(LearningSamples.dimmed(COUNTS, 2), 16, 100), level)[0];
        assertThat(twice).isCloseTo(once, within(1e-12));
        assertThat(Feature.of(ModelInput.ofSpectrum(COUNTS, Double.NaN, 100), level)[0])
                .isNaN();
    }

    @Test
    void aMissingOrDarkChannelLeavesNoFigure() {
        double[] counts = COUNTS.clone();
        counts[3] = 0;
        assertThat(Feature.of(ModelInput.ofSpectrum(counts, 8, 100), Feature.SPECTRAL))
                .containsOnly(Double.NaN);
        counts = COUNTS.clone();
        counts[SpectralChannel.NIR.index()] = Double.NaN;
        assertThat(Feature.of(ModelInput.ofSpectrum(counts, 8, 100), Feature.SPECTRAL))
                .doesNotContain(Double.NaN);
    }

    @Test
    void knowsWhichChannelsItNeeds() {
        assertThat(Feature.LOG_F1.needs(SpectralChannel.F8)).isTrue();
        assertThat(Feature.LOG_F1.needs(SpectralChannel.NIR)).isFalse();
        assertThat(Feature.LOG_NIR.needs(SpectralChannel.NIR)).isTrue();
        assertThat(Feature.LOG_VOLUME.needs(SpectralChannel.F1)).isFalse();
    }
}
