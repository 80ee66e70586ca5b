package fr.gaveurs.console.desktop.kit.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CanvasGeometryTest {
    private static final double[] SCALES = {1, 1.25, 1.5, 1.75, 2, 3};

    @Property
    void ticksEncloseTheirRangeInRoundSteps(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double from,
            @ForAll @DoubleRange(min = 0, max = 1e6) double length,
            @ForAll @IntRange(min = 1, max = 12) int intervals) {
        Ticks ticks = Ticks.covering(from, from + length, intervals);
        double slack = ticks.step() * 1e-6;
        assertThat(ticks.low()).isLessThanOrEqualTo(from + slack);
        assertThat(ticks.high()).isGreaterThanOrEqualTo(from + length - slack);
        assertThat(ticks.value(0)).isEqualTo(ticks.low());
        assertThat(ticks.value(ticks.count() - 1)).isCloseTo(ticks.high(), within(slack));
        double mantissa = ticks.step() / Math.pow(10, Math.floor(Math.log10(ticks.step() * 1.0000001)));
        assertThat(mantissa)
                .satisfiesAnyOf(
                        m -> assertThat(m).isCloseTo(1, within(1e-6)),
                        m -> assertThat(m).isCloseTo(2, within(1e-6)),
                        m -> assertThat(m).isCloseTo(5, within(1e-6)));
        assertThat(ticks.count()).isBetween(2, intervals + 3);
        assertThat(ticks.step() * Math.pow(10, ticks.decimals())).isGreaterThanOrEqualTo(0.999);
    }

    @Example
    void ticksOfOneValue() {
        assertThat(Ticks.covering(95, 95, 4)).satisfies(t -> assertThat(t.low()).isLessThan(t.high()));
        assertThat(Ticks.covering(0, 0, 4).count()).isGreaterThanOrEqualTo(2);
        assertThat(Ticks.covering(17.2, 100.0, 4)).isEqualTo(new Ticks(0, 100, 50, 0));
        assertThat(Ticks.covering(0, 8058, 5)).isEqualTo(new Ticks(0, 10_000, 2000, 0));
    }

    @Example
    void ticksRefuseWhatIsNoRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ticks.covering(2, 1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Ticks.covering(Double.NaN, 1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Ticks.covering(0, Double.POSITIVE_INFINITY, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Ticks.covering(0, 1, 0));
    }

    @Property
    void linesAndEdgesLieOnPixels(
            @ForAll @DoubleRange(min = 0, max = 4000) double position,
            @ForAll @DoubleRange(min = 0.2, max = 6) double width,
            @ForAll @IntRange(min = 0, max = 5) int scale) {
        Crisp crisp = new Crisp(SCALES[scale]);
        assertWhole(crisp.edge(position) * crisp.scale());
        double stroke = crisp.width(width);
        assertWhole(stroke * crisp.scale());
        double middle = crisp.line(position, width);
        assertWhole((middle - stroke / 2) * crisp.scale());
        assertThat(middle).isCloseTo(position, within(1 / crisp.scale()));
    }

    @Property
    void everyPointOfACellBelongsToIt(
            @ForAll @DoubleRange(min = 60, max = 1200) double width,
            @ForAll @DoubleRange(min = 60, max = 900) double height,
            @ForAll @IntRange(min = 0, max = 5) int scale) {
        ZoneGrid grid = ZoneGrid.fit(8, 8, 5.0 / 3, 11, 7, width, height, new Crisp(SCALES[scale]));
        assertThat(grid.x()).isGreaterThanOrEqualTo(10);
        assertThat(grid.x() + grid.width()).isLessThanOrEqualTo(11 + width + 1);
        assertThat(grid.y() + grid.height()).isLessThanOrEqualTo(7 + height + 1);
        for (int cell = 0; cell < 64; cell++) {
            int row = cell / 8;
            int column = cell % 8;
            double x = (grid.columnX(column) + grid.columnX(column + 1)) / 2;
            double y = (grid.rowY(row) + grid.rowY(row + 1)) / 2;
            assertThat(grid.cellAt(x, y)).isEqualTo(cell);
        }
        assertThat(grid.cellAt(grid.x() - 0.1, grid.y() + 1)).isEqualTo(-1);
        assertThat(grid.cellAt(grid.x() + 1, grid.y() + grid.height())).isEqualTo(-1);
    }

    @Property
    void anOutlineIsEverySideBetweenInsideAndOutsideOnce(@ForAll @Size(64) boolean[] inside) {
        int sides = 0;
        for (int cell = 0; cell < 64; cell++) {
            if (inside[cell]) {
                int row = cell / 8;
                int column = cell % 8;
                sides += row == 0 || !inside[cell - 8] ? 1 : 0;
                sides += row == 7 || !inside[cell + 8] ? 1 : 0;
                sides += column == 0 || !inside[cell - 1] ? 1 : 0;
                sides += column == 7 || !inside[cell + 1] ? 1 : 0;
            }
        }
        int drawn = Outline.of(inside, 8, 8).stream()
                .mapToInt(e -> e.toColumn() - e.fromColumn() + e.toRow() - e.fromRow())
                .sum();
        assertThat(drawn).isEqualTo(sides);
    }

    @Property
    void hatchingStaysInItsRectangle(
            @ForAll @DoubleRange(min = 0, max = 500) double x,
            @ForAll @DoubleRange(min = 0, max = 500) double y,
            @ForAll @DoubleRange(min = 0, max = 90) double width,
            @ForAll @DoubleRange(min = 0, max = 90) double height) {
        for (Hatch.Line line : Hatch.lines(x, y, width, height, 7)) {
            assertThat(line.x1()).isBetween(x - 1e-6, x + width + 1e-6);
            assertThat(line.x2()).isBetween(x - 1e-6, x + width + 1e-6);
            assertThat(line.y1()).isBetween(y - 1e-6, y + height + 1e-6);
            assertThat(line.y2()).isBetween(y - 1e-6, y + height + 1e-6);
            assertThat(line.x1() + line.y1()).isCloseTo(line.x2() + line.y2(), within(1e-6));
            // Neighbours join: all lines hang on one raster.
            assertThat(Math.IEEEremainder(line.x1() + line.y1(), 7)).isCloseTo(0, within(1e-6));
        }
    }

    @Property
    void aCurvePassesThroughItsValuesAndStaysBetweenNeighbours(
            @ForAll @Size(8) List<@DoubleRange(min = 0, max = 90) Double> list, @ForAll boolean smooth) {
        double[] values = array(list);
        double[] fine = MonotoneCurve.refine(values, 4, smooth);
        assertThat(fine).hasSize(29);
        for (int k = 0; k < 8; k++) {
            assertThat(fine[4 * k]).isEqualTo(values[k]);
        }
        for (int i = 0; i < 28; i++) {
            int k = i / 4;
            assertThat(fine[i])
                    .isBetween(Math.min(values[k], values[k + 1]) - 1e-9, Math.max(values[k], values[k + 1]) + 1e-9);
        }
    }

    @Example
    void aMissingValueLeavesAHole() {
        double[] fine = MonotoneCurve.refine(new double[] {1, Double.NaN, 3, 4}, 2, true);
        assertThat(fine).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 3, 3.5, 4);
    }

    @Property
    void thinningKeepsTheExtremesInOrder(
            @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -5, max = 5) Double> list,
            @ForAll @IntRange(min = 1, max = 60) int columns) {
        double[] values = array(list);
        int[] kept = Decimation.indices(values, columns);
        assertThat(kept).hasSizeLessThanOrEqualTo(Math.max(2 * columns, Math.min(values.length, columns)));
        assertThat(kept).isSorted().doesNotHaveDuplicates();
        double[] shown = Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
        assertThat(Arrays.stream(shown).max()).isEqualTo(Arrays.stream(values).max());
        assertThat(Arrays.stream(shown).min()).isEqualTo(Arrays.stream(values).min());
    }

    @Example
    void thinningPrefersValuesToGaps() {
        assertThat(Decimation.indices(new double[] {Double.NaN, 2, 1, Double.NaN}, 1))
                .containsExactly(1, 2);
        assertThat(Decimation.indices(new double[] {Double.NaN, Double.NaN}, 1)).hasSize(1);
        assertThat(Decimation.indices(new double[0], 10)).isEmpty();
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void assertWhole(double value) {
        assertThat(value).isCloseTo(Math.rint(value), within(1e-6));
    }
}
