package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} on a data folder with the console's own PostgreSQL, while it runs and not, and on a proof. */
@Timeout(180)
@DisabledIfEnvironmentVariable(
        named = "DATABASE_URL",
        matches = ".+",
        disabledReason = "the command would work on the database that it names")
class VerifyCommandTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasAlteredIsNamedWhileTheConsoleRunsAndAfterwards() throws Exception {
        Path data = folder.resolve("données");
        UnpackedPostgres.makeMigratedInto(data);
        String dataDir = "--data-dir=" + data;
        Path proof = folder.resolve("proof.json");
        TestMessages sample = TestMessages.sample("ESP32_LL_01");
        try (ConsoleProcess console = ConsoleProcess.on(data).quick().start()) {
            try (RawWebSocket device = RawWebSocket.open(console.port(), Routes.WS_SENSORS)) {
                device.sendText(sample.utf8());
                device.awaitJson("ack");
            }
            await().until(() -> console.get("/api/log").contains("\"size\":1,"));
            console.post("/api/log/checkpoint", "");
            Files.writeString(proof, console.get("/api/log/proof?index=0"));

            CommandRun whole = CommandRun.run("verify", dataDir);
            assertThat(whole.code()).as(whole.err()).isEqualTo(Exit.OK);
            assertThat(whole.out()).startsWith("everything is as it was written: ");
            assertThat(data.resolve("log-key")).exists();

            var info = EmbeddedPostgres.running(data).orElseThrow();
            try (Connection connection = DriverManager.getConnection(info.jdbcUrl(), info.properties());
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE sensor_samples SET final_score = 0.123");
            }
            CommandRun altered = CommandRun.run("verify", dataDir);
            assertThat(altered.code()).isEqualTo(Exit.ALTERED);
            assertThat(altered.out()).startsWith("row_altered: sample ").contains(sample.id(), "final_score was ");
        }
        CommandRun closed = CommandRun.run("verify", dataDir);
        assertThat(closed.code()).as(closed.err()).isEqualTo(Exit.ALTERED);
        assertThat(CommandRun.run("verify", dataDir, "--since=1").code()).isEqualTo(Exit.OK);
        assertThat(CommandRun.run("verify", dataDir, "--since=nothing").err())
                .contains("--since needs the size of a checkpoint");
        CommandRun away = CommandRun.run("verify", dataDir, "--witness=" + folder.resolve("away"));
        assertThat(away.code()).isEqualTo(Exit.REFUSED);
        assertThat(away.err()).contains("away is not there");
        CommandRun beyond = CommandRun.run("verify", dataDir, "--since=99999");
        assertThat(beyond.code()).isEqualTo(Exit.ALTERED);
        assertThat(beyond.out()).contains("tree_cut: the log had 99999 entries");
        Path kept;
        try (var files = Files.list(data)) {
            kept = files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(CommandRun.run("verify", dataDir, "--since=" + kept).code()).isEqualTo(Exit.OK);
        Path stick = Files.createDirectory(folder.resolve("stick"));
        CommandRun empty = CommandRun.run("verify", dataDir, "--since=1", "--witness=" + stick);
        assertThat(empty.code()).as(empty.out()).isEqualTo(Exit.REFUSED);
        assertThat(empty.err()).contains("keeps no checkpoint of this log");
        Path copy = Files.copy(kept, stick.resolve(kept.getFileName()));
        assertThat(CommandRun.run("verify", dataDir, "--since=1", "--witness=" + stick)
                        .code())
                .isEqualTo(Exit.OK);
        Files.writeString(copy, Files.readString(copy).replaceFirst("\n[0-9]+\n", "\n7\n"));
        CommandRun changed = CommandRun.run("verify", dataDir, "--since=1", "--witness=" + stick);
        assertThat(changed.code()).as(changed.out()).isEqualTo(Exit.REFUSED);
        assertThat(changed.err()).contains("is no checkpoint any more");
        Files.writeString(
                data.resolve(SettingsLoader.FILE),
                "log.witness.folder=" + folder.resolve("pulled").toString().replace('\\', '/') + "\n");
        CommandRun fewer = CommandRun.run("verify", dataDir, "--since=1");
        assertThat(fewer.code()).as(fewer.err()).isEqualTo(Exit.OK);
        assertThat(fewer.out()).startsWith("no word of the witness ").contains("pulled is not there");
        assertThat(fewer.out().lines().toList().getLast()).startsWith("But this rests on fewer witnesses than are set");
        CommandRun worse = CommandRun.run("verify", dataDir);
        assertThat(worse.code()).isEqualTo(Exit.ALTERED);
        assertThat(worse.out())
                .startsWith("no word of the witness ")
                .contains("row_altered: ")
                .doesNotContain("fewer witnesses");
        Files.delete(data.resolve(SettingsLoader.FILE));
        assertThat(CommandRun.run("verify", "--data-dir=" + folder.resolve("empty"))
                        .code())
                .isEqualTo(Exit.REFUSED);

        CommandRun holds = CommandRun.run("verify", proof.toString());
        assertThat(holds.code()).as(holds.out()).isEqualTo(Exit.OK);
        assertThat(holds.out()).contains("the proof holds: this is entry 0", sample.id());
        Files.writeString(proof, Files.readString(proof).replace("\\\"grade\\\":\\\"", "\\\"grade\\\":\\\"Z"));
        CommandRun forged = CommandRun.run("verify", proof.toString());
        assertThat(forged.code()).isEqualTo(Exit.ALTERED);
        assertThat(forged.out()).contains("the proof does not hold: its entry is not number 0");
        Files.writeString(proof, "{}");
        assertThat(CommandRun.run("verify", proof.toString()).code()).isEqualTo(Exit.REFUSED);
    }
}
