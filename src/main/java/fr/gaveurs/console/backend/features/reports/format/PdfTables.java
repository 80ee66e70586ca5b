package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** Tables of a PDF, whose heads stand on each of their pages; rows go out piece by piece. */
final class PdfTables {
    private static final int PIECE = 50;
    private static final double SIZE = 7.5;
    /** Characters of a cell: more would make a row higher than a page. */
    private static final int MOST_CHARACTERS = 500;

    private final Document document;
    private final ReportFonts fonts;
    private final ReportWords words;
    private final Font plain;
    private final Font head;

    PdfTables(Document document, ReportFonts fonts, ReportWords words) {
        this.document = document;
        this.fonts = fonts;
        this.words = words;
        plain = fonts.font(SIZE, false, Colors.INK);
        head = fonts.font(SIZE, true, Colors.INK);
    }

    /** Writes as many rows as are to be printed, says how many are not, and returns how many there are. */
    long write(Table table, Runnable each) {
        PdfPTable pdf = begin(table);
        long[] rows = {0};
        table.rows().forEach(cells -> {
            each.run();
            if (rows[0]++ < table.printed()) {
                row(pdf, table, cells, rows[0]);
                if (rows[0] % PIECE == 0) {
                    document.add(pdf);
                }
            }
        });
        if (rows[0] == 0) {
            document.add(new Paragraph(words.get("note.empty"), fonts.font(9.5, false, Colors.MUTED)));
            return 0;
        }
        pdf.setComplete(true);
        document.add(pdf);
        if (rows[0] > table.printed()) {
            Paragraph note = new Paragraph(
                    words.count("note.left_out", rows[0] - table.printed()), fonts.font(9, true, Colors.INK));
            note.setSpacingBefore(5);
            document.add(note);
        }
        return rows[0];
    }

    private PdfPTable begin(Table table) {
        float[] widths = new float[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = (float) table.columns().get(i).weight();
        }
        PdfPTable pdf = PdfReport.table(widths);
        pdf.setSpacingBefore(4);
        pdf.setHeaderRows(1);
        pdf.setSplitLate(true);
        pdf.setComplete(false);
        for (Column column : table.columns()) {
            PdfPCell cell = new PdfPCell(new Phrase(column.name(), head));
            cell.setBackgroundColor(Colors.of(Colors.HEAD));
            shape(cell, column);
            pdf.addCell(cell);
        }
        return pdf;
    }

    private void row(PdfPTable pdf, Table table, @Nullable Object[] cells, long number) {
        for (int i = 0; i < cells.length; i++) {
            Column column = table.columns().get(i);
            PdfPCell cell = cell(column, words.cell(column.type(), cells[i]));
            shape(cell, column);
            if (number % 2 == 0) {
                cell.setBackgroundColor(Colors.of(Colors.BAND));
            }
            pdf.addCell(cell);
        }
    }

    private PdfPCell cell(Column column, String whole) {
        String text = whole.length() <= MOST_CHARACTERS ? whole : cut(whole);
        if (column.type() != CellType.TEXT) {
            return new PdfPCell(new Phrase(text, plain));
        }
        PdfPCell cell = new PdfPCell(fonts.phrase(text, SIZE, false, Colors.INK));
        if (ReportFonts.isBidirectional(text)) {
            cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        }
        return cell;
    }

    /** Never within a sign of two characters. */
    private static String cut(String text) {
        int end = MOST_CHARACTERS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static void shape(PdfPCell cell, Column column) {
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(Colors.of(Colors.LINE));
        cell.setBorderWidth(0.4f);
        cell.setPadding(3);
        cell.setHorizontalAlignment(column.type().isFigure() ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
    }
}
