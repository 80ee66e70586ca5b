package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.Look;
import fr.gaveurs.console.backend.features.reports.format.ReportWriter;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.bench.Median;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Reports of a real size: a day of 50 stations and 200,000 samples, the same samples one by one into Excel and PDF; then
 * three simulated years of schedules, where the first argument is {@code years}. Says seconds, and the heap that was in use.
 * With {@code pictures} it draws a month of a small hall as each kind of report tells it, in both languages. With
 * {@code beside} it says how long samples wait for their acknowledgement while reports are made, and while none is (see
 * {@link ReportsBeside}); with {@code daily} it holds the floor of a daily report; with {@code excel}, in a JVM of {@code -Xmx64m}, it writes 100,000 rows into a workbook and into a PDF of 50 pages and more.
 */
public final class ReportBench {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private ReportBench() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty(TestDatabase.FLUSHED, "true");
        String what = arguments.length > 0 ? arguments[0] : "";
        if (what.equals("excel")) {
            excel();
            return;
        }
        if (what.equals("beside")) {
            ReportsBeside.run(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3);
            return;
        }
        if (what.equals("daily")) {
            daily();
            return;
        }
        if (what.equals("pictures")) {
            pictures();
            return;
        }
        if (what.equals("years")) {
            years();
        }
        LocalDate day = LocalDate.now(ZONE).minusDays(1);
        Path pictures = Path.of("target/pictures/reports");
        Files.createDirectories(pictures);
        try (TestConsole console = TestConsole.start()) {
            Instant from = day.atStartOfDay(ZONE).toInstant();
            MadeUpMonth.fill(console, from, day.plusDays(1).atStartOfDay(ZONE).toInstant(), 50, 200_000);
            MadeUpMonth.fill(console, from.minus(Duration.ofDays(20)), from, 50, 60_000);
            MadeUpMonth.statistics(console.jdbi());
            for (String language : List.of("fr", "en")) {
                for (String kind : List.of(
                        "daily",
                        "weekly",
                        "monthly",
                        "conditions",
                        "capability",
                        "journal",
                        "health",
                        "satisfaction")) {
                    String more = kind.equals("capability")
                            ? ",\"limits\":{\"figure\":\"weight\",\"lower\":350,\"upper\":620}"
                            : kind.equals("weekly") || kind.equals("monthly") ? ",\"day\":\"" + day + "\"" : "";
                    make(console, kind, more, language, "pdf", pictures);
                }
            }
            make(console, "daily", "", "fr", "xlsx", pictures);
            String some = ",\"day\":\"" + day + "\",\"device_ids\":[" + stations(25) + "]";
            make(console, "station", some, "fr", "xlsx", pictures);
            make(console, "station", some, "fr", "pdf", pictures);
            make(console, "station", some, "fr", "csv", pictures);
            make(console, "lot", ",\"lot\":\"LOT-" + day.toString().replace("-", "") + "\"", "fr", "pdf", pictures);
            make(console, "shift", ",\"shift_start\":\"06:00\",\"shift_end\":\"14:00\"", "fr", "pdf", pictures);
        }
    }

    /** The floor of a daily report: under 4 s, with each of its formats. */
    private static void daily() throws Exception {
        LocalDate day = LocalDate.now(ZONE).minusDays(1);
        Path files = Path.of("target/pictures/reports");
        Files.createDirectories(files);
        try (TestConsole console = TestConsole.start()) {
            Instant from = day.atStartOfDay(ZONE).toInstant();
            MadeUpMonth.fill(console, from, day.plusDays(1).atStartOfDay(ZONE).toInstant(), 50, 200_000);
            MadeUpMonth.statistics(console.jdbi());
            List<Double> seconds = new ArrayList<>();
            for (int run = 0; run < 4; run++) {
                double sum = 0;
                for (String format : List.of("pdf", "xlsx", "csv")) {
                    sum += make(console, "daily", "", "fr", format, files);
                }
                if (run > 0) {
                    seconds.add(sum);
                }
            }
            verdict("a daily report of 50 stations and 200,000 samples as PDF, Excel and CSV, seconds", seconds, 4);
        }
    }

    static void verdict(String what, List<Double> values, double most) {
        System.out.printf(
                Locale.ROOT,
                "%s: %s, median %.2f; under %.1f: %s%n",
                what,
                values,
                Median.of(values),
                most,
                Median.of(values) < most ? "HELD" : "NOT HELD");
    }

    private static String stations(int number) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < number; i++) {
            ids.append(ids.isEmpty() ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "\"ESP32_%s_%02d\"",
                            List.of("LL", "LS", "MT").get(i % 3),
                            i));
        }
        return ids.toString();
    }

    /** Returns seconds. */
    private static double make(
            TestConsole console, String kind, String more, String language, String format, Path pictures)
            throws Exception {
        System.gc();
        long before = used();
        HttpResponse<String> answer = console.post(
                "/api/reports",
                "{\"kind\":\"" + kind + "\",\"language\":\"" + language + "\",\"formats\":[\"" + format + "\"]" + more
                        + "}");
        String path =
                answer.headers().firstValue("Location").orElseThrow(() -> new IllegalStateException(answer.body()));
        long most = before;
        JsonNode report = console.json(path);
        while (List.of("queued", "running").contains(report.get("state").asString())) {
            Thread.sleep(20);
            most = Math.max(most, used());
            report = console.json(path);
        }
        if (!report.get("state").asString().equals("done")) {
            throw new IllegalStateException(report.toString());
        }
        Duration took = Duration.between(
                Instant.parse(report.get("started_at").asString()),
                Instant.parse(report.get("finished_at").asString()));
        byte[] file = console.bytes(path + "/file");
        int pages = 0;
        if (format.equals("pdf")) {
            pages = ReportFiles.draw(file, kind + "-" + language);
        }
        Files.write(pictures.resolve(kind + "-" + language + "." + (format.equals("csv") ? "zip" : format)), file);
        System.out.printf(
                Locale.ROOT,
                "%-10s %s %-4s %7d rows %4d pages %8d bytes %6.2f s, at most %d MiB more heap in use, garbage too%n",
                kind,
                language,
                format,
                report.get("rows").asLong(),
                pages,
                file.length,
                took.toMillis() / 1_000.0,
                (most - before) >> 20);
        return took.toMillis() / 1_000.0;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void years() throws Exception {
        long seed = System.nanoTime();
        try (Database database = TestDatabase.fresh()) {
            int rows = new SimulatedYears(database, seed)
                    .run(Instant.parse("2026-11-01T12:00:00Z"), Instant.parse("2029-11-20T12:00:00Z"));
            System.out.printf(
                    Locale.ROOT, "three years of schedules: %d daily reports, each once; seed %d%n", rows, seed);
        }
    }

    /** 100,000 rows of 14 cells, as a report of samples has them, without a database: what the writing itself needs. */
    private static void excel() throws IOException {
        Instant from = LocalDate.now(ZONE).minusDays(1).atStartOfDay(ZONE).toInstant();
        List<Double> seconds = new ArrayList<>();
        for (int run = 1; run <= 3; run++) {
            seconds.add(write(ReportFormat.XLSX, 100_000, from));
        }
        verdict("100,000 rows as Excel, seconds", seconds, 5);
        seconds.clear();
        // About 42 rows on a page.
        for (int run = 1; run <= 3; run++) {
            seconds.add(write(ReportFormat.PDF, 2_100, from));
        }
        verdict("a tagged PDF of 50 pages and more, seconds", seconds, 3);
    }

    private static double write(ReportFormat format, int rows, Instant from) throws IOException {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Time", CellType.TIME, 2));
        for (int i = 0; i < 4; i++) {
            columns.add(new Column("Text " + i, CellType.TEXT, 2));
        }
        for (int i = 0; i < 9; i++) {
            columns.add(new Column("Figure " + i, CellType.SCORE, 1));
        }
        Table table = new Table(
                "Samples",
                columns,
                sink -> {
                    for (int i = 0; i < rows; i++) {
                        Object[] cells = new Object[14];
                        cells[0] = from.plusMillis(431L * i);
                        for (int c = 1; c < 5; c++) {
                            cells[c] = "S-" + i + "-" + c;
                        }
                        for (int c = 5; c < 14; c++) {
                            cells[c] = (i * 31 + c * 17) % 1_000 / 1_000.0;
                        }
                        sink.row(cells);
                    }
                },
                rows);
        Document document = new Document(
                ReportSubjects.of(
                        ReportKind.DAILY, ReportLanguage.EN, from, from.plus(Duration.ofDays(1)), ZONE.getId()),
                "Report",
                "Period",
                List.of("Rows of a bench."),
                List.of(),
                List.of(),
                List.of(new Section(ReportSection.SAMPLES, "Samples", List.of(), List.of(), List.of(table))),
                List.of(),
                null,
                false);
        Path file = Files.createTempFile("report-bench", "." + format.ending());
        try {
            long begun = System.nanoTime();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                ReportWriter.of(format)
                        .write(
                                document,
                                new ReportWords(ReportLanguage.EN, ZONE),
                                new Look(null, null, "bench", from, false, false),
                                out,
                                new Resting());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            byte[] bytes = Files.readAllBytes(file);
            String pages = format == ReportFormat.PDF ? ", " + ReportFiles.pages(bytes) + " pages" : "";
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d rows%s, %d KiB, %.2f s, in a heap of at most %d MiB%n",
                    format.key(),
                    rows,
                    pages,
                    bytes.length >> 10,
                    seconds,
                    Runtime.getRuntime().maxMemory() >> 20);
            return seconds;
        } finally {
            Files.delete(file);
        }
    }

    /** A month of a small hall, as each report tells it, in both languages: to be looked at. */
    private static void pictures() throws Exception {
        LocalDate month = LocalDate.now(ZONE).minusMonths(1).withDayOfMonth(1);
        Path pictures = Path.of("target/pictures/reports");
        Files.createDirectories(pictures);
        try (TestConsole console = TestConsole.start()) {
            Instant from = month.atStartOfDay(ZONE).toInstant();
            Instant to = month.plusMonths(1).atStartOfDay(ZONE).toInstant();
            MadeUpMonth.fill(console, from, to, 12, 30_000);
            MadeUpMonth.statistics(console.jdbi());
            MadeUpMonth.hall(console.jdbi());
            for (int i = 0; i < 12; i++) {
                console.post("/api/reports/templates", "{\"name\":\"Modèle " + i + "\",\"lines\":[\"A\",\"B\"]}");
                console.post(
                        "/api/reports/scheduled",
                        "{\"name\":\"Matin " + i + "\",\"cadence\":\"daily\",\"folder\":\"/réseau/qualité/rapports\","
                                + "\"recipients\":[\"chef@exemple.fr\",\"qualite@exemple.fr\"]}");
            }
            String all = ",\"from\":\"" + from + "\",\"to\":\"" + to + "\"";
            String day = ",\"day\":\"" + month.plusDays(9) + "\"";
            String lot = month.plusDays(9).toString().replace("-", "");
            String limits = ",\"limits\":{\"figure\":\"weight\",\"lower\":350,\"upper\":620}";
            for (String language : List.of("fr", "en")) {
                for (String format : List.of("pdf", "xlsx")) {
                    for (String kind : List.of("daily", "weekly", "monthly")) {
                        make(console, kind, day, language, format, pictures);
                    }
                    String shift = day + ",\"shift_start\":\"22:00\",\"shift_end\":\"06:00\"";
                    make(console, "shift", shift, language, format, pictures);
                    make(console, "station", day + ",\"device_ids\":[\"ESP32_LL_00\"]", language, format, pictures);
                    make(console, "lot", all + ",\"lot\":\"LOT-" + lot + "\"", language, format, pictures);
                    make(console, "capability", all + limits, language, format, pictures);
                    for (String kind : List.of("conditions", "satisfaction", "health")) {
                        make(console, kind, all, language, format, pictures);
                    }
                    // Of what the bench itself asked for.
                    String now = ",\"from\":\"" + Instant.now().minus(Duration.ofHours(2)) + "\",\"to\":\""
                            + Instant.now() + "\"";
                    make(console, "journal", now, language, format, pictures);
                }
            }
        }
    }

    /** As while samples never stop. */
    private static final class Resting implements ReportWriter.Steps {
        private final Pace pace = new Pace(() -> true, () -> true);

        @Override
        public void row() {
            pace.run();
        }

        @Override
        public void pause() {
            pace.run();
        }
    }
}
