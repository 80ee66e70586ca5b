package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EnumFiguresTest {
    private static final SpectralRatio[] RATIOS = SpectralRatio.values();

    private static Map<SpectralRatio, Double> figures(double... figures) {
        return new EnumFigures<>(RATIOS, figures);
    }

    @Property(tries = 200)
    void itIsTheMapOfWhatIsThere(@ForAll @Size(6) double[] values, @ForAll @Size(6) boolean[] missing) {
        Map<SpectralRatio, Double> expected = new EnumMap<>(SpectralRatio.class);
        double[] figures = values.clone();
        for (SpectralRatio ratio : RATIOS) {
            if (missing[ratio.ordinal()]) {
                figures[ratio.ordinal()] = Double.NaN;
            } else if (!Double.isNaN(values[ratio.ordinal()])) {
                expected.put(ratio, values[ratio.ordinal()]);
            }
        }
        Map<SpectralRatio, Double> map = figures(figures);

        assertThat(map).isEqualTo(expected).hasSize(expected.size()).hasSameHashCodeAs(expected);
        assertThat(map.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(Json.MAPPER.writeValueAsString(map)).isEqualTo(Json.MAPPER.writeValueAsString(expected));
        for (SpectralRatio ratio : RATIOS) {
            assertThat(map.get(ratio)).isEqualTo(expected.get(ratio));
            assertThat(map.containsKey(ratio)).isEqualTo(expected.containsKey(ratio));
            assertThat(EnumFigures.figure(map, ratio)).isEqualTo(Double.valueOf(EnumFigures.figure(expected, ratio)));
        }
    }

    @Test
    void anotherEnumsConstantIsNoKey() {
        Map<?, Double> map = figures(1, 2, 3, 4, 5, 6);
        assertThat(map.get(Grade.A_PLUS)).isNull();
        assertThat(map.containsKey("violet_orange_ratio")).isFalse();
        assertThat(map.get(null)).isNull();
    }

    @Test
    void itCannotBeChangedAndEnds() {
        Map<SpectralRatio, Double> map = figures(Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThatThrownBy(() -> map.put(SpectralRatio.NIR_VIOLET, 3.0))
                .isInstanceOf(UnsupportedOperationException.class);
        var entries = map.entrySet().iterator();
        entries.next();
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }
}
