package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.settings.LogPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A verification of the log compares the files of reports with what the log has of them. */
class ReportFilesCheckTest {
    private static JsonNode verified(TestConsole console) {
        console.post("/api/log/verification", "{}");
        await().until(() ->
                !console.json("/api/log/verification").get("state").asString().equals("running"));
        return console.json("/api/log/verification");
    }

    @Test
    void whatWasChangedOrDeletedByHandIsNamedAndWhatWasDeletedAsAReportIsNot() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            for (int i = 0; i < 4; i++) {
                console.post("/api/reports", "{\"kind\":\"conditions\"}");
            }
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 4);
            await().until(() -> console.count("SELECT count(*) FROM log_entries WHERE kind = 'report'") == 4);
            JsonNode whole = verified(console);
            assertThat(whole.get("state").asString()).as(whole.toString()).isEqualTo("whole");
            assertThat(whole.get("words").asString()).contains("4 files of reports on this console's disk");

            Path files = console.folder().resolve("report-files");
            Path changed = files.resolve(name(console, 1));
            Files.writeString(changed, "x", StandardOpenOption.APPEND);
            Files.delete(files.resolve(name(console, 2)));
            console.send("DELETE", "/api/reports/3", null);
            // Whoever changes a file may change what the console remembers of it, too: the log has the word.
            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE report_files SET sha256 = ?, bytes = bytes + 1 WHERE run_id = 1",
                            ReportFolder.sha256(changed)));

            JsonNode altered = verified(console);
            assertThat(altered.get("found").asLong()).as(altered.toString()).isEqualTo(2);
            assertThat(altered.get("findings").get(0).get("kind").asString()).isEqualTo("file_altered");
            assertThat(altered.get("findings").get(0).get("name").asString())
                    .isEqualTo(changed.getFileName().toString());
            assertThat(altered.get("findings").get(0).get("detail").asString()).contains("its SHA-256 was ");
            assertThat(altered.get("findings").get(1).get("kind").asString()).isEqualTo("file_deleted");
        }
    }

    @Test
    void theCheckInTheBackgroundFindsAChangedFileByItselfUntilItIsPutBack() throws Exception {
        LogPlan often = new LogPlan(null, null, null, 100, Duration.ofMillis(200));
        try (TestConsole console = TestConsole.with().log(often).start()) {
            console.post("/api/reports", "{\"kind\":\"conditions\"}");
            await().until(() -> console.count("SELECT count(*) FROM log_entries WHERE kind = 'report'") == 1);
            await().until(() -> console.count("SELECT count(*) FROM log_backfill WHERE NOT done") == 0);
            await().until(() -> console.json("/api/log").path("check").hasNonNull("finished_at"));
            assertThat(console.json("/api/sqal/conditions").toString()).doesNotContain("log_altered");

            Path file = console.folder().resolve("report-files").resolve(name(console, 1));
            byte[] made = Files.readAllBytes(file);
            Files.writeString(file, "x", StandardOpenOption.APPEND);
            await().until(() -> console.json("/api/sqal/conditions").toString().contains("log_altered"));
            // The next pass begins with nothing found.
            JsonNode first = await().until(() -> console.json("/api/log").at("/check/first"), JsonNode::isObject);
            assertThat(first.get("kind").asString()).as(first.toString()).isEqualTo("file_altered");
            assertThat(first.get("name").asString())
                    .isEqualTo(file.getFileName().toString());

            Files.write(file, made);
            await().until(() -> !console.json("/api/sqal/conditions").toString().contains("log_altered"));
        }
    }

    @Test
    void whoReadsInPiecesMayWaitBetweenThemAndAnEndInTheMiddleSaysNothingOfTheFile() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.post("/api/reports", "{\"kind\":\"conditions\",\"formats\":[\"pdf\"]}");
            await().until(() -> console.count("SELECT count(*) FROM log_entries WHERE kind = 'report'") == 1);
            ReportFilesCheck check = new ReportFilesCheck(console.folder());
            List<Object> found = new ArrayList<>();
            AtomicInteger pieces = new AtomicInteger();
            console.jdbi().useHandle(handle -> {
                assertThat(check.compare(handle.getConnection(), pieces::incrementAndGet, found::add))
                        .isEqualTo(1);
                assertThat(pieces.get()).as("of the file, and after it").isGreaterThan(1);
                assertThatThrownBy(() -> check.compare(
                                handle.getConnection(),
                                () -> {
                                    throw new CancellationException("enough");
                                },
                                found::add))
                        .isInstanceOf(CancellationException.class);
            });
            assertThat(found).isEmpty();
        }
    }

    private static String name(TestConsole console, long report) {
        return console.json("/api/reports/" + report)
                .get("files")
                .get(0)
                .get("file_name")
                .asString();
    }
}
