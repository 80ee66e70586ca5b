package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GridFitTest {
    /** What the live screen leaves for tiles at 1920 × 1080. */
    private static final double WIDTH = 1_801;

    private static final double HEIGHT = 877;

    @Property
    void tilesAreAtLeastTwoHundredWideAndStayInside(
            @ForAll @IntRange(min = 1, max = 200) int tiles,
            @ForAll @DoubleRange(min = 600, max = 4_000) double width,
            @ForAll @DoubleRange(min = 200, max = 2_200) double height,
            @ForAll @DoubleRange(min = 14, max = 28) double em) {
        GridFit fit = GridFit.of(tiles, width, height, em);

        assertThat(fit.width()).isGreaterThanOrEqualTo(Math.floor(200 * em / 14) - 1);
        assertThat(fit.columns() * fit.width() + (fit.columns() - 1) * GridFit.GAP * em)
                .isLessThanOrEqualTo(width + 1e-6);
        assertThat(fit.height()).isGreaterThanOrEqualTo(Math.floor(46 * em / 14));
    }

    @Test
    void aHundredAndTwentyFitOnOneScreen() {
        GridFit fit = GridFit.of(120, WIDTH, HEIGHT, 14);
        assertThat(fit.compact()).isTrue();
        assertThat(rows(120, fit) * (fit.height() + 8) - 8).isLessThanOrEqualTo(HEIGHT);
    }

    @Test
    void fewAreLargeAndInFull() {
        GridFit fit = GridFit.of(4, WIDTH, HEIGHT, 14);
        assertThat(fit.compact()).isFalse();
        assertThat(fit.width()).isGreaterThan(400);
        assertThat(rows(4, fit) * (fit.height() + 8) - 8).isLessThanOrEqualTo(HEIGHT);
    }

    @Test
    void aFewFillTheWidth() {
        for (int tiles : new int[] {2, 3, 4, 6, 8, 12}) {
            GridFit fit = GridFit.of(tiles, WIDTH, HEIGHT, 14);
            assertThat(fit.columns() * (fit.width() + 8)).as("%s tiles", tiles).isGreaterThan(WIDTH - 20);
        }
        assertThat(GridFit.of(3, WIDTH, HEIGHT, 14).columns()).isEqualTo(3);
        assertThat(GridFit.of(4, WIDTH, HEIGHT, 14).columns()).isEqualTo(2);
    }

    @Test
    void whereTheyCannotFitTheyKeepALegibleHeightAndScroll() {
        GridFit fit = GridFit.of(120, 900, 400, 14);
        assertThat(fit.height()).isEqualTo(46);
        assertThat(rows(120, fit) * fit.height()).isGreaterThan(400);
    }

    private static int rows(int tiles, GridFit fit) {
        return (tiles + fit.columns() - 1) / fit.columns();
    }
}
