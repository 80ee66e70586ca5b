package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfWriter;

/** Charts as pictures: drawn as into a PDF, so that both look the same and no typeface of the machine is needed. */
final class ChartPictures {
    private static final float WIDTH = 510;
    private static final float HEIGHT = 170;
    private static final int PIXELS = 1_140;

    private ChartPictures() {}

    /**
     * PNGs of {@value #PIXELS} pixels width. All are drawn into one PDF, a page each, which holds the typefaces once.
     *
     * @param pause called after small parts of the work
     */
    static List<byte[]> pngs(List<Chart> charts, ReportWords words, Runnable pause) throws IOException {
        if (charts.isEmpty()) {
            return List.of();
        }
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 17);
        Document pages = new Document(new Rectangle(WIDTH, HEIGHT), 0, 0, 0, 0);
        PdfWriter writer = PdfWriter.getInstance(pages, new PausingStream(pdf, pause));
        // It is read again at once.
        writer.setCompressionLevel(0);
        pages.open();
        ReportFonts fonts = new ReportFonts();
        for (Chart chart : charts) {
            pages.newPage();
            new PdfCharts(writer.getDirectContent(), WIDTH, HEIGHT, fonts, words).draw(chart);
            pause.run();
        }
        pages.close();
        return PagePictures.all(pdf.toByteArray(), PIXELS, pause);
    }
}
