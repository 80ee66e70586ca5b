package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Head and foot of each page; how many pages there are is drawn at the end. */
final class PageFrame extends PdfPageEventHelper {
    private static final float SIZE = 8;
    private static final float TOTAL_WIDTH = 16;
    private static final float PREVIEW = 11;

    private final ReportFonts fonts;
    private final ReportWords words;
    private final String title;
    private final Look look;
    private final PdfTags tags;
    private final PdfTemplate total;

    /** @param writer of a document that is open */
    PageFrame(PdfWriter writer, ReportFonts fonts, ReportWords words, String title, Look look, PdfTags tags) {
        this.fonts = fonts;
        this.words = words;
        this.title = title;
        this.look = look;
        this.tags = tags;
        total = writer.getDirectContent().createTemplate(TOTAL_WIDTH, 12);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        PdfContentByte content = writer.getDirectContent();
        int page = writer.getPageNumber();
        tags.pagination(content, "Footer", () -> foot(content, document, page));
        if (page > 1 || look.preview()) {
            tags.pagination(content, "Header", () -> head(content, document, page));
        }
        tags.pageEnded();
    }

    private void foot(PdfContentByte content, Document document, int page) {
        float left = document.left();
        float right = document.right();
        float foot = document.bottom() - 24;
        content.setLineWidth(0.5f);
        content.setColorStroke(Colors.of(Colors.LINE));
        content.moveTo(left, foot + 12);
        content.lineTo(right, foot + 12);
        content.stroke();
        PdfCharts.text(
                content,
                fonts,
                false,
                SIZE,
                Colors.MUTED,
                left,
                foot,
                look.hall() == null ? "Gaveurs Console" : look.hall());
        String number = words.get("page", words.number(page, 0)) + " ";
        float width = fonts.base(false).getWidthPoint(number, SIZE);
        PdfCharts.text(content, fonts, false, SIZE, Colors.MUTED, right - TOTAL_WIDTH - width, foot, number);
        content.addTemplate(total, right - TOTAL_WIDTH, foot);
    }

    private void head(PdfContentByte content, Document document, int page) {
        if (page > 1) {
            PdfCharts.text(content, fonts, false, SIZE, Colors.MUTED, document.left(), document.top() + 16, title);
        }
        if (look.preview()) {
            String word = words.get("preview");
            float wide = fonts.base(true).getWidthPoint(word, PREVIEW);
            PdfCharts.text(
                    content, fonts, true, PREVIEW, Colors.DANGER, document.right() - wide, document.top() + 16, word);
        }
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        tags.close();
        // The writer is on the page after the last one by now.
        PdfCharts.text(total, fonts, false, SIZE, Colors.MUTED, 0, 0, words.number(writer.getPageNumber() - 1, 0));
    }
}
