package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.PdfTags.Element;
import fr.gaveurs.console.backend.features.reports.format.TextBlock.Style;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfContentByte;

/** Tables of a PDF, whose heads stand on each of their pages; rows go out as they come. */
final class PdfTables {
    private static final Style CELL = new Style(7.5f, false, Colors.INK);
    private static final Style HEAD = new Style(7.5f, true, Colors.INK);
    private static final Style NOTE = new Style(9, true, Colors.INK);
    private static final Style EMPTY = new Style(9.5f, false, Colors.MUTED);
    private static final float PADDING = 3;
    private static final float ABOVE = 7;
    private static final float LINE = 0.4f;
    /** Characters of a cell: more would make a row higher than a page. */
    private static final int MOST_CHARACTERS = 500;

    private final PdfFlow flow;
    private final PdfTags tags;
    private final ReportFonts fonts;
    private final ReportWords words;

    PdfTables(PdfFlow flow, ReportFonts fonts, ReportWords words) {
        this.flow = flow;
        this.tags = flow.tags();
        this.fonts = fonts;
        this.words = words;
    }

    /** Writes as many rows as are to be printed, says how many are not, and returns how many there are. */
    long write(Element parent, Table table, Runnable each) {
        Drawn[] drawn = new Drawn[1];
        long[] rows = {0};
        table.rows().forEach(cells -> {
            each.run();
            if (rows[0]++ < table.printed()) {
                if (drawn[0] == null) {
                    drawn[0] = new Drawn(parent, table.columns());
                }
                drawn[0].row(cells, rows[0]);
            }
        });
        if (drawn[0] == null) {
            flow.text(parent, "P", words.get("note.empty"), EMPTY);
            return 0;
        }
        drawn[0].end();
        if (rows[0] > table.printed()) {
            flow.down(5);
            flow.text(parent, "P", words.count("note.left_out", rows[0] - table.printed()), NOTE);
        }
        return rows[0];
    }

    /** One that is being drawn. */
    private final class Drawn {
        private final List<Column> columns;
        private final float[] widths;
        private final TextBlock[] heads;
        private final float headHeight;
        private final int mostLines;
        private final Element element;
        private boolean first = true;

        Drawn(Element parent, List<Column> columns) {
            this.columns = columns;
            widths = new float[columns.size()];
            heads = new TextBlock[columns.size()];
            double weights = columns.stream().mapToDouble(Column::weight).sum();
            float highest = 0;
            for (int i = 0; i < widths.length; i++) {
                widths[i] = (float) (flow.width() * columns.get(i).weight() / weights);
                heads[i] = flow.block(columns.get(i).name(), HEAD, widths[i] - 2 * PADDING);
                highest = Math.max(highest, heads[i].height());
            }
            headHeight = highest + 2 * PADDING;
            mostLines = Math.max(1, (int) ((flow.room() - headHeight - 2 * PADDING) / heads[0].leading()));
            flow.down(ABOVE);
            element = tags.begin(parent, "Table");
        }

        void end() {
            tags.end(element);
        }

        void row(@Nullable Object[] cells, long number) {
            TextBlock[] blocks = new TextBlock[widths.length];
            float highest = 0;
            for (int i = 0; i < widths.length; i++) {
                blocks[i] = cell(columns.get(i), cells[i], widths[i] - 2 * PADDING);
                highest = Math.max(highest, blocks[i].height());
            }
            float height = highest + 2 * PADDING;
            if (first) {
                flow.need(headHeight + height);
                head();
                first = false;
            } else if (!flow.fits(height)) {
                flow.newPage();
                headAgain();
            }
            ground(height, number % 2 == 0 ? Colors.BAND : -1);
            Element row = tags.begin(element, "TR");
            for (int i = 0; i < widths.length; i++) {
                Element cell = tags.begin(row, "TD");
                draw(cell, blocks[i], i);
                tags.end(cell);
            }
            tags.end(row);
            flow.down(height);
        }

        private TextBlock cell(Column column, @Nullable Object value, float width) {
            String text = words.cell(column.type(), value);
            return TextBlock.of(fonts, text.length() <= MOST_CHARACTERS ? text : cut(text), CELL, width, mostLines);
        }

        private void head() {
            ground(headHeight, Colors.HEAD);
            Element row = tags.begin(element, "TR");
            for (int i = 0; i < widths.length; i++) {
                Element cell = tags.header(row, "Column");
                draw(cell, heads[i], i);
                tags.end(cell);
            }
            tags.end(row);
            flow.down(headHeight);
        }

        /** On the pages that follow it says nothing new. */
        private void headAgain() {
            ground(headHeight, Colors.HEAD);
            tags.artifact(flow.to(), () -> {
                for (int i = 0; i < widths.length; i++) {
                    heads[i].draw(flow.to(), x(i), flow.y() - PADDING, isFigure(i));
                }
            });
            flow.down(headHeight);
        }

        private void draw(Element cell, TextBlock block, int column) {
            tags.mark(
                    flow.to(),
                    cell,
                    block.said(),
                    () -> block.draw(flow.to(), x(column), flow.y() - PADDING, isFigure(column)));
        }

        private boolean isFigure(int column) {
            CellType type = columns.get(column).type();
            return type.isFigure();
        }

        private float x(int column) {
            float x = flow.left() + PADDING;
            for (int i = 0; i < column; i++) {
                x += widths[i];
            }
            return x;
        }

        /** @param color behind it; negative: none */
        private void ground(float height, int color) {
            PdfContentByte to = flow.to();
            tags.artifact(to, () -> {
                if (color >= 0) {
                    to.setColorFill(Colors.of(color));
                    to.rectangle(flow.left(), flow.y() - height, flow.width(), height);
                    to.fill();
                }
                to.setLineWidth(LINE);
                to.setColorStroke(Colors.of(Colors.LINE));
                to.moveTo(flow.left(), flow.y() - height);
                to.lineTo(flow.left() + flow.width(), flow.y() - height);
                to.stroke();
            });
        }
    }

    /** Never within a sign of two characters. */
    private static String cut(String text) {
        int end = MOST_CHARACTERS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
