package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.FileName;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.platform.csv.SafeCsv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP with a CSV for each table. Fields are separated as spreadsheets of the report's language want it; numbers have a
 * point and at most six figures behind it, times are those of ISO 8601 with the zone's offset.
 */
final class CsvReport implements ReportWriter {
    private static final double FIGURES = 1e6;

    @Override
    public long write(Document document, ReportWords words, Look look, OutputStream out, Steps steps)
            throws IOException {
        CsvSeparator separator = CsvSeparator.ofLanguage(words.locale().getLanguage());
        ZipOutputStream zip = new ZipOutputStream(new PausingStream(out, steps::pause), StandardCharsets.UTF_8);
        Writer writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 14);
        LocalDateTime made = LocalDateTime.ofInstant(look.made(), words.zone());
        long rows = 0;
        int number = 1;
        for (Section section : document.sections()) {
            for (Table table : section.tables()) {
                begin(zip, number++, table.title(), made);
                rows += table(table, words, separator, writer, steps);
                writer.flush();
                zip.closeEntry();
            }
        }
        begin(zip, 0, words.get("sheet.cover"), made);
        cover(document, words, look, rows, separator, writer);
        writer.flush();
        zip.closeEntry();
        zip.finish();
        return rows;
    }

    /** @param made by the clock of the report's zone: so programs read the times of such an archive */
    private static void begin(ZipOutputStream zip, int number, String title, LocalDateTime made) throws IOException {
        ZipEntry entry = new ZipEntry(String.format(Locale.ROOT, "%02d-%s.csv", number, FileName.clean(title)));
        entry.setTimeLocal(made);
        zip.putNextEntry(entry);
    }

    private static void cover(
            Document document, ReportWords words, Look look, long rows, CsvSeparator separator, Writer writer)
            throws IOException {
        writer.write(SafeCsv.MARK);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(words.get("sheet.cover"), document.title()));
        lines.add(new Line("", document.period()));
        document.summary().forEach(sentence -> lines.add(new Line("", sentence)));
        Function<Instant, String> times = time -> iso(time.truncatedTo(ChronoUnit.SECONDS), words.zone());
        lines.add(
                new Line(words.get("cover.from"), times.apply(document.subject().from())));
        lines.add(new Line(words.get("cover.to"), times.apply(document.subject().to())));
        lines.addAll(CoverText.lines(document, words, look, times));
        lines.add(new Line(words.get("cover.rows"), Long.toString(rows)));
        for (Line line : lines) {
            writer.write(SafeCsv.line(separator, List.of(SafeCsv.field(line.name()), SafeCsv.field(line.value()))));
        }
        for (Fact fact : document.facts()) {
            writer.write(SafeCsv.line(
                    separator,
                    List.of(
                            SafeCsv.field(named(fact.name(), fact.type(), words)),
                            field(fact.type(), fact.value(), words.zone()))));
        }
    }

    private static long table(Table table, ReportWords words, CsvSeparator separator, Writer writer, Steps steps)
            throws IOException {
        long[] rows = {0};
        writer.write(SafeCsv.MARK);
        writer.write(SafeCsv.line(
                separator,
                table.columns().stream()
                        .map(column -> SafeCsv.field(named(column.name(), column.type(), words)))
                        .toList()));
        try {
            table.rows().forEach(cells -> {
                steps.row();
                rows[0]++;
                List<String> fields = new ArrayList<>(cells.length);
                for (int i = 0; i < cells.length; i++) {
                    Column column = table.columns().get(i);
                    fields.add(field(column.type(), cells[i], words.zone()));
                }
                try {
                    writer.write(SafeCsv.line(separator, fields));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return rows[0];
    }

    /** A percentage and a length of time have no sign behind them here, so it stands in the name. */
    private static String named(String name, CellType type, ReportWords words) {
        return switch (type) {
            case PERCENT -> words.get("column.percent", name);
            case DURATION -> words.get("column.seconds", name);
            default -> name;
        };
    }

    private static String iso(Instant time, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
    }

    private static String field(CellType type, @Nullable Object value, ZoneId zone) {
        if (type == CellType.TIME && value != null) {
            return iso((Instant) value, zone);
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            // Sixteen figures would say more than anybody measured.
            return SafeCsv.field(Math.rint(number * FIGURES) / FIGURES);
        }
        return SafeCsv.field(value);
    }
}
