package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.backup.BackupFile;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.jobs.TestJobs;
import fr.gaveurs.console.backend.platform.settings.BackupPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Two consoles on one database: the job that makes the daily backups, and what both say of it. */
@Timeout(120)
class DailyBackupsTest {
    private static final Pace FAST =
            new Pace(Duration.ZERO, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1));
    /** By the console's zone far from now, so that the next try after a failure is no regular one. */
    private final BackupPlan daily =
            new BackupPlan(true, LocalTime.now(ZoneId.of("Europe/Paris")).plusHours(12), 7);

    private static List<Path> made(TestConsole console) throws IOException {
        Path shelf = console.folder().resolve("backups");
        if (!Files.exists(shelf)) {
            return List.of();
        }
        try (var files = Files.list(shelf)) {
            return files.filter(f -> f.toString().endsWith(".backup")).toList();
        }
    }

    private static JsonNode backups(TestConsole console) {
        return console.component("backups");
    }

    private static void due(TestConsole console) {
        TestJobs.due(console.jdbi(), "daily-backup");
    }

    @Test
    void oneOfThemMakesItAndEveryOneKnows() throws Exception {
        TestConsole.Options options = TestConsole.with().jobs(FAST).backups(daily);
        try (TestConsole one = options.start();
                TestConsole two = options.start()) {
            assertThat(backups(one).get("status").asString()).isEqualTo("up");
            due(one);
            await().until(() -> one.count("SELECT count(*) FROM daily_backups") == 1
                    && one.count("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'daily-backup'"
                                    + " AND NOT picked AND last_success IS NOT NULL AND execution_time > now()")
                            == 1);
            boolean first = made(two).isEmpty();
            List<Path> files = made(first ? one : two);
            assertThat(files).hasSize(1);
            assertThat(made(first ? two : one)).isEmpty();
            try (BackupFile whole = BackupFile.open(files.getFirst(), BackupProgress.NONE, () -> false)) {
                assertThat(whole.manifest().rows()).isPositive();
            }
            TestConsole maker = first ? one : two;
            // One that comes later need not wait until it asks the database again.
            try (TestConsole later = options.start()) {
                for (TestConsole console : List.of(maker, later)) {
                    await().until(
                                    () -> backups(console).at("/figures/file").asString(""),
                                    files.getFirst().toString()::equals);
                    assertThat(backups(console).at("/figures/size_bytes").asLong())
                            .isEqualTo(Files.size(files.getFirst()));
                }
                assertThat(made(later)).isEmpty();
            }
            assertThat(maker.get("/metrics").body())
                    .contains("backup_daily 1.0\n")
                    .containsPattern("backup_last_success_timestamp_seconds 1\\.\\d+E9\n");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidAndIsNoErrorOfTheProgram() throws Exception {
        try (TestConsole console = TestConsole.with().jobs(FAST).backups(daily).start()) {
            Path shelf = console.folder().resolve("backups");
            Files.writeString(shelf, "not a folder");
            due(console);
            // The last thing of a run: the health says it before.
            await("tried again in an hour")
                    .until(() -> console.count("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'daily-backup'"
                                    + " AND NOT picked AND execution_time > now() + interval '50 minutes'")
                            == 1);
            await().until(() -> backups(console).get("status").asString().equals("degraded"));
            assertThat(backups(console).get("detail").asString()).contains("backups");
            assertThat(console.get("/metrics").body()).contains("backup_failures_total 1.0\n");
            assertThat(console.count("SELECT count(*) FROM bug_reports")).isZero();
            Files.delete(shelf);
            due(console);
            await().until(() -> backups(console).get("status").asString().equals("up"));
            assertThat(made(console)).hasSize(1);
        }
    }
}
