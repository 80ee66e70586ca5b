package fr.gaveurs.console.backend.platform.store.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.backup.BackupBeforeMigration;
import fr.gaveurs.console.backend.platform.backup.BackupFile;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.backup.Hall;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that hold something are changed only after a backup. */
class MigrationBackupTest {
    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-12-24T18:00:00Z"), ZoneOffset.UTC);

    private Migrations later(ConnectionInfo info, Migrations.PreMigrationHook preMigrationHook) {
        return new Migrations(info, preMigrationHook, Migrations.SCRIPTS, "classpath:db/later");
    }

    @Test
    void aBackupOfTheOldTablesIsWrittenOnceBeforeTheyAreChanged() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 50);
        Hall.everythingElse(info);
        Map<String, String> before = Hall.contents(info);
        Path expected = folder.resolve("backups").resolve("before-V900-20261224T180000Z.backup");
        // Two consoles at once: the one that migrates writes it.
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Partitioning> start = () -> later(info, new BackupBeforeMigration(folder, "9.9.9", clock))
                    .migrate();
            List<Future<Partitioning>> started = List.of(both.submit(start), both.submit(start));
            for (Future<Partitioning> one : started) {
                assertThat(one.get()).isEqualTo(Partitioning.NATIVE);
            }
        }
        assertThat(Hall.contents(info).get("devices")).isNotEqualTo(before.get("devices"));
        try (var files = Files.list(folder.resolve("backups"))) {
            assertThat(files.toList()).containsExactly(expected);
        }
        try (BackupFile backup = BackupFile.open(expected, BackupProgress.NONE, () -> false)) {
            assertThat(backup.manifest().rows()).isGreaterThan(50);
            assertThat(Integer.parseInt(backup.manifest().schema())).isLessThan(900);
        }
        // An older program on this data: it says which version, and how to go back.
        assertThatThrownBy(() -> new Migrations(info).migrate())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its version is 900")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("backups/before-V");
        Files.delete(expected);
        later(info, new BackupBeforeMigration(folder, "9.9.9", clock)).migrate();
        assertThat(expected).as("nothing is pending").doesNotExist();
    }

    @Test
    void withoutABackupNothingIsChangedAndTheStartSaysWhy() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 5);
        Hall.everythingElse(info);
        Map<String, String> before = Hall.contents(info);
        Path noFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> later(info, new BackupBeforeMigration(noFolder, "9.9.9", clock))
                        .migrate())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 900")
                .hasMessageContaining("Nothing was changed");
        assertThat(Hall.contents(info)).isEqualTo(before);
    }

    @Test
    void anEmptyDatabaseNeedsNone() {
        later(TestDatabase.emptyInfo(), new BackupBeforeMigration(folder, "9.9.9", clock))
                .migrate();
        assertThat(folder.resolve("backups")).doesNotExist();
    }
}
