package fr.gaveurs.console.backend.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written while everything goes on comes back as it was, or not at all. */
@Timeout(120)
class BackupTest {
    @TempDir
    private Path folder;

    private static boolean never() {
        return false;
    }

    private BackupWriter writer(ConnectionInfo info) {
        return new BackupWriter(info, folder, "9.9.9", Clock.systemUTC());
    }

    private static BackupWriter.BackupRequest wish(Path target) {
        return new BackupWriter.BackupRequest(target, false, 0, BackupProgress.NONE, BackupTest::never);
    }

    private static BackupFile open(Path file) throws BackupException {
        return BackupFile.open(file, BackupProgress.NONE, BackupTest::never);
    }

    @Test
    void whatIsWrittenMeanwhileIsNotInItAndAllElseIs() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 4_000);
        Hall.everythingElse(info);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger(4_001);
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> {
            try {
                while (!done.get()) {
                    Hall.samples(info, next.getAndAdd(20), 20);
                    Hall.run(
                            info,
                            "INSERT INTO bug_reports (title, description) VALUES ('Encore un', 'dix signes ou plus')");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Path file = folder.resolve("sauvegarde d'été.backup");
        Map<String, String> seen;
        List<String> steps = new java.util.ArrayList<>();
        BackupWriter.Written written;
        // What a transaction of ours sees that begins between two steps of the backup differs: writing goes on.
        try (Connection before = Connections.forMaintenance(info)) {
            seen = Hall.contents(before);
            written = writer(info)
                    .write(new BackupWriter.BackupRequest(
                            file, false, 0, step -> steps.add(step.what() + " " + step.percent()), BackupTest::never));
        } finally {
            int at = next.get();
            while (next.get() < at + 40) {
                Thread.onSpinWait();
            }
            done.set(true);
            meanwhile.join();
        }
        assertThat(steps).anyMatch(step -> step.startsWith("sensor_samples"));
        assertThat(written.bytes()).isEqualTo(Files.size(file));

        ConnectionInfo restored = TestDatabase.emptyInfo();
        try (BackupFile opened = open(file)) {
            opened.check(BackupProgress.NONE, BackupTest::never);
            new BackupLoader(restored, opened, BackupProgress.NONE, BackupTest::never).loadAsItWas();
            Map<String, Long> rows = new HashMap<>();
            opened.manifest().tables().forEach(t -> rows.put(t.name(), t.rows()));
            long samples = rows.get("sensor_samples");
            long bugs = rows.get("bug_reports");
            assertThat(samples).isBetween(4_000L, (long) next.get());
            // One moment for all tables: of two rows that are written in turn, both or the first alone are there.
            assertThat((samples - 4_000) / 20 - (bugs - 2)).isBetween(0L, 1L);

            Map<String, String> there = Hall.contents(restored);
            // What came later is taken away, by its number, from what there is now.
            Hall.run(info, "DELETE FROM sensor_samples WHERE substr(sample_id, 8)::int > " + samples);
            assertThat(there.get("sensor_samples"))
                    .isEqualTo(Hall.contents(info).get("sensor_samples"));
            for (String table : List.of(
                    "devices",
                    "api_tokens",
                    "stats_hourly",
                    "stats_daily",
                    "bug_files",
                    "bug_attachments",
                    "bug_comments",
                    "bug_changes",
                    "quarantined_samples",
                    "sample_histograms",
                    "sample_clock_keys")) {
                assertThat(there.get(table))
                        .as(table)
                        .isEqualTo(seen.get(table))
                        .doesNotStartWith("0 rows");
            }
            assertThat(rows).as("every table").hasSameSizeAs(there);
        }
        // Nothing that triggers keep was done twice, and they are on again.
        String unhurt = Hall.contents(restored).get("bug_metrics");
        Hall.run(restored, "SELECT bug_metrics_rebuild()");
        assertThat(Hall.contents(restored).get("bug_metrics")).isEqualTo(unhurt);
        Hall.run(restored, "INSERT INTO bug_comments (bug_id, text) VALUES (1, 'nouveau')");
        assertThat(one(restored, "SELECT comment_count FROM bug_reports WHERE id = 1"))
                .isEqualTo("2");
    }

    @Test
    void aCopyOfAQuietDatabaseIsEqual() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 50);
        Hall.everythingElse(info);
        Path file = folder.resolve("a.backup");
        writer(info).write(wish(file));
        ConnectionInfo restored = TestDatabase.emptyInfo();
        try (BackupFile opened = open(file)) {
            new BackupLoader(restored, opened, BackupProgress.NONE, BackupTest::never).load();
            assertThat(opened.manifest().schema())
                    .isEqualTo(one(restored, "SELECT max(version) FROM flyway_schema_history"));
        }
        Map<String, String> now = Hall.contents(restored);
        assertThat(now).containsAllEntriesOf(Hall.contents(info));
        Hall.run(restored, "INSERT INTO bug_reports (title, description) VALUES ('Le suivant', 'dix signes ou plus')");
        assertThat(one(restored, "SELECT max(id) FROM bug_reports"))
                .as("numbers go on")
                .isEqualTo("3");
        try (Connection connection = Connections.forMaintenance(info)) {
            assertThat(Catalog.list(connection, "SELECT relname FROM pg_class WHERE relkind = 'p'"))
                    .as("tables whose days a restore has to make")
                    .hasSameElementsAs(Partitions.TABLES);
        }
    }

    private static String one(ConnectionInfo info, String sql) throws SQLException {
        try (Connection connection = Connections.forMaintenance(info)) {
            return Catalog.list(connection, sql).getFirst();
        }
    }

    @Test
    void aFileWithAnyByteChangedOrCutOffIsRefused() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 5);
        Hall.everythingElse(info);
        Files.writeString(folder.resolve("stations.json"), "{\"é\":1}");
        Path file = folder.resolve("a.backup");
        writer(info).write(wish(file));
        open(file).close();
        byte[] whole = Files.readAllBytes(file);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path damaged = folder.resolve("damaged.backup");
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            // All of the end, where the archive's directory and the seal are, and anywhere.
            int at = i < 150 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, bytes);
            assertThatThrownBy(() -> open(damaged))
                    .as("byte %d of %d, seed %d", at, bytes.length, seed)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("Nothing was changed");
        }
        for (int i = 0; i < 50; i++) {
            Files.write(damaged, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThatThrownBy(() -> open(damaged))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("its end is missing");
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        Files.write(damaged, longer);
        assertThatThrownBy(() -> open(damaged)).isInstanceOf(BackupException.class);
    }

    @Test
    void theDamagedPartIsNamed() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 500);
        Path file = folder.resolve("a.backup");
        writer(info).write(wish(file));
        byte[] bytes = Files.readAllBytes(file);
        // Samples are nearly all of it.
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("damaged in the part tables/sensor_samples.copy");
        Files.writeString(file, "something else");
        assertThatThrownBy(() -> open(file)).hasMessageContaining("no complete backup");
        assertThatThrownBy(() -> open(folder.resolve("nowhere")))
                .isInstanceOf(BackupException.class)
                .hasMessage("there is no file " + folder.resolve("nowhere"));
        assertThatThrownBy(() -> open(folder)).hasMessageContaining("is a folder");
    }

    @Test
    void whatCannotBeWrittenLeavesNothingAndWhatIsThereStays() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        Hall.samples(info, 1, 2_000);
        Path file = folder.resolve("a.backup");
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> writer(info)
                        .write(new BackupWriter.BackupRequest(
                                file, false, 0, BackupProgress.NONE, () -> asked.incrementAndGet() > 1_000)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("ended before");
        assertThat(files()).isEmpty();

        assertThatThrownBy(() -> writer(info)
                        .write(new BackupWriter.BackupRequest(
                                file, false, Long.MAX_VALUE, BackupProgress.NONE, BackupTest::never)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("free some space");
        assertThat(files()).isEmpty();

        assertThatThrownBy(() -> writer(info).write(wish(folder.resolve("none").resolve("a"))))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("does not exist: make it first");
        assertThatThrownBy(() -> writer(TestDatabase.emptyInfo()).write(wish(file)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is it the right one?");

        // One that a killed program left is in nobody's way.
        Files.writeString(folder.resolve("a.backup.part"), "torn");
        writer(info).write(wish(file));
        assertThat(files()).containsExactly("a.backup");
        byte[] first = Files.readAllBytes(file);
        assertThatThrownBy(() -> writer(info).write(wish(file)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("--force");
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        writer(info).write(new BackupWriter.BackupRequest(file, true, 0, BackupProgress.NONE, BackupTest::never));
        open(file).close();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void passwordsOfTheSettingsStayAtHome() {
        String text = """
                # meine Einstellungen
                port=8001
                database.url = postgresql://u:\\
                  secret@h/d
                  redis.url:redis://:hidden@h
                ! another comment
                bind=127.0.0.1
                """;
        assertThat(SettingsText.withoutPrivate(text)).isEqualTo("""
                # meine Einstellungen
                port=8001
                ! another comment
                bind=127.0.0.1
                """);
        assertThat(SettingsText.privateOnly(text)).contains("secret", "hidden").doesNotContain("8001");
        for (String unseen : new String[] {"\uFEFF", "\u00A0", "\u202F", "\\u00a0"}) {
            assertThat(SettingsText.withoutPrivate(unseen + "database.url=secret\n"))
                    .isEmpty();
            assertThat(SettingsText.withoutPrivate("redis.url" + unseen + "=secret\n"))
                    .isEmpty();
        }
        assertThat(FolderFiles.isAllowed("reports/a/b.json")).isTrue();
        assertThat(FolderFiles.isAllowed("reports/../../x")).isFalse();
        assertThat(FolderFiles.isAllowed("../settings.properties")).isFalse();
        assertThat(FolderFiles.isAllowed("postgres/password")).isFalse();
    }
}
