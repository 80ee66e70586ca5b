package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.reports.MadeUpMonth;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program itself: each kind of report by its command, and one that is killed while it makes a report. */
@Timeout(240)
class ReportProgramTest {
    private static final int SAMPLES = 20_000;

    @TempDir
    private Path folder;

    private Path data;

    private static String[] command(ReportKind kind, Path data, Path target) {
        List<String> words = new ArrayList<>(
                List.of("report", "make", kind.key(), "--data-dir", data.toString(), "--folder", target.toString()));
        words.addAll(List.of("--language", kind.ordinal() % 2 == 0 ? "fr" : "en"));
        words.addAll(List.of("--format", "pdf", "--format", "xlsx", "--format", "csv"));
        words.addAll(
                switch (kind) {
                    case SHIFT -> List.of("--shift", "22:00", "06:00");
                    case STATION -> List.of("--station", "ESP32_LL_00");
                    case LOT -> List.of("--lot", "LOT-1");
                    case CAPABILITY -> List.of("--figure", "volume", "--lower", "350", "--upper", "620.5");
                    default -> List.of();
                });
        return words.toArray(String[]::new);
    }

    /** What is said of a report that cannot be asked for so. */
    private String refusal(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("report", "make"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--data-dir",
                data.toString(),
                "--folder",
                folder.resolve("refused").toString()));
        CommandRun run = CommandRun.run(all.toArray(String[]::new));
        assertThat(run.code()).as(run.out()).isNotZero();
        return run.err().strip();
    }

    private static String state(ConsoleProcess console, String path) {
        try {
            JsonNode report = Json.MAPPER.readTree(console.get(path));
            return report.get("state").asString() + " "
                    + report.get("progress_percent").asInt();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    private List<String> files() throws IOException {
        Path made = data.resolve("report-files");
        if (!Files.isDirectory(made)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(made)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    @Test
    void everyKindByItsCommandAndOneThatIsKilledWhileItIsMade() throws Exception {
        data = folder.resolve("données");
        ConnectionInfo info = TestDatabase.freshInfo();
        ConsoleProcess.Options options = ConsoleProcess.on(data)
                .environment("DATABASE_URL", TestConsole.url(info))
                .quick()
                // It has much to do: what is used again and again is worth more of the compiler.
                .jvm("-XX:TieredStopAtLevel=4", "-Xmx512m");
        Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()));
        Instant to = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Instant from = to.minus(Duration.ofHours(30));
        String path = "/api/reports/1";
        ConsoleProcess killed = options.start();
        try {
            MadeUpMonth.fill(info, from, to, 3, SAMPLES);
            MadeUpMonth.statistics(jdbi);
            jdbi.useHandle(handle -> handle.execute("UPDATE sensor_samples SET lot = 'LOT-1' WHERE sample_id = 'S-7'"));
            killed.post(
                    "/api/reports",
                    ("{'kind':'station','formats':['xlsx','pdf'],'device_ids':['ESP32_LL_00','ESP32_LS_01',"
                                    + "'ESP32_MT_02'],'from':'" + from + "','to':'" + to + "'}")
                            .replace('\'', '"'));
            await().until(() -> files().stream().anyMatch(each -> each.endsWith(".part"))
                    && state(killed, path).startsWith("running"));
        } finally {
            killed.kill();
        }
        assertThat(files()).as("half of it is there").anyMatch(each -> each.endsWith(".part"));
        try (ConsoleProcess console = options.start()) {
            await().until(() -> state(console, path).startsWith("done"));
            assertThat(files())
                    .filteredOn(each -> each.startsWith("station-"))
                    .hasSize(4)
                    .noneMatch(each -> each.endsWith(".part"));
            assertThat(Json.MAPPER.readTree(console.get(path)).get("rows").asLong())
                    .isGreaterThanOrEqualTo(SAMPLES);
            Path target = folder.resolve("by hand");
            for (ReportKind kind : ReportKind.values()) {
                CommandRun run = CommandRun.run(command(kind, data, target));
                assertThat(run.code()).as(kind + ": " + run.err()).isZero();
                assertThat(run.out().lines()).hasSize(3);
            }
            assertThat(console.get("/api/reports?kind=capability"))
                    .contains("\"figure\":\"volume\"", "\"lower\":350000.0", "\"upper\":620500.0");
            CommandRun none = CommandRun.run("report", "make", "shift", "--data-dir", data.toString());
            assertThat(none.code()).isNotZero();
            assertThat(none.err()).contains("--shift must be a time of day");
            assertThat(refusal("daily", "--from", "2026-11-27T00:00:00Z", "--to", "2026-11-26T00:00:00Z"))
                    .endsWith("--to must be after --from");
            assertThat(refusal("daily", "--from", "2026-11-27T00:00:00Z")).contains("--to must be given together");
            assertThat(refusal("daily", "--day", "1850-01-01")).contains("--day lies outside the years");
            assertThat(refusal("daily", "--day", "2026-11-27", "--from", "2026-11-27T00:00:00Z"))
                    .startsWith("give --day, or --from and --to");
            assertThat(refusal("shift", "--shift", "06:00", "06:00"))
                    .endsWith("the end of --shift must be another time of day than the begin of --shift");
            assertThat(refusal("daily", "--shift", "06:00", "14:00")).endsWith("--shift is for shifts alone");
            assertThat(refusal("capability", "--lower", "5", "--upper", "4"))
                    .endsWith("--lower must be less than --upper");
            assertThat(refusal("daily", "--figure", "weight")).contains("--figure, --lower, --upper are for");
            assertThat(refusal("daily", "--station", "not one"))
                    .contains("--station must")
                    .doesNotContain("device_ids");
            assertThat(refusal("daily", "--line", "")).contains("--line ").doesNotContain("lines[");
            assertThat(refusal("daily", "--template", "0"))
                    .contains("--template must")
                    .doesNotContain(" template must");
            CommandRun file = CommandRun.run(
                    "report",
                    "make",
                    "daily",
                    "--data-dir",
                    data.toString(),
                    "--folder",
                    data.resolve("console-id").toString());
            assertThat(file.err()).contains("console-id exists already").doesNotContain("\tat ");
            CommandRun wrong = CommandRun.run(
                    "report",
                    "make",
                    "lot",
                    "--lot",
                    "LOT-X",
                    "--data-dir",
                    data.toString(),
                    "--folder",
                    folder.toString());
            assertThat(wrong.code()).isNotZero();
            assertThat(wrong.err())
                    .contains(
                            "no liver of a lot 'LOT-X' is known: --lot must be written as one that is known, such as LOT-1");
            try (Stream<Path> made = Files.list(target)) {
                assertThat(made.map(each -> each.getFileName().toString()))
                        .hasSize(2 * 3 * ReportKind.values().length)
                        .noneMatch(each -> each.endsWith(".part"));
            }
        }
    }
}
