package fr.gaveurs.console.backend.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.platform.backup.BackupLedger.Entry;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyBackupTest {
    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final ConnectionInfo info = TestDatabase.freshInfo();
    private final Database database = TestDatabase.open(info);

    @AfterEach
    void close() {
        database.close();
    }

    private BackupLedger ledger(String host) throws InterruptedException {
        assertThat(database.awaitUp(Patience.LIMIT)).isTrue();
        return new BackupLedger(database, host, nanos::get);
    }

    private DailyBackup backup(ConnectionInfo from, Path place, int keep, BackupLedger ledger) {
        return new DailyBackup(() -> from, place, "9.9.9", keep, clock, ledger);
    }

    private List<String> shelf() throws IOException {
        try (var files = Files.list(folder.resolve("backups"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private long noted() throws Exception {
        return database.read(connection -> {
            try (var rows = connection.createStatement().executeQuery("SELECT count(*) FROM daily_backups")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    @Test
    void theNewestAreKeptAndFilesOfOthersLeftAlone() throws Exception {
        BackupLedger ledger = ledger("hall");
        DailyBackup backup = backup(info, folder, 2, ledger);
        assertThat(backup.newest()).isEmpty();
        backup.run();
        assertThat(backup.newest()).get().extracting(Entry::time).isEqualTo(clock.instant());
        Path own = Files.writeString(folder.resolve("backups").resolve("my own.backup"), "");
        for (int day = 0; day < 2; day++) {
            clock.advance(Duration.ofDays(1));
            backup.run();
        }
        assertThat(shelf())
                .containsExactly("daily-20261124T100000Z.backup", "daily-20261125T100000Z.backup", "my own.backup");
        assertThat(own).exists();
        assertThat(backup.failures()).isZero();
        assertThat(noted()).as("what is gone is not noted any more").isEqualTo(2);
    }

    @Test
    void whatWasJustMadeStaysThoughAClockThatWasAheadDatedAllOthersLater() throws Exception {
        DailyBackup backup = backup(info, folder, 7, ledger("hall"));
        Path shelf = Files.createDirectories(folder.resolve("backups"));
        for (int day = 1; day <= 7; day++) {
            Files.writeString(shelf.resolve("daily-2027030" + day + "T023000Z.backup"), "of an older release");
        }
        for (int day = 23; day <= 25; day++) {
            backup.run();
            assertThat(shelf()).hasSize(7).contains("daily-202611" + day + "T100000Z.backup");
            assertThat(backup.newest()).get().extracting(Entry::time).isEqualTo(clock.instant());
            clock.advance(Duration.ofDays(1));
        }
        assertThat(shelf())
                .containsExactly(
                        "daily-20261123T100000Z.backup",
                        "daily-20261124T100000Z.backup",
                        "daily-20261125T100000Z.backup",
                        "daily-20270304T023000Z.backup",
                        "daily-20270305T023000Z.backup",
                        "daily-20270306T023000Z.backup",
                        "daily-20270307T023000Z.backup");
    }

    @Test
    void theOrderOfMakingCountsWhateverTheClockDidBetweenThem() throws Exception {
        DailyBackup backup = backup(info, folder, 3, ledger("hall"));
        Instant now = clock.instant();
        for (Instant time : List.of(
                now.plus(Duration.ofDays(100)), now.minus(Duration.ofDays(3_650)), now.plus(Duration.ofDays(3_650)))) {
            clock.set(time);
            backup.run();
        }
        clock.set(now);
        backup.run();
        assertThat(shelf())
                .containsExactly(
                        "daily-20161125T100000Z.backup",
                        "daily-20261123T100000Z.backup",
                        "daily-20361120T100000Z.backup");
    }

    @Test
    void aSecondThatComesTwiceReplacesNothing() throws Exception {
        DailyBackup backup = backup(info, folder, 7, ledger("hall"));
        backup.run();
        backup.run();
        assertThat(shelf()).containsExactly("daily-20261123T100000Z.backup", "daily-20261123T100001Z.backup");
    }

    @Test
    void anotherConsoleKnowsOfItAMinuteLaterAndWhereItLies() throws Exception {
        BackupLedger there = ledger("office");
        DailyBackup other = backup(info, folder.resolve("elsewhere"), 2, there);
        there.refresh();
        DailyBackup here = backup(info, folder, 2, ledger("hall"));
        here.run();
        there.refresh();
        assertThat(other.newest()).as("asked at most once a minute").isEmpty();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        there.refresh();
        assertThat(other.newest()).hasValueSatisfying(newest -> {
            assertThat(newest.host()).isEqualTo("hall");
            assertThat(newest.file()).endsWith("daily-20261123T100000Z.backup");
            assertThat(newest.time()).isEqualTo(clock.instant());
            assertThat(newest.bytes()).isEqualTo(Path.of(newest.file()).toFile().length());
        });
        // The later one counts, whoever made it.
        clock.advance(Duration.ofDays(1));
        other.run();
        assertThat(other.newest().orElseThrow().host()).isEqualTo("office");
        // While the database is away what was known stays known.
        database.close();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        there.refresh();
        assertThat(other.newest()).isPresent();
    }

    @Test
    void whatIsNotedForThisMachineCountsOnlyWhileTheFileIsThere() throws Exception {
        BackupLedger ledger = ledger("hall");
        DailyBackup first = backup(info, folder.resolve("first"), 2, ledger);
        first.run();
        DailyBackup second = backup(info, folder.resolve("second"), 2, ledger);
        ledger.refresh();
        Entry newest = second.newest().orElseThrow();
        Files.delete(Path.of(newest.file()));
        assertThat(second.newest()).isEmpty();
    }

    @Test
    void aFailureIsCountedAndLeavesWhatIsThere() throws Exception {
        BackupLedger ledger = ledger("hall");
        backup(info, folder, 2, ledger).run();
        DailyBackup broken = backup(new ConnectionInfo("127.0.0.1", 1, "d", "u", "secret"), folder, 2, ledger);
        clock.advance(Duration.ofDays(3));
        assertThatThrownBy(broken::run).isInstanceOf(BackupException.class).hasMessageContaining("127.0.0.1:1");
        assertThat(broken.failures()).isEqualTo(1);
        assertThat(broken.lastFailure()).contains("127.0.0.1:1").doesNotContain("secret");
        assertThat(shelf()).containsExactly("daily-20261123T100000Z.backup");
        // By a clock that was ahead: it does not stand for the days until then.
        clock.advance(Duration.ofDays(-6));
        assertThat(broken.newest()).isEmpty();
    }

    @Test
    void theEndGivesItUpAndCountsNoFailure() throws Exception {
        DailyBackup backup = backup(info, folder, 2, ledger("hall"));
        backup.end();
        assertThatThrownBy(backup::run).hasMessageContaining("the program ends");
        assertThat(backup.failures()).isZero();
        assertThat(folder).isEmptyDirectory();
    }
}
