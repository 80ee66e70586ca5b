package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.PdfTags.Element;
import fr.gaveurs.console.backend.features.reports.format.TextBlock.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.ExceptionConverter;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A4: a first page that says everything in short, then the tables. Wide tables, and what follows them, stand on pages that lie on
 * their side. Tagged
 * as PDF/UA-1 (ISO 14289-1) wants it: headings, paragraphs, tables with their header cells, figures with a text in their place.
 */
final class PdfReport implements ReportWriter {
    private static final float MARGIN = 42;
    private static final float TOP = 54;
    private static final float BOTTOM = 50;
    private static final int WIDE = 7;
    private static final Style TITLE = new Style(13, true, Colors.INK);
    private static final Style NOTE = new Style(8, false, Colors.MUTED);
    /** A heading stays with so much of what comes below it: a table's head and its first row. */
    private static final float HEADING_ROOM = 140;

    private static final float ABOVE = 14;
    private static final float BELOW = 4;
    private static final float BELOW_NOTE = 3;

    @Override
    public long write(Content.Document report, ReportWords words, Look look, OutputStream out, Steps steps)
            throws IOException {
        try {
            return written(report, words, look, out, steps);
        } catch (ExceptionConverter | DocumentException | UncheckedIOException e) {
            throw thrown(e);
        }
    }

    private static long written(Content.Document report, ReportWords words, Look look, OutputStream out, Steps steps) {
        ReportFonts fonts = new ReportFonts();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, TOP, BOTTOM);
        TaggedWriter writer = TaggedWriter.of(document, new PausingStream(out, steps::pause));
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
        document.addTitle(report.title());
        document.addSubject(report.period());
        document.addCreator("Gaveurs Console " + look.version());
        String language = words.locale().toLanguageTag();
        writer.setXmpMetadata(PdfMetadata.xmp(report.title(), report.period(), language, look));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(language));
        document.open();
        PdfTags tags = new PdfTags(writer);
        writer.setPageEvent(new PageFrame(writer, fonts, words, report.title(), look, tags));
        PdfFlow flow = new PdfFlow(document, writer, fonts, words, tags);
        PdfTemplate count = writer.getDirectContent().createTemplate(80, 14);
        new PdfCover(flow, words, look).write(report, count);
        PdfTables tables = new PdfTables(flow, fonts, words);
        long rows = 0;
        boolean lies = false;
        boolean first = true;
        for (int i = 0; i < report.sections().size(); i++) {
            Section section = report.sections().get(i);
            boolean wide = !section.isEmpty()
                    && section.tables().stream()
                            .anyMatch(table -> table.columns().size() > WIDE);
            // What follows wide tables stays on pages that lie: each turn would leave half a page empty.
            if ((first && !section.isEmpty()) || (wide && !lies)) {
                lies |= wide;
                flow.newPage(lies);
                first = false;
            }
            // What has nothing to tell begins no page, and is on none alone where anything comes before it.
            float below = below(flow, tables, report.sections(), i + 1);
            Element part = tags.begin(tags.document(), "Sect");
            flow.need(section.isEmpty() ? height(flow, tables, section) + below : room(section));
            heading(writer, flow, part, section);
            for (Chart chart : section.charts()) {
                steps.row();
                flow.chart(part, chart);
            }
            for (Table table : section.tables()) {
                rows += tables.write(
                        part, table, steps, table.equals(section.tables().getLast()) ? below : 0);
            }
            tags.end(part);
        }
        PdfCharts.text(count, fonts, false, 9, Colors.INK, 0, 3, words.number(rows, 0));
        document.close();
        return rows;
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

    private static float room(Section section) {
        return section.charts().isEmpty() ? HEADING_ROOM : HEADING_ROOM + PdfFlow.CHART_HEIGHT;
    }

    /** How high those are that come next and have nothing to tell. */
    private static float below(PdfFlow flow, PdfTables tables, List<Section> sections, int from) {
        float height = 0;
        for (int i = from; i < sections.size() && sections.get(i).isEmpty(); i++) {
            height += height(flow, tables, sections.get(i));
        }
        return height;
    }

    /** How high one is that has nothing to tell. */
    private static float height(PdfFlow flow, PdfTables tables, Section section) {
        float height = ABOVE + flow.block(section.title(), TITLE, flow.width()).height() + BELOW;
        for (String note : section.notes()) {
            height += flow.block(note, NOTE, flow.width()).height() + BELOW_NOTE;
        }
        return height + tables.emptyHeight() * section.tables().size();
    }

    private static void heading(PdfWriter writer, PdfFlow flow, Element part, Section section) {
        flow.down(ABOVE);
        // Readers offer it as the table of contents.
        new PdfOutline(
                writer.getDirectContent().getRootOutline(),
                new PdfDestination(PdfDestination.FITH, flow.y()),
                section.title());
        flow.text(part, "H2", section.title(), TITLE);
        flow.down(BELOW);
        for (String note : section.notes()) {
            flow.text(part, "P", note, NOTE);
            flow.down(BELOW_NOTE);
        }
    }
}
