package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.backend.TestConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
                            Sha256.hex(changed)));

            JsonNode altered = verified(console);
            assertThat(altered.get("found").asLong()).as(altered.toString()).isEqualTo(2);
            assertThat(altered.get("findings").get(0).get("kind").asString()).isEqualTo("file_altered");
            assertThat(altered.get("findings").get(0).get("name").asString())
                    .isEqualTo(changed.getFileName().toString());
            assertThat(altered.get("findings").get(0).get("detail").asString()).contains("its SHA-256 was ");
            assertThat(altered.get("findings").get(1).get("kind").asString()).isEqualTo("file_deleted");
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
