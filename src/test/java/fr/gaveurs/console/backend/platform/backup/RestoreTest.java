package fr.gaveurs.console.backend.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.MemoryTempDir;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RestoreTest {
    @TempDir(factory = MemoryTempDir.class)
    private Path folder;

    private static boolean never() {
        return false;
    }

    /** A feature that finds a file which the restored rows know nothing of, and says how many stations they know. */
    private static AfterRestore.Left leftOver(Instant created, Path data, Connection connection) throws SQLException {
        assertThat(created).isBetween(Instant.now().minusSeconds(3_600), Instant.now());
        assertThat(Catalog.list(connection, "SELECT 1 FROM devices")).hasSize(3);
        return Files.exists(data.resolve("made/later"))
                ? new AfterRestore.Left(List.of("made/later"), "one is left over")
                : AfterRestore.NONE;
    }

    private Path backup(ConnectionInfo info, Path data, String name) throws BackupException {
        Path file = folder.resolve(name);
        new BackupWriter(info, data, "9.9.9", Clock.systemUTC())
                .write(new BackupWriter.BackupRequest(file, false, 0, BackupProgress.NONE, RestoreTest::never));
        return file;
    }

    private static Path restore(Path file, Path data, ConnectionInfo server, BooleanSupplier cancelled)
            throws Exception {
        try (BackupFile opened = BackupFile.open(file, BackupProgress.NONE, RestoreTest::never)) {
            return new Restore(data, server, List.of(RestoreTest::leftOver), BackupProgress.NONE, cancelled)
                    .run(opened, Clock.systemUTC())
                    .aside();
        }
    }

    private static Map<String, String> embedded(Path data) throws SQLException {
        EmbeddedPostgres postgres = new EmbeddedPostgres(data);
        postgres.start();
        try {
            return Hall.contents(postgres.connectionInfo());
        } finally {
            postgres.stop(Duration.ofSeconds(30));
        }
    }

    @Test
    void theEmbeddedDatabaseIsReplacedAsAWholeOrStaysAsItWas() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 2_000);
        Hall.everythingElse(info);
        Path from =
                Files.createDirectories(folder.resolve("from").resolve("spool")).getParent();
        Files.writeString(from.resolve("settings.properties"), "port=8123\nredis.url=redis://:hidden@h:1\n");
        Files.writeString(from.resolve("spool").resolve("1.spool"), "samples");
        Files.writeString(from.resolve("stations.json"), "{}");
        Path first = backup(info, from, "first.backup");
        Path data = Files.createDirectory(folder.resolve("données d'été"));

        restore(first, data, null, RestoreTest::never);
        assertThat(Files.readString(data.resolve("settings.properties"))).isEqualTo("port=8123\n");
        assertThat(Files.readString(data.resolve("spool").resolve("1.spool"))).isEqualTo("samples");

        Files.writeString(data.resolve("settings.properties"), "port=9000\nredis.url=redis://:mine@h:1\n");
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> restore(first, data, null, () -> asked.incrementAndGet() > 100))
                .isInstanceOf(BackupException.class);
        assertThat(data.resolve("restoring")).doesNotExist();
        assertThat(Files.readString(data.resolve("settings.properties"))).startsWith("port=9000");

        Hall.samples(info, 2_001, 10);
        Files.writeString(Files.createDirectory(data.resolve("made")).resolve("later"), "since");
        Files.writeString(data.resolve("made").resolve("before"), "known");
        Path second = backup(info, from, "second.backup");
        Path aside = restore(second, data, null, RestoreTest::never);
        assertThat(embedded(data)).containsAllEntriesOf(Hall.contents(info));
        assertThat(Files.readString(data.resolve("settings.properties")))
                .as("its own passwords stay")
                .isEqualTo("port=8123\nredis.url=redis://:mine@h:1\n");
        assertThat(Files.readString(aside.resolve("settings.properties"))).startsWith("port=9000");
        assertThat(aside.resolve("postgres").resolve("cluster").resolve("PG_VERSION"))
                .exists();
        assertThat(aside.resolve("spool").resolve("1.spool")).exists();
        assertThat(aside.resolve("made").resolve("later")).hasContent("since");
        assertThat(data.resolve("made")).isDirectoryNotContaining(file -> file.endsWith("later"));
        assertThat(data.resolve("made").resolve("before")).exists();
    }

    @Test
    void anotherDatabaseIsFilledOnlyIfItIsEmptyAndKnown() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 20);
        Hall.everythingElse(info);
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = backup(info, data, "a.backup");
        ConnectionInfo target = TestDatabase.emptyInfo();
        restore(file, data, target, RestoreTest::never);
        Map<String, String> there = Hall.contents(target);
        assertThat(there).containsAllEntriesOf(Hall.contents(info));

        assertThatThrownBy(() -> restore(file, data, target, RestoreTest::never))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is not empty")
                .hasMessageContaining("CREATE DATABASE");
        assertThat(Hall.contents(target)).isEqualTo(there);
        ConnectionInfo used = TestDatabase.freshInfo();
        try (Database console = TestDatabase.open(used)) {
            assertThat(console.awaitUp(Patience.LIMIT)).isTrue();
            assertThatThrownBy(() -> restore(file, data, used, RestoreTest::never))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("a console works on the database");
        }

        Hall.run(
                info,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (999, '999', 'future things', 'SQL',"
                        + " 'V999__future_things.sql', 1, 'x', 1, true)");
        Path newer = backup(info, data, "newer.backup");
        ConnectionInfo other = TestDatabase.emptyInfo();
        assertThatThrownBy(() -> restore(newer, data, other, RestoreTest::never))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("version 999")
                .hasMessageContaining("use the program that wrote it");
        assertThat(Hall.contents(other)).isEmpty();
    }
}
