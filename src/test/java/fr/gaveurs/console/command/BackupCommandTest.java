package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup} and {@code restore} on a data folder with the console's own PostgreSQL. */
@Timeout(120)
@DisabledIfEnvironmentVariable(
        named = "DATABASE_URL",
        matches = ".+",
        disabledReason = "the commands would work on the database that it names")
class BackupCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aRunningConsoleIsSavedAndOneThatIsClosedRestored() throws Exception {
        Path data = folder.resolve("données");
        UnpackedPostgres.makeMigratedInto(data);
        String dataDir = "--data-dir=" + data;
        String running = folder.resolve("running.backup").toString();
        String closed = folder.resolve("closed.backup").toString();
        try (ConsoleProcess console = ConsoleProcess.on(data).quick().start()) {
            CommandRun saved = CommandRun.run("backup", running, dataDir);
            assertThat(saved.code()).as(saved.err()).isEqualTo(Exit.OK);
            assertThat(saved.out()).contains(running, "rows of").hasLineCount(1);
            CommandRun again = CommandRun.run("backup", running, dataDir);
            assertThat(again.code()).isEqualTo(Exit.REFUSED);
            assertThat(again.err()).contains("--force");
            CommandRun refused = CommandRun.run("restore", running, dataDir);
            assertThat(refused.code()).isEqualTo(Exit.ALREADY_RUNNING);
            assertThat(refused.err()).contains("close it first");
            await().untilAsserted(() -> assertThat(console.get("/health/ready")).contains("\"ready\""));
        }
        assertThat(CommandRun.run("backup", closed, dataDir).code()).isEqualTo(Exit.OK);
        assertThat(CommandRun.run("backup", "--check", closed).out()).contains("is whole");
        byte[] bytes = Files.readAllBytes(Path.of(closed));
        bytes[bytes.length / 3] ^= 1;
        Files.write(Path.of(closed), bytes);
        assertThat(CommandRun.run("backup", "--check", closed).err()).contains("is damaged in");
        Path other = folder.resolve("other");
        assertThat(CommandRun.run("restore", closed, "--data-dir=" + other).code())
                .isEqualTo(Exit.REFUSED);
        assertThat(other).doesNotExist();
        String since = "daily-2026-11-27-fr-7-5a662db3.pdf";
        Files.writeString(
                Files.createDirectories(data.resolve("report-files")).resolve(since), "made since the backup");
        CommandRun restored = CommandRun.run("restore", running, dataDir);
        assertThat(restored.code()).as(restored.err()).isEqualTo(Exit.OK);
        assertThat(restored.out()).contains("What was there before is in " + data.resolve("before-restore-"));
        assertThat(restored.out())
                .contains("Files of reports that the backup does not have are there, too")
                .contains(": 1");
        assertThat(data.resolve("report-files").resolve(since)).doesNotExist();
        try (var aside = Files.newDirectoryStream(data, "before-restore-*")) {
            assertThat(aside.iterator().next().resolve("report-files").resolve(since))
                    .hasContent("made since the backup");
        }
        CommandRun nothing = CommandRun.run("backup", closed, "--data-dir=" + other);
        assertThat(nothing.code()).isEqualTo(Exit.REFUSED);
        assertThat(nothing.err()).contains("there is no database in");
        assertThat(other).doesNotExist();
    }
}
