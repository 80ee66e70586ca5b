package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.screens.live.TileLayout.Box;
import fr.gaveurs.console.desktop.screens.live.TileLayout.Form;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the size of a tile: each part is whole, and none lies on another. */
class TileLayoutTest {
    @Property
    void aCompactTileHoldsEachPartWhole(
            @ForAll @DoubleRange(min = 200, max = 960) double width,
            @ForAll @DoubleRange(min = 46, max = 112) double height,
            @ForAll @DoubleRange(min = 1, max = 2) double growth) {
        TileLayout layout = TileLayout.compact(width * growth, height * growth, 14 * growth);

        Box trend = layout.trend();
        // Fifty scores: two pixels each, and a tenth of that in height.
        assertThat(trend.width()).isGreaterThanOrEqualTo(100 * growth);
        assertThat(trend.height()).isGreaterThanOrEqualTo(10 * growth);
        assertThat(trend.x()).isGreaterThanOrEqualTo(0);
        assertThat(trend.x() + trend.width()).isLessThanOrEqualTo(width * growth);
        assertThat(trend.y() + trend.height()).isLessThan(height * growth);

        double capitals = 0.72;
        double descent = 0.22;
        assertThat(layout.name() - capitals * layout.sizes().score()).isGreaterThanOrEqualTo(0);
        assertThat(layout.bar()).isGreaterThan(layout.name());
        assertThat(layout.age() - capitals * layout.sizes().age()).isGreaterThanOrEqualTo(layout.bar() + 2);
        assertThat(trend.y())
                .isGreaterThanOrEqualTo(layout.age() + descent * layout.sizes().age() - 0.5);
        assertThat(layout.noteRoom()).isGreaterThan(80 * growth);
        if (layout.form() == Form.TREND_BESIDE) {
            assertThat(layout.letter() + 0.36 * layout.sizes().letter()).isLessThan(height * growth);
        } else {
            assertThat(layout.letter() + 0.36 * layout.sizes().letter()).isLessThan(trend.y());
        }
    }

    @Property
    void aFullTileHoldsEachPartWhole(
            @ForAll @DoubleRange(min = 214, max = 960) double width,
            @ForAll @DoubleRange(min = 160, max = 720) double height) {
        TileLayout layout = TileLayout.full(width, height, 14);

        assertThat(layout.form()).isEqualTo(Form.FULL);
        assertThat(layout.trend().width()).isGreaterThan(180);
        assertThat(layout.trend().height()).isGreaterThan(25);
        assertThat(layout.trend().y() + layout.trend().height() + layout.chip() + layout.pad())
                .isLessThanOrEqualTo(height);
        assertThat(layout.noteRoom()).isGreaterThan(100);
    }

    /** What 20, 21, 60 and 120 stations get at 1366 × 768 and 1920 × 1080. */
    @ParameterizedTest
    @CsvSource({
        "305,105,TREND_BESIDE",
        "305,86,TREND_BESIDE",
        "200,48,TREND_BESIDE",
        "250,90,TREND_BESIDE",
        "218,51,TREND_BESIDE",
        "242,105,TREND_BELOW",
        "230,112,TREND_BELOW"
    })
    void theTrendStandsWhereTextIsLargest(double width, double height, Form form) {
        assertThat(TileLayout.compact(width, height, 14).form()).isEqualTo(form);
    }

    /** Growing by a pixel, a tile's text does not leap. */
    @Test
    void aLittleMoreRoomChangesTextALittle() {
        for (double width = 200; width < 400; width += 20) {
            for (double height = 46; height < 112; height++) {
                double before = TileLayout.compact(width, height, 14).sizes().name();
                double after = TileLayout.compact(width, height + 1, 14).sizes().name();
                assertThat(after / before).as("%s × %s", width, height).isBetween(0.8, 1.2);
            }
        }
    }
}
