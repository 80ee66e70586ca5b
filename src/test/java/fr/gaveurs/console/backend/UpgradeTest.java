package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.backup.BackupFile;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.backup.Hall;
import fr.gaveurs.console.backend.platform.backup.OldRelease;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** This program on the data of the previous release. */
@Timeout(120)
class UpgradeTest {
    @TempDir
    private Path folder;

    @Test
    void dataOfThePreviousReleaseIsSavedMigratedAndAllThere() throws Exception {
        ConnectionInfo info = TestDatabase.emptyInfo();
        OldRelease.load(info);
        Map<String, String> before = Hall.contents(info, OldRelease.columns());
        assertThat(before.values()).as("some rows in every table").noneMatch(rows -> rows.startsWith("0 rows"));
        String schema = OldRelease.schema();
        assertThat(schema).isEqualTo("002");
        try (TestConsole console =
                TestConsole.with().database(info).folder(folder).start()) {
            console.keepFolder();
            assertThat(Hall.contents(info, OldRelease.columns())).isEqualTo(before);
            assertThat(console.json("/api/bugs/1").toString()).contains("Balance bloquée 🦆");
            assertThat(console.json("/api/sqal/devices").toString()).contains("près de l'entrée ❄️");
            assertThat(console.json("/api/sqal/samples?from=2026-11-20T00:00:00Z&to=2026-11-22T00:00:00Z&limit=1")
                            .toString())
                    .contains("sample_");
            TestMessages sample = TestMessages.sample("ESP32_LL_09");
            console.store(sample);
            await().until(() ->
                    console.count("SELECT count(*) FROM sensor_samples WHERE sample_id = ?", sample.id()) == 1);
            String now = console.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT max(version) FROM flyway_schema_history WHERE success")
                    .mapTo(String.class)
                    .one());
            List<Path> saved = backups();
            if (now.equals(schema)) {
                assertThat(saved).as("no table was changed").isEmpty();
                return;
            }
            assertThat(saved).hasSize(1);
            try (BackupFile backup = BackupFile.open(saved.getFirst(), BackupProgress.NONE, () -> false)) {
                assertThat(backup.manifest().schema()).isEqualTo(schema);
            }
        }
    }

    private List<Path> backups() throws Exception {
        if (!Files.exists(folder.resolve("backups"))) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve("backups"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("before-V"))
                    .toList();
        }
    }
}
