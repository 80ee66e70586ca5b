package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.BaseFont;

/** Texts in lines of a width, and heights that are kept apart. */
class TextBlockTest {
    private final BaseFont base = new ReportFonts().base(false);

    private List<String> wrapped(String text, float width, int most) {
        List<String> lines = TextBlock.wrap(base, text, 10, width, most);
        assertThat(lines)
                .allSatisfy(line -> assertThat(base.getWidthPoint(line, 10)).isLessThanOrEqualTo(width));
        return lines;
    }

    @Test
    void wordsGoToTheNextLineWhole() {
        assertThat(wrapped("one two three", 45, 9)).containsExactly("one two", "three");
        assertThat(wrapped("one\n\ntwo", 100, 9)).containsExactly("one", "", "two");
        assertThat(wrapped("", 100, 9)).containsExactly("");
    }

    @Test
    void aWordThatIsTooLongIsPartedBehindASignOrAnywhere() {
        assertThat(wrapped("LOT-20261126-001", 50, 9)).first().isEqualTo("LOT-");
        assertThat(String.join("", wrapped("x".repeat(60) + "🦆".repeat(3), 50, 99)))
                .isEqualTo("x".repeat(60) + "🦆".repeat(3));
    }

    /** Nothing is left out in silence, but colours of skin: emoji are drawn in the colour of the text. */
    @Test
    void emojiAreDrawnAndASignThatNoTypefaceHasStandsByItsName() {
        ReportFonts fonts = new ReportFonts();
        assertThat(fonts.clean("🦆 👍🏽 ❤️ 🇫🇷")).isEqualTo("🦆 👍 ❤ 🇫🇷");
        assertThat(fonts.clean("a🢰b\u0007")).isEqualTo("a[arrow pointing upwards then north west]b ");
        // The blank behind it is that of the text: an emoji's would be as wide as itself.
        assertThat(fonts.phrase("a 🦆 b", 10, false, 0).getChunks())
                .extracting(Object::toString)
                .containsExactly("a ", "🦆", " b");
        assertThat(fonts.isPlain("œ ≥")).isTrue();
        assertThat(fonts.isPlain("🦆")).isFalse();
    }

    @Test
    void whatIsBeyondTheLastLineIsCutAndSaidToBe() {
        assertThat(wrapped("one two three four five six", 45, 2))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("…");
        assertThat(TextBlock.wrap(base, "y".repeat(10_000), 10, 3, 4)).hasSize(4);
    }

    @Test
    void textsBesideHeightsLieOverNoOther() {
        float[] places = PdfCharts.apart(new double[] {50, 51, 52, 53, 100}, 16, 136);
        assertThat(places).containsExactly(50, 58, 66, 74, 100);
        float[] atTop = PdfCharts.apart(new double[] {133, 134, 136}, 16, 136);
        assertThat(atTop).containsExactly(120, 128, 136);
        assertThat(PdfCharts.apart(new double[] {0, 200}, 16, 136)).containsExactly(16, 136);
    }

    @Test
    void scalesOfAmountsHaveWholeNumbersAndEndNearTheGreatest() {
        for (long most = 0; most < 3_000; most++) {
            long end = PdfCharts.nice(most);
            assertThat(end).as("of " + most).isGreaterThanOrEqualTo(most).isLessThanOrEqualTo(Math.max(4, 2 * most));
            assertThat(end % 4).as("of " + most).isZero();
        }
        assertThat(PdfCharts.nice(41)).isEqualTo(60);
        assertThat(PdfCharts.nice(967)).isEqualTo(1_000);
        assertThat(PdfCharts.nice(3_000_000_000_001L)).isEqualTo(3_200_000_000_000L);
    }
}
