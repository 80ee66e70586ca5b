package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Reports of a real size: a day of 50 stations and 200,000 samples, the same samples one by one into Excel and PDF; then
 * three simulated years of schedules, where the first argument is {@code years}. Says seconds, and the heap that was in use.
 */
public final class ReportBench {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private ReportBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("years")) {
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
                for (String kind : List.of("daily", "weekly", "monthly", "conditions", "capability", "journal")) {
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

    private static void make(
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
}
