package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnWidthsTest {
    @Test
    void whatIsEmptyNeedsItsHeadAndWhatIsLongGetsTheRest() {
        ColumnWidths widths = new ColumnWidths(500);
        widths.column(2, 40);
        widths.column(2, 50);
        widths.column(1, 50);
        widths.cell(0, 80, 80);
        widths.cell(2, 60, 2_000);
        float[] found = widths.widths();
        assertThat(found[0]).as("a time is not parted").isGreaterThanOrEqualTo(80);
        assertThat(found[1]).as("nothing stands there").isEqualTo(50);
        assertThat(found[2]).isGreaterThan(300);
    }

    @Test
    void whatNobodyNeedsGoesByTheWeights() {
        ColumnWidths widths = new ColumnWidths(400);
        widths.column(1, 50);
        widths.column(3, 50);
        assertThat(widths.widths()).containsExactly(125, 275);
    }

    @Test
    void whereThereIsTooLittleAllGiveWay() {
        ColumnWidths widths = new ColumnWidths(100);
        for (int i = 0; i < 10; i++) {
            widths.column(1, 15);
        }
        assertThat(widths.widths()).containsOnly(10);
    }

    @Property(tries = 200)
    void theyFillTheTable(
            @ForAll @IntRange(min = 1, max = 14) int columns,
            @ForAll @FloatRange(min = 1, max = 900) float word,
            @ForAll @FloatRange(min = 1, max = 3_000) float whole) {
        ColumnWidths widths = new ColumnWidths(750);
        for (int i = 0; i < columns; i++) {
            widths.column(1 + i % 3, 10 + i);
            widths.cell(i, word / (1 + i), whole / (1 + i));
        }
        float sum = 0;
        for (float each : widths.widths()) {
            assertThat(each).isPositive();
            sum += each;
        }
        assertThat(sum).isBetween(749.5f, 750.5f);
    }
}
