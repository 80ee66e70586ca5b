package fr.gaveurs.console.backend.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.store.ConnectionInfo;
import fr.gaveurs.console.backend.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupJobTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));

    private BackupJob job(ConnectionInfo info, int keep) {
        return new BackupJob(() -> info, folder, "9.9.9", keep, clock);
    }

    private List<String> shelf() throws IOException {
        try (var files = Files.list(folder.resolve("backups"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void oneADayIsDueAlsoWhereTheNightIsSwitchedOffAndTheOldestGo() throws IOException {
        BackupJob job = job(TestDatabase.freshInfo(), 2);
        assertThat(job.due(HALF_PAST_TWO, PARIS)).as("there is none").isTrue();
        job.run();
        assertThat(job.newest()).get().extracting(BackupShelf.Shelved::time).isEqualTo(clock.instant());
        assertThat(job.due(HALF_PAST_TWO, PARIS)).isFalse();
        clock.advance(Duration.ofHours(15)); // 02:00 in Paris
        assertThat(job.due(HALF_PAST_TWO, PARIS)).isFalse();
        clock.advance(Duration.ofMinutes(31));
        assertThat(job.due(HALF_PAST_TWO, PARIS)).isTrue();
        clock.advance(Duration.ofHours(6));
        assertThat(job.due(HALF_PAST_TWO, PARIS)).as("it was off at that time").isTrue();
        Path own = Files.writeString(folder.resolve("backups").resolve("my own.backup"), "");
        for (int day = 0; day < 3; day++) {
            job.run();
            clock.advance(Duration.ofDays(1));
        }
        assertThat(shelf())
                .containsExactly("daily-20261125T073100Z.backup", "daily-20261126T073100Z.backup", "my own.backup");
        assertThat(own).exists();
        assertThat(job.failures()).isZero();
    }

    @Test
    void aFailureIsCountedAndLeavesWhatIsThere() throws IOException {
        job(TestDatabase.freshInfo(), 2).run();
        BackupJob broken = job(new ConnectionInfo("127.0.0.1", 1, "d", "u", "secret"), 2);
        clock.advance(Duration.ofDays(3));
        broken.run();
        assertThat(broken.failures()).isEqualTo(1);
        assertThat(broken.lastFailure()).contains("127.0.0.1:1").doesNotContain("secret");
        assertThat(shelf()).containsExactly("daily-20261123T100000Z.backup");
        // By a clock that was ahead: it does not stand for the days until then.
        clock.advance(Duration.ofDays(-6));
        assertThat(broken.newest()).isEmpty();
        assertThat(broken.due(HALF_PAST_TWO, PARIS)).isTrue();
    }
}
