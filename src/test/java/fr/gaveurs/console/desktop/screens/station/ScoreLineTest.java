package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.screens.station.ScoreLine.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the card adds up is what was graded. */
class ScoreLineTest {
    /** Each score is told in millionths, and a whole has the rounding of its parts. */
    private static final double MILLIONTHS = 1.6e-6;

    @Property(tries = 200)
    void thePartsMakeTheWhole(@ForAll Random random) {
        Map<SpectralChannel, Double> counts = new EnumMap<>(SpectralChannel.class);
        for (SpectralChannel channel : SpectralChannel.values()) {
            counts.put(channel, 1000 + random.nextDouble() * 5000);
        }
        List<SpectralChannel> ignored = random.nextBoolean()
                ? List.of()
                : List.of(SpectralChannel.values()[random.nextInt(SpectralChannel.values().length)]);
        Spectrum spectrum = TestSamples.graded(counts, ignored);
        Sample sample = TestSamples.sample(
                0,
                random.nextBoolean() ? TestSamples.dentAndForeignBody() : TestSamples.goodTof(random.nextLong()),
                spectrum,
                null);
        List<ScoreLine> lines = ScoreLine.of(sample);
        int spectral = index(lines, "station.score.spectrum");
        assertAddsUp(lines.subList(1, spectral), lines.get(1));
        if (spectrum.analysis().score() != null) {
            assertAddsUp(lines.subList(spectral, lines.size()), lines.get(spectral));
            assertThat(value(lines.get(1)) * weight(lines.get(1))
                            + value(lines.get(spectral)) * weight(lines.get(spectral)))
                    .isCloseTo(value(lines.getFirst()), within(MILLIONTHS));
        }
    }

    @Example
    void withoutASpectrumTheGeometryStandsAlone() {
        List<ScoreLine> lines = ScoreLine.of(TestSamples.sample(0, TestSamples.goodTof(1), null, null));
        assertThat(lines).extracting(ScoreLine::key).doesNotContain("station.score.spectrum");
        assertThat(lines.get(1).weight()).isEqualTo(1);
        assertThat(lines.get(1).value()).isEqualTo(lines.getFirst().value());
    }

    @Example
    void anUngradedSampleHasNoFigures() {
        List<ScoreLine> lines = ScoreLine.of(TestSamples.sample(0, TestSamples.blind(), null, null));
        assertThat(lines).allSatisfy(line -> assertThat(line.value()).isNull());
        assertThat(lines).extracting(ScoreLine::kind).doesNotContain(Kind.FACTOR);
    }

    private static void assertAddsUp(List<ScoreLine> group, ScoreLine whole) {
        double sum = 0;
        double factor = 1;
        double penalty = 0;
        for (ScoreLine line : group.subList(1, group.size())) {
            switch (line.kind()) {
                case SCORE -> sum += line.value() == null ? 0 : value(line) * weight(line);
                case INVERSE -> sum += line.value() == null ? 0 : (1 - value(line)) * weight(line);
                case FACTOR -> factor = value(line);
                case PENALTY -> penalty = value(line);
            }
        }
        assertThat(Math.max(0, sum * factor - penalty)).isCloseTo(value(whole), within(MILLIONTHS));
    }

    private static double value(ScoreLine line) {
        return line.value() == null ? Double.NaN : line.value();
    }

    private static double weight(ScoreLine line) {
        return line.weight() == null ? Double.NaN : line.weight();
    }

    private static int index(List<ScoreLine> lines, String key) {
        return lines.stream().map(ScoreLine::key).toList().indexOf(key);
    }
}
