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

    /** An area that is the same at every size of text. */
    private static GridFit same(int tiles, double width, double height, double em) {
        return GridFit.of(tiles, width, height, width, height, em);
    }

    @Property
    void tilesAreAtLeastTwoHundredWideAndStayInside(
            @ForAll @IntRange(min = 1, max = 200) int tiles,
            @ForAll @DoubleRange(min = 600, max = 4_000) double width,
            @ForAll @DoubleRange(min = 200, max = 2_200) double height,
            @ForAll @DoubleRange(min = 14, max = 28) double em) {
        GridFit fit = same(tiles, width, height, em);

        assertThat(fit.width()).isGreaterThanOrEqualTo(Math.floor(200 * em / 14) - 1);
        assertThat(fit.columns() * fit.width() + (fit.columns() - 1) * GridFit.GAP * em)
                .isLessThanOrEqualTo(width + 1e-6);
        assertThat(fit.height()).isGreaterThanOrEqualTo(Math.floor(46 * em / 14));
    }

    /** Whatever is chosen: what the tiles say never becomes smaller by a larger text. */
    @Property
    void aLargerTextMakesNoTilesTextSmaller(
            @ForAll @IntRange(min = 1, max = 200) int tiles,
            @ForAll @DoubleRange(min = 1_000, max = 4_000) double width,
            @ForAll @DoubleRange(min = 200, max = 2_200) double height) {
        TileLayout.Sizes before = null;
        for (double em : new double[] {14, 17.5, 21, 28}) {
            GridFit fit = same(tiles, width, height, em);
            TileLayout.Sizes now = sizes(fit, em);
            if (before != null) {
                assertThat(now.letter()).isGreaterThanOrEqualTo(before.letter() * 0.96);
                assertThat(now.score()).isGreaterThanOrEqualTo(before.score() * 0.96);
                assertThat(now.name()).isGreaterThanOrEqualTo(before.name() * 0.96);
                assertThat(now.age()).isGreaterThanOrEqualTo(before.age() * 0.96);
                assertThat(now.badge()).isGreaterThanOrEqualTo(before.badge() * 0.96);
            }
            before = now;
        }
    }

    /** What 1366 × 768 leaves for the tiles at 100 %, 150 % and 200 %. */
    @Test
    void twentyFourGrowWithTheText() {
        GridFit one = same(24, 1_245, 560, 14);
        GridFit half = GridFit.of(24, 1_200, 470, 1_245, 560, 21);
        GridFit twice = GridFit.of(24, 1_150, 380, 1_245, 560, 28);
        assertThat(sizes(half, 21).name()).isGreaterThan(1.3 * sizes(one, 14).name());
        assertThat(sizes(twice, 28).name()).isGreaterThan(1.7 * sizes(one, 14).name());
        assertThat(sizes(twice, 28).letter()).isGreaterThan(1.7 * sizes(one, 14).letter());
        assertThat(twice.columns()).isLessThan(one.columns());
    }

    /** What 1366 × 768 leaves at 125 %: the third one was pushed below, and had to be scrolled to. */
    @Test
    void threeStandSideBySideWithALittleLargerText() {
        assertThat(GridFit.of(3, 1_248, 480, 1_245, 560, 17.5).columns()).isEqualTo(3);
    }

    @Test
    void noTextIsSmallerThanCanBeRead() {
        for (int tiles : new int[] {1, 12, 24, 60, 120}) {
            GridFit fit = same(tiles, 620, 240, 14);
            TileLayout.Sizes sizes = sizes(fit, 14);
            assertThat(sizes.age()).isGreaterThanOrEqualTo(0.8 * 14);
            assertThat(sizes.badge()).isGreaterThanOrEqualTo(0.8 * 14);
            assertThat(sizes.name()).isGreaterThanOrEqualTo(0.8 * 14);
        }
    }

    private static TileLayout.Sizes sizes(GridFit fit, double em) {
        return fit.layout(em).sizes();
    }

    /** What 1366 × 768 leaves for them: one more made the trends of all a tenth as wide. */
    @Test
    void oneMoreStationTakesNoTrendAway() {
        for (int tiles = 2; tiles <= 120; tiles++) {
            TileLayout fewer = same(tiles - 1, 1_245, 560, 14).layout(14);
            TileLayout more = same(tiles, 1_245, 560, 14).layout(14);
            assertThat(more.trend().width())
                    .as("%s tiles", tiles)
                    .isGreaterThan(0.55 * fewer.trend().width());
            if (fewer.form() != TileLayout.Form.FULL) {
                assertThat(more.sizes().name())
                        .as("%s tiles", tiles)
                        .isLessThan(1.15 * fewer.sizes().name());
            }
        }
    }

    @Test
    void aHundredAndTwentyFitOnOneScreen() {
        GridFit fit = same(120, WIDTH, HEIGHT, 14);
        assertThat(fit.compact()).isTrue();
        assertThat(rows(120, fit) * (fit.height() + 8) - 8).isLessThanOrEqualTo(HEIGHT);
    }

    @Test
    void fewAreLargeAndInFull() {
        GridFit fit = same(4, WIDTH, HEIGHT, 14);
        assertThat(fit.compact()).isFalse();
        assertThat(fit.width()).isGreaterThan(400);
        assertThat(rows(4, fit) * (fit.height() + 8) - 8).isLessThanOrEqualTo(HEIGHT);
    }

    @Test
    void aFewFillTheWidth() {
        for (int tiles : new int[] {2, 3, 4, 6, 8, 12}) {
            GridFit fit = same(tiles, WIDTH, HEIGHT, 14);
            assertThat(fit.columns() * (fit.width() + 8)).as("%s tiles", tiles).isGreaterThan(WIDTH - 20);
        }
        assertThat(same(3, WIDTH, HEIGHT, 14).columns()).isEqualTo(3);
        assertThat(same(4, WIDTH, HEIGHT, 14).columns()).isEqualTo(2);
    }

    @Test
    void whereTheyCannotFitTheyKeepALegibleHeightAndScroll() {
        GridFit fit = same(120, 900, 400, 14);
        assertThat(fit.height()).isEqualTo(46);
        assertThat(rows(120, fit) * fit.height()).isGreaterThan(400);
    }

    private static int rows(int tiles, GridFit fit) {
        return (tiles + fit.columns() - 1) / fit.columns();
    }
}
