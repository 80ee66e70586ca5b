package fr.gaveurs.console.backend.features.reports.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A text that is laid out in lines of a width. Usual ones are measured and drawn by their letters' widths alone; those with
 * signs of other typefaces, or from right to left, by the library's column.
 */
final class TextBlock {
    private static final float LEADING = 1.22f;
    private static final float ASCENT = 0.95f;
    private static final String MORE = "…";
    /** Behind these a word that is too long for a line may be parted. */
    private static final String PARTING = "-_/.,;:@";

    private static final float ENDLESS = 100_000;

    /**
     * How it looks.
     *
     * @param color {@code 0xRRGGBB}
     */
    record Style(float size, boolean bold, int color) {}

    private final ReportFonts fonts;
    private final Style style;
    private final float width;
    private final String clean;
    private final List<String> lines;
    private final @Nullable Phrase phrase;
    private final int count;

    private TextBlock(ReportFonts fonts, Style style, float width, String clean, @Nullable Phrase phrase, int most) {
        this.fonts = fonts;
        this.style = style;
        this.width = width;
        this.clean = clean;
        this.phrase = phrase;
        lines = phrase == null ? wrap(fonts.base(style.bold()), clean, style.size(), width, most) : List.of();
        count = phrase == null ? lines.size() : Math.min(most, lines(phrase));
    }

    /**
     * Lays a text out.
     *
     * @param most lines; what is beyond is cut, and said to be
     */
    static TextBlock of(ReportFonts fonts, String text, Style style, float width, int most) {
        String clean = fonts.clean(text);
        Phrase phrase = fonts.isPlain(clean) ? null : fonts.phrase(text, style.size(), style.bold(), style.color());
        return new TextBlock(fonts, style, width, clean, phrase, most);
    }

    float leading() {
        return style.size() * LEADING;
    }

    float height() {
        return count * leading();
    }

    /** The text as it is said, where it is drawn in another order; else null. */
    @Nullable
    String said() {
        return phrase != null && ReportFonts.isBidirectional(clean) ? clean : null;
    }

    private int lines(Phrase of) {
        ColumnText column = column(of, null);
        column.setSimpleColumn(0, -ENDLESS, width, 0);
        column.go(true);
        return column.getLinesWritten();
    }

    private ColumnText column(Phrase of, @Nullable PdfContentByte to) {
        ColumnText column = new ColumnText(to);
        column.setRunDirection(
                ReportFonts.isBidirectional(clean) ? PdfWriter.RUN_DIRECTION_LTR : PdfWriter.RUN_DIRECTION_NO_BIDI);
        column.addText(of);
        column.setLeading(leading());
        return column;
    }

    /**
     * Draws it.
     *
     * @param top the upper edge of its first line
     * @param right whether its lines end at the right edge
     */
    void draw(PdfContentByte to, float x, float top, boolean right) {
        float baseline = top - style.size() * ASCENT;
        if (phrase != null) {
            ColumnText column = column(phrase, to);
            column.setAlignment(right ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            // Half a line more than there are, since a column leaves out what does not wholly fit.
            column.setSimpleColumn(x, baseline - (count - 0.5f) * leading(), x + width, baseline + leading());
            column.go();
            return;
        }
        BaseFont base = fonts.base(style.bold());
        to.setColorFill(Colors.of(style.color()));
        to.beginText();
        to.setFontAndSize(base, style.size());
        for (String line : lines) {
            float from = right ? x + width - base.getWidthPoint(line, style.size()) : x;
            to.setTextMatrix(from, baseline);
            to.showText(line);
            baseline -= leading();
        }
        to.endText();
    }

    /** Lines that are no wider, at most so many. */
    static List<String> wrap(BaseFont base, String text, float size, float width, int most) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            wrap(base, paragraph, size, width, lines, most);
        }
        if (lines.size() <= most) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, most));
        String last = cut.removeLast();
        while (!last.isEmpty() && base.getWidthPoint(last + MORE, size) > width) {
            last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
        }
        cut.add(last + MORE);
        return cut;
    }

    private static void wrap(BaseFont base, String paragraph, float size, float width, List<String> lines, int most) {
        if (base.getWidthPoint(paragraph, size) <= width) {
            lines.add(paragraph);
            return;
        }
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ", -1)) {
            if (!line.isEmpty() && base.getWidthPoint(line + " " + word, size) <= width) {
                line.append(' ').append(word);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            String rest = word;
            while (base.getWidthPoint(rest, size) > width && lines.size() <= most) {
                int end = parted(base, rest, size, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(rest);
        }
        lines.add(line.toString());
    }

    /** Where a word that is too long for a line is parted: behind a sign if one fits, and never within a letter. */
    private static int parted(BaseFont base, String word, float size, float width) {
        int end = word.offsetByCodePoints(0, 1);
        int behindSign = 0;
        while (end < word.length()) {
            int next = word.offsetByCodePoints(end, 1);
            if (PARTING.indexOf(word.charAt(end - 1)) >= 0) {
                behindSign = end;
            }
            if (base.getWidthPoint(word.substring(0, next), size) > width) {
                break;
            }
            end = next;
        }
        return behindSign > 0 ? behindSign : end;
    }
}
