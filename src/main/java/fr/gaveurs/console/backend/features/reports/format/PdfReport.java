package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Element;
import org.openpdf.text.ExceptionConverter;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** A4: a first page that says everything in short, then the tables. Wide tables stand on pages that lie on their side. */
final class PdfReport implements ReportWriter {
    private static final float MARGIN = 42;
    private static final float TOP = 54;
    private static final float BOTTOM = 50;
    private static final int WIDE = 8;
    private static final int FACTS_IN_ROW = 3;
    private static final float CHART_HEIGHT = 170;
    private static final float HEADING_ROOM = 16;

    @Override
    public long write(Content.Document report, ReportWords words, Look look, OutputStream out, Runnable each)
            throws IOException {
        ReportFonts fonts = new ReportFonts();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, TOP, BOTTOM);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
        PageFrame frame = new PageFrame(fonts, words, report.title(), look);
        writer.setPageEvent(frame);
        document.addTitle(report.title());
        document.addSubject(report.period());
        document.addCreator("Gaveurs Console " + look.version());
        writer.createXmpMetadata();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(words.locale().toLanguageTag()));
        document.open();
        try {
            PdfTables tables = new PdfTables(document, fonts, words);
            PdfTemplate count = writer.getDirectContent().createTemplate(80, 14);
            cover(document, writer, report, words, look, fonts, count);
            long rows = 0;
            boolean lies = false;
            boolean first = true;
            for (Section section : report.sections()) {
                boolean wide = section.tables().stream()
                        .anyMatch(table -> table.columns().size() > WIDE);
                if (wide != lies || first) {
                    document.setPageSize(wide ? PageSize.A4.rotate() : PageSize.A4);
                    document.newPage();
                    lies = wide;
                }
                first = false;
                heading(document, writer, section, fonts);
                charts(document, writer, section.charts(), fonts, words);
                for (Table table : section.tables()) {
                    rows += tables.write(table, each);
                }
            }
            PdfCharts.text(count, fonts, false, 9, Colors.INK, 2, 3, words.number(rows, 0));
            document.close();
            return rows;
        } catch (ExceptionConverter | DocumentException e) {
            throw thrown(e);
        }
    }

    /** What writing its stream threw, in one coat or two. */
    private static RuntimeException thrown(RuntimeException e) throws IOException {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof IOException io) {
                throw io;
            }
            cause = cause instanceof ExceptionConverter coat ? coat.getException() : cause.getCause();
        }
        return e;
    }

    private static void heading(Document document, PdfWriter writer, Section section, ReportFonts fonts) {
        Paragraph title = paragraph(fonts, section.title(), 13, true, Colors.INK);
        title.setSpacingBefore(14);
        title.setSpacingAfter(4);
        document.add(title);
        // Readers offer it as the table of contents.
        new PdfOutline(
                writer.getDirectContent().getRootOutline(),
                new PdfDestination(PdfDestination.FITH, writer.getVerticalPosition(false) + HEADING_ROOM),
                section.title());
        for (String note : section.notes()) {
            Paragraph text = paragraph(fonts, note, 8, false, Colors.MUTED);
            text.setSpacingAfter(3);
            document.add(text);
        }
    }

    private static Paragraph paragraph(ReportFonts fonts, String text, double size, boolean bold, int color) {
        return new Paragraph(fonts.phrase(text, size, bold, color));
    }

    /** A text that may run from right to left: only a cell lays that out. */
    private static void add(Document document, ReportFonts fonts, Paragraph plain, String text, Phrase phrase) {
        if (!ReportFonts.isBidirectional(fonts.clean(text))) {
            document.add(plain);
            return;
        }
        PdfPTable table = table(new float[] {1});
        table.setSpacingBefore(plain.getSpacingBefore());
        PdfPCell cell = bare(phrase);
        cell.setPaddingLeft(0);
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        table.addCell(cell);
        document.add(table);
    }

    private static void charts(
            Document document, PdfWriter writer, List<Chart> charts, ReportFonts fonts, ReportWords words) {
        for (Chart chart : charts) {
            float width = document.right() - document.left();
            PdfTemplate template = writer.getDirectContent().createTemplate(width, CHART_HEIGHT);
            new PdfCharts(template, width, CHART_HEIGHT, fonts, words).draw(chart);
            Image image = Image.getInstance(template);
            image.setAlt(chart.title());
            image.setSpacingBefore(8);
            document.add(image);
        }
    }

    private static void cover(
            Document document,
            PdfWriter writer,
            Content.Document report,
            ReportWords words,
            Look look,
            ReportFonts fonts,
            PdfTemplate count) {
        PdfPTable head = table(new float[] {1, 3});
        head.addCell(logo(look));
        PdfPCell hall =
                bare(fonts.phrase(look.hall() == null ? "Gaveurs Console" : look.hall(), 11, true, Colors.MUTED));
        hall.setHorizontalAlignment(Element.ALIGN_RIGHT);
        hall.setVerticalAlignment(Element.ALIGN_MIDDLE);
        head.addCell(hall);
        document.add(head);
        Paragraph title = paragraph(fonts, report.title(), 20, true, Colors.INK);
        title.setLeading(25);
        title.setSpacingBefore(10);
        add(document, fonts, title, report.title(), fonts.phrase(report.title(), 20, true, Colors.INK));
        Paragraph period = paragraph(fonts, report.period(), 9.5, false, Colors.MUTED);
        period.setSpacingBefore(4);
        period.setSpacingAfter(10);
        document.add(period);
        for (String sentence : report.summary()) {
            Paragraph text = paragraph(fonts, sentence, 11, false, Colors.INK);
            text.setLeading(15.5f);
            add(document, fonts, text, sentence, fonts.phrase(sentence, 11, false, Colors.INK));
        }
        document.add(facts(report.facts(), words, fonts));
        charts(document, writer, report.charts(), fonts, words);
        document.add(lines(CoverText.lines(report, words, look), words, fonts, count));
    }

    private static PdfPCell logo(Look look) {
        if (look.logo() != null) {
            try {
                Image image = Image.getInstance(look.logo());
                image.scaleToFit(120, 48);
                PdfPCell cell = new PdfPCell(image, false);
                cell.setBorder(Rectangle.NO_BORDER);
                return cell;
            } catch (IOException e) {
                throw new UncheckedIOException("the logo, which was read before, cannot be read", e);
            }
        }
        return bare(new Phrase(""));
    }

    static PdfPTable table(float[] widths) {
        PdfPTable table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    static PdfPCell bare(Phrase phrase) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorder(Rectangle.NO_BORDER);
        return cell;
    }

    private static PdfPTable facts(List<Fact> facts, ReportWords words, ReportFonts fonts) {
        PdfPTable table = table(new float[] {1, 1, 1});
        table.setSpacingBefore(12);
        table.setSpacingAfter(4);
        for (int i = 0; i < (facts.size() + FACTS_IN_ROW - 1) / FACTS_IN_ROW * FACTS_IN_ROW; i++) {
            PdfPCell cell = bare(new Phrase(""));
            if (i < facts.size()) {
                Fact fact = facts.get(i);
                cell = new PdfPCell();
                cell.addElement(new Paragraph(11, fact.name(), fonts.font(8.5, false, Colors.MUTED)));
                cell.addElement(
                        new Paragraph(19, words.cell(fact.type(), fact.value()), fonts.font(16, true, Colors.INK)));
                cell.addElement(new Paragraph(
                        11, fact.note() == null ? " " : fonts.clean(fact.note()), fonts.font(8, false, Colors.MUTED)));
                cell.setPadding(7);
                cell.setPaddingTop(3);
                cell.setBackgroundColor(Colors.of(Colors.BAND));
                cell.setBorderColor(Colors.of(0xFFFFFF));
                cell.setBorderWidth(3);
            }
            table.addCell(cell);
        }
        return table;
    }

    private static PdfPTable lines(List<Line> lines, ReportWords words, ReportFonts fonts, PdfTemplate count) {
        PdfPTable table = table(new float[] {1, 4});
        table.setSpacingBefore(10);
        table.setKeepTogether(true);
        for (Line line : lines) {
            table.addCell(bare(new Phrase(line.name(), fonts.font(9, false, Colors.MUTED))));
            PdfPCell value = bare(fonts.phrase(line.value(), 9, false, Colors.INK));
            if (ReportFonts.isBidirectional(line.value())) {
                value.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
            }
            table.addCell(value);
        }
        table.addCell(bare(new Phrase(words.get("cover.rows"), fonts.font(9, false, Colors.MUTED))));
        // Known at the end, and drawn then.
        PdfPCell rows = new PdfPCell(Image.getInstance(count), false);
        rows.setBorder(Rectangle.NO_BORDER);
        table.addCell(rows);
        return table;
    }
}
