package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.PdfTags.Element;
import fr.gaveurs.console.backend.features.reports.format.TextBlock.Style;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Puts texts and charts one below the other, page by page, each with its place in the structure. In points. */
final class PdfFlow {
    static final float CHART_HEIGHT = 170;
    private static final float LOWEST_CHART = 95;
    private static final float ABOVE_CHART = 8;
    /** What sums of heights may lose. */
    private static final float ROUNDED = 0.5f;

    /** Lines of a paragraph: far less than a page has. */
    private static final int MOST_LINES = 30;

    private static final Rectangle LYING = new Rectangle(PageSize.A4.getHeight(), PageSize.A4.getWidth());

    private final Document document;
    private final PdfWriter writer;
    private final ReportFonts fonts;
    private final ReportWords words;
    private final PdfTags tags;
    private float y;

    PdfFlow(Document document, PdfWriter writer, ReportFonts fonts, ReportWords words, PdfTags tags) {
        this.document = document;
        this.writer = writer;
        this.fonts = fonts;
        this.words = words;
        this.tags = tags;
        y = document.top();
    }

    PdfTags tags() {
        return tags;
    }

    PdfContentByte to() {
        return writer.getDirectContent();
    }

    float left() {
        return document.left();
    }

    float width() {
        return document.right() - document.left();
    }

    /** The upper edge of what comes next. */
    float y() {
        return y;
    }

    /** What is below the top of an empty page. */
    float room() {
        return document.top() - document.bottom();
    }

    /** Leaves so much free. */
    void down(float by) {
        y -= by;
    }

    void newPage() {
        document.newPage();
        y = document.top();
    }

    /**
     * A new page,
     *
     * @param lies on its side
     */
    void newPage(boolean lies) {
        document.setPageSize(lies ? LYING : PageSize.A4);
        newPage();
    }

    /** Whether so much more fits on this page. */
    boolean fits(float height) {
        return y - height >= document.bottom();
    }

    /** Goes to a new page where so much does not fit on this one. */
    void need(float height) {
        if (!fits(height) && y < document.top()) {
            newPage();
        }
    }

    TextBlock block(String text, Style style, float width) {
        return TextBlock.of(fonts, text, style, width, MOST_LINES);
    }

    /**
     * A text over the whole width.
     *
     * @param role such as {@code H1} or {@code P}
     */
    void text(Element parent, String role, String text, Style style) {
        TextBlock block = block(text, style, width());
        need(block.height());
        Element element = tags.begin(parent, role);
        tags.mark(to(), element, block.said(), () -> block.draw(to(), left(), y, false));
        tags.end(element);
        y -= block.height();
    }

    /** A picture of figures, with what it shows as a text. */
    void chart(Element parent, Chart chart) {
        chart(parent, chart, CHART_HEIGHT);
    }

    private void chart(Element parent, Chart chart, float height) {
        need(height + ABOVE_CHART);
        y -= ABOVE_CHART;
        PdfTemplate template = to().createTemplate(width(), height);
        new PdfCharts(template, width(), height, fonts, words).draw(chart);
        figure(parent, ChartText.of(chart, words), width(), height, () -> to().addTemplate(
                        template, left(), y - height));
        y -= height;
    }

    /**
     * Several, a little lower than usual where what comes below them then fits on the page.
     *
     * @param below how high that is
     */
    void charts(Element parent, List<Chart> charts, float below) {
        if (charts.isEmpty()) {
            return;
        }
        float room = (y - document.bottom() - below - ROUNDED) / charts.size() - ABOVE_CHART;
        float height = room < LOWEST_CHART ? CHART_HEIGHT : Math.min(CHART_HEIGHT, room);
        for (Chart chart : charts) {
            chart(parent, chart, height);
        }
    }

    /** A picture whose upper left corner is here; it moves nothing. */
    void figure(Element parent, String alternative, float width, float height, Runnable draw) {
        PdfDictionary attributes = new PdfDictionary();
        attributes.put(PdfName.BBOX, new PdfArray(new float[] {left(), y - height, left() + width, y}));
        attributes.put(new PdfName("Placement"), new PdfName("Block"));
        Element figure = tags.begin(parent, "Figure").alternative(alternative).attributes("Layout", attributes);
        tags.mark(to(), figure, draw);
        tags.end(figure);
    }
}
