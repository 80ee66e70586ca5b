package fr.gaveurs.console.backend.features.products.labels;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/** Labels as a PDF in their true size: to be printed at 100 %. */
final class LabelPdf {
    private static final double POINTS_PER_MM = 72 / 25.4;

    private LabelPdf() {}

    /**
     * The file.
     *
     * @param labels in their order
     * @param first place of the first one on its page, from 0
     */
    static byte[] write(List<LabelDrawing> labels, LabelSize paper, int first, String title) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document =
                new Document(new Rectangle(points(paper.pageWidth()), points(paper.pageHeight())), 0, 0, 0, 0);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        document.addTitle(title);
        document.addCreator("Gaveurs Console");
        document.open();
        BaseFont regular = LabelFonts.forDocument(false);
        BaseFont strong = LabelFonts.forDocument(true);
        PdfContentByte content = writer.getDirectContent();
        for (int i = 0; i < labels.size(); i++) {
            int place = (first + i) % paper.perPage();
            if (i > 0 && place == 0) {
                document.newPage();
            }
            int column = place % paper.columns();
            int row = place / paper.columns();
            double x = paper.left() + column * paper.stepX();
            double y = paper.top() + row * paper.stepY();
            draw(content, labels.get(i), x, y, paper.pageHeight(), regular, strong);
        }
        document.close();
        return out.toByteArray();
    }

    private static void draw(
            PdfContentByte content,
            LabelDrawing label,
            double x,
            double y,
            double pageHeight,
            BaseFont regular,
            BaseFont strong) {
        content.setGrayFill(0);
        // All squares are one figure, so that no light line shows between two rows.
        label.qr()
                .forEachRun((column, row, length) -> content.rectangle(
                        points(x + label.qrX() + column * label.square()),
                        points(pageHeight - y - label.qrY() - (row + 1) * label.square()),
                        points(length * label.square()),
                        points(label.square())));
        content.fill();
        for (LabelDrawing.Line line : label.lines()) {
            content.beginText();
            content.setFontAndSize(line.strong() ? strong : regular, points(line.size()));
            content.setTextMatrix(points(x + line.x()), points(pageHeight - y - line.y()));
            content.showText(line.text());
            content.endText();
        }
    }

    private static float points(double mm) {
        return (float) (mm * POINTS_PER_MM);
    }
}
