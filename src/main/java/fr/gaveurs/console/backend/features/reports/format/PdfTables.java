package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.PdfTags.Element;
import fr.gaveurs.console.backend.features.reports.format.TextBlock.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private static final float ABOVE_NOTE = 5;
    private static final float LINE = 0.4f;
    private static final float SPARE = 0.5f;
    private static final float APART = 9;
    /** Rows that say how wide the columns are: a page of them. */
    private static final int LOOKED_AT = 40;

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

    /** How high it is where there is no row. */
    float emptyHeight() {
        return flow.block(words.get("note.empty"), EMPTY, flow.width()).height();
    }

    /**
     * Writes as many rows as are to be printed, says how many are not, and returns how many there are.
     *
     * @param below so high is what comes below it: with its last row it goes to the next page where it does not fit
     */
    long write(Element parent, Table table, ReportWriter.Steps steps, float below) {
        Drawn drawn = new Drawn(parent, table.columns());
        long[] rows = {0};
        table.rows().forEach(cells -> {
            steps.row();
            if (rows[0]++ < table.printed()) {
                drawn.row(cells);
            }
        });
        if (rows[0] == 0) {
            flow.text(parent, "P", words.get("note.empty"), EMPTY);
            return 0;
        }
        long left = rows[0] - table.printed();
        String said = left > 0 ? words.count("note.left_out", left) : null;
        drawn.end(below
                + (said == null
                        ? 0
                        : ABOVE_NOTE + flow.block(said, NOTE, flow.width()).height()));
        if (said != null) {
            flow.down(ABOVE_NOTE);
            flow.text(parent, "P", said, NOTE);
        }
        return rows[0];
    }

    /** One that is being drawn, as soon as its first rows said how wide its columns are. */
    private final class Drawn {
        private final Element parent;
        private final List<Column> columns;
        private final float[] widths;
        private final TextBlock[] heads;
        private final List<@Nullable Object[]> looked = new ArrayList<>();
        private float headHeight;
        private int mostLines;
        private @Nullable Element table;
        private boolean first = true;
        private long number;
        /** The newest row: what comes below it has to be known before it is drawn. */
        private @Nullable Object @Nullable [] held;

        Drawn(Element parent, List<Column> columns) {
            this.parent = parent;
            this.columns = columns;
            widths = new float[columns.size()];
            heads = new TextBlock[columns.size()];
        }

        /** One more row, of so many as are to be printed. */
        void row(@Nullable Object[] cells) {
            if (table != null) {
                next(cells);
                return;
            }
            looked.add(cells);
            if (looked.size() == LOOKED_AT) {
                begin();
            }
        }

        /** @param below how high what comes below it is */
        void end(float below) {
            if (table == null) {
                begin();
            }
            if (held != null) {
                draw(held, below);
            }
            tags.end(element());
        }

        private void next(@Nullable Object[] cells) {
            if (held != null) {
                draw(held, 0);
            }
            held = cells;
        }

        private Element element() {
            return Objects.requireNonNull(table);
        }

        private void begin() {
            measure();
            float highest = 0;
            for (int i = 0; i < widths.length; i++) {
                heads[i] = flow.block(columns.get(i).name(), HEAD, room(i));
                highest = Math.max(highest, heads[i].height());
            }
            headHeight = highest + 2 * PADDING;
            mostLines = Math.max(1, (int) ((flow.room() - headHeight - 2 * PADDING) / heads[0].leading()));
            flow.down(ABOVE);
            table = tags.begin(parent, "Table");
            looked.forEach(this::next);
            looked.clear();
        }

        private void measure() {
            ColumnWidths measured = new ColumnWidths(flow.width());
            for (int i = 0; i < widths.length; i++) {
                Column column = columns.get(i);
                float apart = apart(i);
                measured.column(column.weight(), apart + longestWord(column.name(), HEAD));
                for (@Nullable Object[] cells : looked) {
                    String text = text(column, cells[i]);
                    float whole = apart + wide(text, CELL);
                    float word = column.type() == CellType.TEXT ? apart + longestWord(text, CELL) : whole;
                    measured.cell(i, word, whole);
                }
            }
            System.arraycopy(measured.widths(), 0, widths, 0, widths.length);
        }

        private float longestWord(String text, Style style) {
            float longest = 0;
            for (String word : text.split("[ \n]")) {
                longest = Math.max(longest, wide(word, style));
            }
            return longest;
        }

        /** With what stands at its sides, and a little for letters that are rounded. */
        private float wide(String text, Style style) {
            return fonts.base(style.bold()).getWidthPoint(fonts.clean(text), style.size()) + 2 * PADDING + SPARE;
        }

        /** @param below what has to fit on the page with it */
        private void draw(@Nullable Object[] cells, float below) {
            number++;
            TextBlock[] blocks = new TextBlock[widths.length];
            float highest = 0;
            for (int i = 0; i < widths.length; i++) {
                blocks[i] = TextBlock.of(fonts, text(columns.get(i), cells[i]), CELL, room(i), mostLines);
                highest = Math.max(highest, blocks[i].height());
            }
            float height = highest + 2 * PADDING;
            if (first) {
                flow.need(headHeight + height + below);
                head();
                first = false;
            } else if (!flow.fits(height + below)) {
                flow.newPage();
                headAgain();
            }
            ground(height, number % 2 == 0 ? Colors.BAND : -1);
            Element row = tags.begin(element(), "TR");
            for (int i = 0; i < widths.length; i++) {
                Element cell = tags.begin(row, "TD");
                draw(cell, blocks[i], i);
                tags.end(cell);
            }
            tags.end(row);
            flow.down(height);
        }

        private String text(Column column, @Nullable Object value) {
            return ShortText.elided(words.cell(column.type(), value), MOST_CHARACTERS);
        }

        private void head() {
            ground(headHeight, Colors.HEAD);
            Element row = tags.begin(element(), "TR");
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

        /** Words behind figures, which end at the right edge of theirs, would stand as if they belonged to them. */
        private float apart(int column) {
            return column > 0 && isFigure(column - 1) && !isFigure(column) ? APART : 0;
        }

        /** How wide what stands in a column may be. */
        private float room(int column) {
            return widths[column] - 2 * PADDING - apart(column);
        }

        private float x(int column) {
            float x = flow.left() + PADDING + apart(column);
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
}
