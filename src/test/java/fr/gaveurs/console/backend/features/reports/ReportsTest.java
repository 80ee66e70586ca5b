package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.settings.ReportPlan;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reports over the API of a running console: each format tells what the statistics tell. */
class ReportsTest {
    /** In the middle of an hour, so that the pieces of hours at both ends come from the samples. */
    private static Instant noon;

    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        noon = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofHours(5))
                .plus(Duration.ofMinutes(30));
        console = TestConsole.start();
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            samples.add(TestMessages.graded("ESP32_LL_01", i < 2 ? Grade.REJECT : Grade.A_PLUS)
                    .at(noon.plus(Duration.ofMinutes(15L * i))));
            samples.add(TestMessages.graded("ESP32_LS_02", i == 5 ? Grade.UNGRADED : Grade.B)
                    .lot(
                            switch (i) {
                                case 6 -> "=1+1|œuvre ≥ 2 \u05d0\u05d1 🦆";
                                case 7 -> "+1";
                                case 8 -> "-2";
                                case 9 -> "@x";
                                default -> "LOT-1";
                            })
                    .at(noon.plus(Duration.ofMinutes(15L * i))));
        }
        // Just outside the period, on either side.
        samples.add(TestMessages.graded("ESP32_LL_01", Grade.REJECT).at(noon.minusMillis(1)));
        samples.add(TestMessages.graded("ESP32_LL_01", Grade.REJECT).at(noon.plus(Duration.ofHours(3))));
        for (String lot : List.of("Lot 100% à part", "LOT\u202e-9", "../../..\\x")) {
            samples.add(TestMessages.graded("ESP32_LL_01", Grade.A).lot(lot).at(noon.minus(Duration.ofDays(9))));
        }
        console.store(samples);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static JsonNode made(String body) {
        HttpResponse<String> answer = console.post("/api/reports", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String path = answer.headers().firstValue("Location").orElseThrow();
        await().until(() -> !List.of("queued", "running")
                .contains(console.json(path).get("state").asString()));
        JsonNode report = console.json(path);
        assertThat(report.get("state").asString()).as(report.toString()).isEqualTo("done");
        return report;
    }

    private static String ofPeriod(String kind, String more) {
        return "{\"kind\":\"" + kind + "\",\"from\":\"" + noon + "\",\"to\":\"" + noon.plus(Duration.ofHours(3))
                + "\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]" + more + "}";
    }

    private static byte[] file(JsonNode report, String format) {
        return console.bytes("/api/reports/" + report.get("id").asLong() + "/file?format=" + format);
    }

    /** Who keeps the paper holds what was signed at the end of the day, and what was signed since. */
    @Test
    void theLastSignatureOfTheDayStandsBesideTheNewest() throws Exception {
        await().until(() -> console.json("/api/log").get("size").asLong() >= 24);
        console.post("/api/log/checkpoint", "");
        JsonNode ofDay = console.json("/api/log").get("checkpoint");
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE log_checkpoints SET at = ?::timestamptz WHERE size = ?",
                        noon.plus(Duration.ofHours(1)).toString(),
                        ofDay.get("size").asLong()));
        console.post("/api/bugs", "{\"title\":\"The tray sticks\",\"description\":\"Every morning\"}");
        await().until(() -> console.json("/api/log").get("size").asLong()
                > ofDay.get("size").asLong());
        console.post("/api/log/checkpoint", "");
        JsonNode newest = console.json("/api/log").get("checkpoint");

        String text = ReportFiles.text(file(made(ofPeriod("daily", ",\"language\":\"en\"")), "pdf"))
                .replaceAll("\\s", "");

        assertThat(text)
                .contains("lastsignatureoftheperiod", "newestsignature")
                .contains(ofDay.get("root").asString())
                .contains(newest.get("root").asString());
    }

    @Test
    void allFormatsTellTheSameFigures() throws Exception {
        await().until(() -> console.json("/api/log").get("size").asLong() >= 24);
        console.post("/api/log/checkpoint", "");
        JsonNode signed = console.json("/api/log").get("checkpoint");
        JsonNode report = made(ofPeriod("daily", ",\"language\":\"en\""));
        byte[] pdf = file(report, "pdf");
        String text = ReportFiles.text(pdf);
        assertThat(text)
                .contains("24 livers were measured, by 2 stations.")
                .contains("91.3% of the graded livers are compliant")
                .contains("2 livers were rejected.")
                .contains("1 sample could not be graded.")
                .contains("The station that rejects most is ESP32_LL_01: 2 rejects, 16.7% of its graded livers.")
                .contains("Page 1 of ")
                .contains("Log of proofs");
        assertThat(text.replaceAll("\\s", ""))
                .as("a witness on paper")
                .contains(signed.get("size").asLong() + "entries,signed")
                .contains(signed.get("root").asString());
        Map<String, List<List<String>>> sheets = ReportFiles.sheets(file(report, "xlsx"));
        assertThat(sheets).containsKeys("Report", "Stations", "Hour by hour", "Rejected livers", "Conditions");
        // Below the lines of the first sheet, one below the other, and no larger than a screen.
        int lines = sheets.get("Report").size();
        assertThat(ReportFiles.pictures(file(report, "xlsx"))).hasSize(2).allSatisfy(picture -> {
            assertThat(picture.get(0)).isZero();
            assertThat(picture.get(1)).isBetween(lines, lines + 40);
            assertThat(picture.subList(2, 4)).containsExactly(620, 207);
        });
        assertThat(ReportFiles.widthOnPages(file(report, "xlsx"))).containsOnly(1);
        List<String> first = sheets.get("Stations").get(1);
        assertThat(first.get(0)).isEqualTo("ESP32_LL_01");
        assertThat(first.subList(3, 11)).containsExactly("12", "10", "0", "0", "0", "2", "0", "83.3%");
        assertThat(sheets.get("Hour by hour")).hasSize(1 + 4);
        Map<String, List<String>> csv = ReportFiles.csv(file(report, "csv"));
        assertThat(csv.get("01-Stations.csv").get(1)).startsWith("ESP32_LL_01,,LL,12,10,0,0,0,2,0,83.33333");
        assertThat(csv.get("03-Rejected livers.csv")).hasSize(1 + 2);
        assertThat(csv.get("00-Report.csv"))
                .as("times as in the tables")
                .filteredOn(line -> line.matches("(From|Until \\(not included\\)|Newest sample|Made),.*"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(OffsetDateTime.parse(line.substring(line.indexOf(',') + 1))
                                .toInstant())
                        .isBetween(noon.minus(Duration.ofDays(2)), Instant.now()));
        assertThat(csv.get("04-Conditions.csv").getFirst()).contains("Duration (s)");
        assertThat(report.get("rows").asLong())
                .isEqualTo(csv.entrySet().stream()
                        .filter(each -> !each.getKey().startsWith("00"))
                        .mapToLong(each -> each.getValue().size() - 1L)
                        .sum());
        ReportFiles.draw(pdf, "small-en");
        for (JsonNode file : report.get("files")) {
            byte[] bytes = file(report, file.get("format").asString());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(file.get("sha256").asString());
        }
    }

    /** Neither is taken for one that lies on another console. */
    @Test
    void aFileThatWasChangedOrDeletedOnTheDiskIsToldSoAndSentToNobody() throws Exception {
        JsonNode report = made(ofPeriod("daily", ""));
        long id = report.get("id").asLong();
        Path files = console.folder().resolve("report-files");
        String route = "/api/reports/" + id + "/file?format=";
        // As many bytes as before, and not the same.
        Path csv = files.resolve(report.get("files").get(2).get("file_name").asString());
        byte[] bytes = Files.readAllBytes(csv);
        bytes[bytes.length / 2] ^= 1;
        Files.write(csv, bytes);
        HttpResponse<String> changed = console.get(route + "csv");
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("was changed on this console's disk", "make the report again");
        assertThat(console.get(route + "pdf").statusCode()).isEqualTo(200);
        console.post("/api/reports/" + id + "/send", "{\"recipients\":[\"chef@example.fr\"]}");
        await().until(() -> delivery(id).get("state").asString().equals("failed"));
        assertThat(delivery(id).get("reason").get("code").asString()).isEqualTo("file_changed");

        Files.delete(files.resolve(report.get("files").get(0).get("file_name").asString()));
        HttpResponse<String> missing = console.get(route + "pdf");
        assertThat(missing.statusCode()).isEqualTo(410);
        assertThat(missing.body()).contains("was deleted from this console's disk", "make the report again");
        assertThat(console.get("/api/reports/" + id + "/page?page=1").statusCode())
                .isEqualTo(410);
        console.post("/api/reports/" + id + "/send", "{\"recipients\":[\"chef@example.fr\"]}");
        await().until(() -> delivery(id).get("reason").get("code").asString("").equals("file_missing"));

        // One that another console made is there.
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE report_files SET console = 'other', machine = 'pc2' WHERE run_id = ?", id));
        HttpResponse<String> elsewhere = console.get(route + "pdf");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body()).contains("pc2", "ask that console");
    }

    private static JsonNode delivery(long report) {
        return console.json("/api/reports/" + report + "/deliveries")
                .get("items")
                .get(0);
    }

    @Test
    void aPdfHasATitleALanguageAndItsTypeface() throws Exception {
        JsonNode report = made(ofPeriod("station", ",\"device_ids\":[\"ESP32_LS_02\"]"));
        try (PDDocument pdf = Loader.loadPDF(file(report, "pdf"))) {
            assertThat(pdf.getDocumentInformation().getTitle()).startsWith("Rapport de station");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("fr-FR");
            for (var font : pdf.getPage(0).getResources().getFontNames()) {
                var loaded = pdf.getPage(0).getResources().getFont(font);
                assertThat(loaded.getName()).contains("Roboto");
                assertThat(loaded.isEmbedded()).isTrue();
            }
        }
        assertThat(ReportFiles.text(file(report, "pdf"))).contains("12 foies ont été mesurés, sur 1 station.");
        String lot =
                ReportFiles.sheets(file(report, "xlsx")).get("Mesures").get(7).get(3);
        assertThat(lot).isEqualTo("=1+1|œuvre ≥ 2 \u05d0\u05d1 🦆");
        assertThat(ReportFiles.csv(file(report, "csv")).get("03-Mesures.csv").get(7))
                .contains(";'=1+1|œuvre ≥ 2 \u05d0\u05d1 🦆;");
        List<String> lines = ReportFiles.csv(file(report, "csv")).get("03-Mesures.csv");
        assertThat(lines.get(8)).contains(";'+1;");
        assertThat(lines.get(9)).contains(";'-2;");
        assertThat(lines.get(10)).contains(";'@x;");
        // Roboto has neither Hebrew letters nor ducks: nothing is left out.
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("œuvre ≥ 2")
                .containsPattern("\u05d0\u05d1|\u05d1\u05d0")
                .contains("🦆");
    }

    @Test
    void theListIsFilteredAndSaysWhoAsked() {
        JsonNode lot = made("{\"kind\":\"lot\",\"lot\":\"Lot 100% à part\"}");
        assertThat(lot.get("requested_by").asString()).isEqualTo("local");
        JsonNode found = console.json("/api/reports?text=100%25%20%C3%A0%20PART");
        assertThat(found.get("items").size()).isEqualTo(1);
        assertThat(found.get("items").get(0).get("id").asLong())
                .isEqualTo(lot.get("id").asLong());
        for (String shown : List.of("Programme de ce PC", "programme", "PROGRAM on this", "100% A part")) {
            assertThat(console.json("/api/reports?text=" + URLEncoder.encode(shown, StandardCharsets.UTF_8))
                            .get("items")
                            .size())
                    .as("as the list shows it: %s", shown)
                    .isPositive();
        }
        assertThat(console.json("/api/reports?text=nowhere%20to%20be%20found")
                        .get("items")
                        .size())
                .isZero();
        console.post("/api/reports/scheduled", "{\"name\":\"Matin calme\",\"cadence\":\"weekly\"}");
        long schedule = console.json("/api/reports/scheduled")
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        console.send("POST", "/api/reports/scheduled/" + schedule + "/run", null);
        JsonNode scheduled =
                console.json("/api/reports?text=calme").get("items").get(0);
        assertThat(scheduled.get("schedule_name").asString()).isEqualTo("Matin calme");
        console.send("DELETE", "/api/reports/scheduled/" + schedule, null);
    }

    /** A mark of direction would turn what stands behind it, also in the subject of a mail. */
    @Test
    void aTitleHasNoMarksOfDirection() throws Exception {
        JsonNode report = made("{\"kind\":\"lot\",\"lot\":\"LOT\\u202e-9\",\"formats\":[\"csv\"]}");
        List<String> cover = ReportFiles.csv(file(report, "csv")).entrySet().stream()
                .filter(each -> each.getKey().startsWith("00"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(cover.getFirst()).contains("LOT-9");
        assertThat(String.join("\n", cover)).doesNotContain("\u202e");
    }

    /** Whole hours, since statistics are of whole hours; each site has one station here. */
    @Test
    void thePdfAndTheWorkbookTellWhatTheStatisticsRoutesTell() {
        Instant from = noon.truncatedTo(ChronoUnit.HOURS);
        Instant to = from.plus(Duration.ofHours(4));
        String period = "from=" + from + "&to=" + to;
        JsonNode report = made("{\"kind\":\"weekly\",\"language\":\"en\",\"formats\":[\"pdf\",\"xlsx\"],\"from\":\""
                + from + "\",\"to\":\"" + to + "\"}");
        String text = ReportFiles.text(file(report, "pdf"));
        List<List<String>> rows = ReportFiles.sheets(file(report, "xlsx")).get("Stations");
        long samples = 0;
        for (JsonNode site : console.json("/api/sqal/stats/sites?" + period).get("items")) {
            JsonNode figures = site.get("figures");
            samples += figures.get("samples").asLong();
            List<String> row = rows.stream()
                    .filter(each -> each.get(2).equals(site.get("site_code").asString()))
                    .findFirst()
                    .orElseThrow();
            List<String> expected = new ArrayList<>();
            expected.add(figures.get("samples").asString());
            for (Grade grade : Grade.values()) {
                JsonNode count = figures.get("grades").get(grade.letter());
                expected.add(count == null ? "0" : count.asString());
            }
            expected.add(String.format(
                    Locale.ROOT, "%.1f%%", figures.get("compliance_percent").asDouble()));
            expected.add(
                    String.format(Locale.ROOT, "%.2f", figures.get("score_mean").asDouble()));
            expected.add(String.format(
                    Locale.ROOT, "%.1f", figures.get("weight_g_mean").asDouble()));
            assertThat(row.subList(3, row.size())).isEqualTo(expected);
            assertThat(text).contains(site.get("site_code").asString() + " " + String.join(" ", expected));
        }
        assertThat(text).contains(samples + " livers were measured");
        JsonNode all = console.json("/api/sqal/stats/grade-distribution?" + period);
        assertThat(all.get("samples").asLong()).isEqualTo(samples);
        assertThat(text).contains("Reject").contains("A+");
    }

    @Test
    void twoConsolesMakeEachReportOnce() throws Exception {
        ConnectionInfo database = TestDatabase.freshInfo();
        try (TestConsole one = TestConsole.with().database(database).start();
                TestConsole other = TestConsole.with().database(database).start()) {
            one.jdbi()
                    .useHandle(handle -> handle.execute("INSERT INTO report_runs (kind, language, formats, period_from,"
                            + " period_to, zone) SELECT 'conditions', 'fr', '{pdf}', '2026-01-01', '2026-01-02',"
                            + " 'Europe/Paris' FROM generate_series(1, 30)"));
            one.post("/api/reports", "{\"kind\":\"conditions\"}");
            other.post("/api/reports", "{\"kind\":\"conditions\"}");
            await().until(() -> one.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 32);
            assertThat(one.count("SELECT count(*) FROM report_runs WHERE attempts = 1"))
                    .isEqualTo(32);
            assertThat(one.count("SELECT count(*) FROM report_digests")).isEqualTo(32);
            try (var here = Files.list(one.folder().resolve("report-files"));
                    var there = Files.list(other.folder().resolve("report-files"))) {
                assertThat(here.count() + there.count()).isEqualTo(2 * 32);
            }
        }
    }

    @Test
    void aLotsNameIsNoPath() {
        JsonNode report = made("{\"kind\":\"lot\",\"lot\":\"../../..\\\\x\",\"formats\":[\"pdf\",\"csv\"]}");
        for (JsonNode file : report.get("files")) {
            assertThat(file.get("file_name").asString()).matches("lot--x-fr-[0-9]+-[0-9a-f]{8}\\.(pdf|csv\\.zip)");
        }
        assertThat(ReportFiles.text(file(report, "pdf"))).contains("../../..\\x");
    }

    @Test
    void aLogoThatIsNoPictureIsLeftOutAndSaid() throws Exception {
        Path data = MemoryFolder.make("logo-");
        Path logo = Files.writeString(data.resolve("logo.png"), "this is no picture");
        ReportPlan plan = new ReportPlan("Hall", logo, Duration.ofDays(400), 100, null);
        try (TestConsole with = TestConsole.with().folder(data).reports(plan).start()) {
            with.post("/api/reports", "{\"kind\":\"conditions\"}");
            await().until(() ->
                    with.json("/api/reports/1").get("state").asString().equals("done"));
            assertThat(with.json("/api/reports/1").get("note").asString())
                    .contains("logo.png")
                    .contains("is no picture: a PNG or JPEG is needed");
            JsonNode reason = with.json("/api/reports/1").get("note_reason");
            assertThat(reason.get("code").asString()).isEqualTo("logo_no_picture");
            assertThat(reason.get("details").get(0).asString()).endsWith("logo.png");
        }
    }

    @Test
    void whoAskedIsInTheJournalAndAReportOfItTellsSo() {
        made("{\"kind\":\"conditions\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]}");
        JsonNode journal = made("{\"kind\":\"journal\",\"formats\":[\"xlsx\"],\"language\":\"en\",\"from\":\""
                + Instant.now().minus(Duration.ofHours(1)) + "\",\"to\":\""
                + Instant.now().plus(Duration.ofHours(1)) + "\"}");
        assertThat(journal.get("open").asBoolean()).isTrue();
        assertThat(ReportFiles.sheets(file(journal, "xlsx")).get("Acts"))
                .anySatisfy(row ->
                        assertThat(row).contains("Report asked for").anyMatch(cell -> cell.matches("Report [0-9]+")));
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'makeReport'"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLotHasItsOwnSamplesOfWhateverDay() {
        JsonNode report =
                made("{\"kind\":\"lot\",\"lot\":\"LOT-1\",\"language\":\"en\",\"formats\":[\"pdf\",\"csv\"]}");
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("Lot report – LOT-1")
                .contains("8 livers were measured, by 1 station.")
                .contains("100.0% of the graded livers are compliant");
        assertThat(ReportFiles.csv(file(report, "csv")).get("03-Samples.csv")).hasSize(1 + 8);
    }

    @Test
    void aShiftOfSomeHoursIsComparedWithTheSameOneTheDayBefore() {
        JsonNode report = made(ofPeriod("shift", ",\"language\":\"fr\""));
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("Rapport de poste")
                .contains("veille : 0");
    }

    @Test
    void capabilityIsToldWithItsInterval() {
        JsonNode report = made(ofPeriod(
                "capability", ",\"language\":\"en\",\"limits\":{\"figure\":\"weight\",\"lower\":100,\"upper\":1200}"));
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("There are too few values for a verdict")
                .contains("Cpk (centre)")
                .contains("at 95%:");
    }

    @Test
    void aPeriodWithoutSamplesSaysSo() {
        JsonNode report = made("{\"kind\":\"monthly\",\"day\":\"2019-02-03\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]}");
        assertThat(ReportFiles.text(file(report, "pdf")))
                .contains("Rapport mensuel – février 2019")
                .contains("Aucun foie n’a été mesuré pendant cette période.");
        assertThat(ReportFiles.sheets(file(report, "xlsx"))).containsKey("Rapport");
        assertThat(report.get("newest_sample").isNull()).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        for (String body : List.of(
                "{}",
                "{\"kind\":\"yearly\"}",
                "{\"kind\":\"station\"}",
                "{\"kind\":\"lot\"}",
                "{\"kind\":\"daily\",\"lot\":\"A\"}",
                "{\"kind\":\"daily\",\"from\":\"2026-01-01T00:00:00Z\"}",
                "{\"kind\":\"daily\",\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
                "{\"kind\":\"daily\",\"from\":\"2020-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
                "{\"kind\":\"daily\",\"day\":\"+999999999-12-31\"}",
                "{\"kind\":\"daily\",\"formats\":[]}",
                "{\"kind\":\"capability\",\"limits\":{\"figure\":\"weight\",\"lower\":5,\"upper\":5}}",
                "{\"kind\":\"capability\",\"limits\":{\"figure\":\"weight\",\"lower\":1e300,\"upper\":1e301}}",
                "{\"kind\":\"capability\",\"limits\":{\"figure\":\"volume\",\"upper\":10000001}}",
                "{\"kind\":\"capability\",\"limits\":{\"figure\":\"weight\",\"lower\":-1}}",
                "{\"kind\":\"shift\"}")) {
            assertThat(console.post("/api/reports", body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void whatAKilledConsoleHadBegunIsMadeAfterTheNextStartOnce() throws Exception {
        ConnectionInfo database = TestDatabase.freshInfo();
        Path data = MemoryFolder.make("killed-");
        try (TestConsole first =
                TestConsole.with().database(database).folder(data).start()) {
            first.keepFolder();
        }
        String name = Files.readString(data.resolve("console-id")).strip();
        Files.createDirectories(data.resolve("report-files"));
        Files.writeString(data.resolve("report-files/daily-2026-01-01-fr-1-0.pdf.part"), "half of it");
        try (TestConsole next =
                TestConsole.with().database(database).folder(data).start()) {
            next.jdbi()
                    .useHandle(handle -> handle.execute("INSERT INTO report_runs (kind, language, formats, period_from,"
                            + " period_to, zone, state, console, heard_at, attempts) SELECT 'daily', 'fr', '{pdf,csv}',"
                            + " '2026-01-01', '2026-01-02', 'Europe/Paris', 'running', console, heard, attempts FROM (VALUES"
                            + " ('" + name + "', now(), 1), ('another', now() - interval '5 minutes', 1),"
                            + " ('another', now() - interval '5 minutes', 3), ('another', now(), 1)) AS v(console, heard,"
                            + " attempts)"));
            next.keepFolder();
        }
        try (TestConsole again =
                TestConsole.with().database(database).folder(data).start()) {
            await().until(() -> again.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 2);
            assertThat(again.count("SELECT count(*) FROM report_runs WHERE state = 'failed' AND attempts = 3"))
                    .isEqualTo(1);
            assertThat(again.count("SELECT count(*) FROM report_runs WHERE state = 'running'"))
                    .as("another console is at it")
                    .isEqualTo(1);
            try (var files = Files.list(data.resolve("report-files"))) {
                assertThat(files.map(file -> file.getFileName().toString()).toList())
                        .hasSize(8)
                        .noneMatch(file -> file.endsWith(".part"));
            }
        }
    }

    @Test
    void theOldestGiveWayWhereTheirFilesTakeTooMuch() throws Exception {
        ReportPlan small = new ReportPlan("Hall", Path.of("no-such-logo.png"), Duration.ofDays(400), 0, null);
        try (TestConsole full = TestConsole.with().reports(small).start()) {
            for (int i = 0; i < 3; i++) {
                full.post("/api/reports", "{\"kind\":\"daily\"}");
            }
            await().until(() -> full.count("SELECT count(*) FROM report_runs") == 1
                    && full.count("SELECT count(*) FROM report_files") == 1);
            assertThat(full.json("/api/reports").get("items").get(0).get("id").asLong())
                    .isEqualTo(3);
            await().untilAsserted(() -> {
                try (var files = Files.list(full.folder().resolve("report-files"))) {
                    assertThat(files.count()).isEqualTo(2);
                }
            });
        }
    }

    @Test
    void whatTheDiskDoesNotTakeIsAFailureThatSaysSoAndLeavesNothing() throws Exception {
        Path data = MemoryFolder.make("full-");
        Files.createFile(data.resolve("report-files"));
        try (TestConsole full = TestConsole.with().folder(data).start()) {
            full.post("/api/reports", "{\"kind\":\"daily\"}");
            await().until(() ->
                    full.json("/api/reports/1").get("state").asString().equals("failed"));
            assertThat(full.json("/api/reports/1").get("error").asString()).contains("report-files exists already");
            assertThat(full.json("/api/reports/1").get("reason").get("code").asString())
                    .isEqualTo("file");
            assertThat(full.get("/api/reports/1/file").statusCode()).isEqualTo(409);
        }
    }

    /** Who calls from this machine is an administrator: only the rule itself can be asked. */
    @Test
    void whoMayNotReadTheJournalGetsNoReportOfIt() {
        assertThatThrownBy(() -> ReportRoutes.allow(Role.OPERATOR, ReportKind.JOURNAL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("administrators");
        ReportRoutes.allow(Role.ADMIN, ReportKind.JOURNAL);
        ReportRoutes.allow(Role.VIEWER, ReportKind.DAILY);
    }

    @Test
    void aDeletedReportLeavesNoFile() {
        JsonNode report = made(ofPeriod("daily", ""));
        String path = "/api/reports/" + report.get("id").asLong();
        assertThat(console.send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(console.get(path).statusCode()).isEqualTo(404);
        await().untilAsserted(() -> {
            for (JsonNode file : report.get("files")) {
                assertThat(console.folder()
                                .resolve("report-files")
                                .resolve(file.get("file_name").asString()))
                        .doesNotExist();
            }
        });
        assertThat(console.get("/api/reports/999999/file").statusCode()).isEqualTo(404);
        assertThat(Json.MAPPER
                        .readTree(console.get("/api/reports").body())
                        .get("items")
                        .isArray())
                .isTrue();
    }
}
