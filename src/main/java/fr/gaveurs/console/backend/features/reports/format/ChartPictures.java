package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfWriter;

/** Charts as pictures: drawn as into a PDF, so that both look the same and no typeface of the machine is needed. */
final class ChartPictures {
    private static final float WIDTH = 510;
    private static final float HEIGHT = 170;
    private static final int PIXELS = 1_140;

    private ChartPictures() {}

    /** A PNG of {@value #PIXELS} pixels width. */
    static byte[] png(Chart chart, ReportWords words) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 15);
        Document page = new Document(new Rectangle(WIDTH, HEIGHT), 0, 0, 0, 0);
        PdfWriter writer = PdfWriter.getInstance(page, pdf);
        page.open();
        new PdfCharts(writer.getDirectContent(), WIDTH, HEIGHT, new ReportFonts(), words).draw(chart);
        page.close();
        return PagePictures.png(pdf.toByteArray(), 1, PIXELS).png();
    }
}
