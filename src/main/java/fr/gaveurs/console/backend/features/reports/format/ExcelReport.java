package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.PictureAnchor;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * An Excel workbook: a sheet about the report, then a sheet for each table, with a frozen header, filters and cells of
 * their type. Rows go out as they come; texts stand in their cells, since a table of all texts would hold them all.
 */
final class ExcelReport implements ReportWriter {
    /** Of a sheet, with its header; Excel takes 1,048,576. */
    private static final int MOST_ROWS = 1_000_000;
    /** Rows that are held before they go out. */
    private static final int PIECE = 100;

    /** Widths of the first sheet's columns, in figures: together what a standing page of A4 has in usual size. */
    private static final double[] COVER = {34, 24, 30};
    /** Letters in the room of a figure, with some to spare. */
    private static final double LETTERS = 0.95;
    /** The same of a sentence, which has more narrow ones. */
    private static final double SENTENCE_LETTERS = 1.15;

    private static final double LINE_POINTS = 15;
    private static final int CHART_WIDTH = 620;
    private static final int CHART_HEIGHT = 207;
    private static final int CHART_ROWS = 12;
    private static final int MOST_NAME = 31;
    /** Of a column, in figures: longer texts go on in a further line. */
    private static final int MOST_WIDTH = 60;
    /** Points of a row that Excel takes. */
    private static final double MOST_HEIGHT = 405;

    private final Set<String> names = new HashSet<>();

    @Override
    public long write(Document document, ReportWords words, Look look, OutputStream out, Steps steps)
            throws IOException {
        // The workbook closes its stream, which is the caller's.
        OutputStream open = new PausingStream(out, steps::pause);
        // Excel refuses another form of the version than this.
        try (Workbook workbook = new Workbook(open, "Gaveurs Console", "1.0")) {
            workbook.properties().setTitle(document.title());
            ExcelCells cells = new ExcelCells(words);
            Worksheet cover = workbook.newWorksheet(name(words.get("sheet.cover")));
            long rows = 0;
            for (Section section : document.sections()) {
                for (Table table : section.tables()) {
                    rows += new Sheets(workbook, table, cells).write(steps);
                }
            }
            int below = cover(cover, cells, document, words, look, rows);
            charts(cover, document, words, below + 2, steps);
            cover.finish();
            return rows;
        }
    }

    /** Beside the figures they would stand over long sentences: they stand below them. */
    private static void charts(Worksheet sheet, Document document, ReportWords words, int from, Steps steps)
            throws IOException {
        List<Chart> charts = new ArrayList<>(document.charts());
        document.sections().forEach(section -> charts.addAll(section.charts()));
        int row = from;
        Iterator<byte[]> pictures =
                ChartPictures.pngs(charts, words, steps::pause).iterator();
        for (Chart chart : charts) {
            steps.row();
            sheet.addImage(
                    PictureAnchor.oneCellAnchor(row, 0, CHART_WIDTH, CHART_HEIGHT),
                    pictures.next(),
                    chart.title(),
                    true);
            row += CHART_ROWS;
        }
    }

    /** @return the last row that it wrote */
    private int cover(Worksheet sheet, ExcelCells cells, Document document, ReportWords words, Look look, long rows) {
        for (int i = 0; i < COVER.length; i++) {
            sheet.width(i, COVER[i]);
        }
        // As wide as a page, however many pages long.
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.paperSize(PaperSize.A4_PAPER);
        int row = 0;
        if (look.hall() != null) {
            whole(sheet, row++, 0, look.hall(), 1, 1);
        }
        whole(sheet, row, 0, document.title(), 2.2, 1.6);
        sheet.style(row, 0).bold().fontSize(16).wrapText(true).set();
        row++;
        whole(sheet, row++, 0, document.period(), 1, 1);
        row++;
        for (String sentence : document.summary()) {
            whole(sheet, row++, 0, sentence, 1, 1);
        }
        row++;
        for (Fact fact : document.facts()) {
            sheet.inlineString(row, 0, ExcelCells.text(fact.name()));
            cells.value(sheet, row, 1, fact.type(), fact.value());
            sheet.style(row, 1)
                    .format(cells.format(fact.type()))
                    .bold()
                    .horizontalAlignment("left")
                    .set();
            if (fact.note() != null) {
                sheet.inlineString(row, 2, ExcelCells.text(fact.note()));
            }
            row++;
        }
        row++;
        for (Line line : CoverText.lines(document, words, look)) {
            sheet.inlineString(row, 0, ExcelCells.text(line.name()));
            sheet.style(row, 0).verticalAlignment("top").set();
            whole(sheet, row++, 1, line.value(), 1, 1);
        }
        sheet.inlineString(row, 0, ExcelCells.text(words.get("cover.rows")));
        sheet.value(row, 1, rows);
        sheet.style(row, 1)
                .format(cells.format(CellType.COUNT))
                .horizontalAlignment("left")
                .set();
        return row;
    }

    /**
     * A text over all columns from one on, in as many lines as it needs: Excel makes no room itself for cells that are merged.
     *
     * @param wide how many times as wide as usual its letters are at most
     * @param high how many times as high its lines are
     */
    private static void whole(Worksheet sheet, int row, int from, String text, double wide, double high) {
        double width = 0;
        for (int i = from; i < COVER.length; i++) {
            width += COVER[i];
        }
        sheet.inlineString(row, from, ExcelCells.text(text));
        sheet.range(row, from, row, COVER.length - 1).merge();
        sheet.style(row, from).wrapText(true).verticalAlignment("top").set();
        int lines = (int) Math.max(1, Math.ceil(text.length() * wide / (width * SENTENCE_LETTERS)));
        sheet.rowHeight(row, lines * LINE_POINTS * high);
    }

    /** A name that Excel takes, and that no other sheet has. */
    private String name(String title) {
        String plain = title.replaceAll("[\\\\/?*\\[\\]:]", " ").strip();
        String free = ShortText.beginning(plain, MOST_NAME);
        for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
            String number = " " + i;
            free = ShortText.beginning(plain, MOST_NAME - number.length()) + number;
        }
        return free;
    }

    private static double width(Column column) {
        double least =
                switch (column.type()) {
                    case TIME -> 22;
                    case TEXT -> 10;
                    default -> 11;
                };
        return Math.max(least, column.name().length() + 4.0);
    }

    /** A table's sheets: more than one where it has more rows than a sheet takes. */
    private final class Sheets {
        private final Workbook workbook;
        private final Table table;
        private final ExcelCells forms;
        private final int[] longest;
        private Worksheet sheet;
        private int row;
        private long rows;

        Sheets(Workbook workbook, Table table, ExcelCells forms) {
            this.workbook = workbook;
            this.table = table;
            this.forms = forms;
            longest = new int[table.columns().size()];
            sheet = begin();
        }

        private Worksheet begin() {
            Worksheet begun = workbook.newWorksheet(name(table.title()));
            List<Column> columns = table.columns();
            for (int i = 0; i < columns.size(); i++) {
                begun.inlineString(0, i, ExcelCells.text(columns.get(i).name()));
                boolean figure = columns.get(i).type().isFigure();
                boolean behind = !figure && isBehindFigure(i);
                begun.style(0, i)
                        .bold()
                        .wrapText(true)
                        .fillColor("DFE3E7")
                        .horizontalAlignment(figure ? "right" : "left")
                        .indent(behind ? 1 : 0)
                        .set();
            }
            begun.freezePane(0, 1);
            begun.pageOrientation("landscape");
            begun.fitToWidth((short) 1);
            begun.fitToHeight((short) 0);
            begun.paperSize(PaperSize.A4_PAPER);
            begun.repeatRows(0);
            row = 1;
            return begun;
        }

        long write(Steps steps) throws IOException {
            try {
                table.rows().forEach(cells -> {
                    steps.row();
                    add(cells);
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            end();
            return rows;
        }

        private void add(@Nullable Object[] cells) {
            try {
                if (row >= MOST_ROWS) {
                    end();
                    sheet = begin();
                }
                int lines = 1;
                for (int i = 0; i < cells.length; i++) {
                    String text =
                            forms.value(sheet, row, i, table.columns().get(i).type(), cells[i]);
                    if (text != null) {
                        longest[i] = Math.max(longest[i], text.length());
                        lines = Math.max(lines, (int) Math.ceil(text.length() / (MOST_WIDTH * LETTERS)));
                    }
                }
                // Not every program makes room by itself.
                boolean high = longer(cells);
                if (high) {
                    sheet.rowHeight(row, Math.min(MOST_HEIGHT, lines * LINE_POINTS));
                }
                for (int i = 0; i < cells.length; i++) {
                    if (cells[i] != null) {
                        style(i, cells[i], high);
                    }
                }
                row++;
                rows++;
                if (row % PIECE == 0) {
                    if (row == PIECE) {
                        widths();
                    }
                    sheet.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean longer(@Nullable Object[] cells) {
            for (Object cell : cells) {
                if (isLong(cell)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isLong(@Nullable Object value) {
            return value instanceof String text && text.length() > MOST_WIDTH;
        }

        /**
         * All at once: what is set of a cell's place takes the place of what was set before. Days and times end where they
         * end, since at the right edge they would touch the words of the next column.
         *
         * @param high whether the row has several lines: what is short would stand at its foot, as if it belonged to the next
         */
        private void style(int column, Object value, boolean high) {
            CellType type = table.columns().get(column).type();
            boolean left = !type.isFigure() && (type != CellType.TEXT || isBehindFigure(column));
            if (type == CellType.TEXT && !left && !high) {
                return;
            }
            StyleSetter style = sheet.style(row, column);
            if (type != CellType.TEXT) {
                style.format(forms.format(type));
            }
            if (left) {
                style.horizontalAlignment("left").indent(isBehindFigure(column) ? 1 : 0);
            }
            if (high) {
                style.verticalAlignment("top").wrapText(isLong(value));
            }
            style.set();
        }

        private boolean isBehindFigure(int column) {
            List<Column> columns = table.columns();
            return column > 0 && columns.get(column - 1).type().isFigure();
        }

        /** By what stands in the rows that are known when the first of them go out. */
        private void widths() {
            for (int i = 0; i < longest.length; i++) {
                double needed = Math.min(MOST_WIDTH, longest[i] + 2.0);
                sheet.width(i, Math.max(width(table.columns().get(i)), needed));
            }
        }

        private void end() throws IOException {
            if (row < PIECE) {
                widths();
            }
            sheet.setAutoFilter(0, 0, Math.max(1, row - 1), table.columns().size() - 1);
            sheet.finish();
        }
    }
}
