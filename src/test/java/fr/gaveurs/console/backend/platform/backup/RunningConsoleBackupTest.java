package fr.gaveurs.console.backend.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestConsole;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup that the console's own process writes, as the window does. */
@Timeout(120)
class RunningConsoleBackupTest {
    @TempDir
    private Path folder;

    @Test
    void theProcessThatHoldsTheFolderSavesItsOwnDatabase() throws Exception {
        Path target = folder.resolve("hall.backup");
        List<Integer> percents = new ArrayList<>();
        TestConsole.Options options = TestConsole.with();
        try (TestConsole console = options.start();
                DatabaseAccess access = DatabaseAccess.ofRunningConsole(options.settings(console.folder()))) {
            new BackupWriter(access.info(), console.folder(), "9.9.9", Clock.systemUTC())
                    .write(new BackupWriter.BackupRequest(
                            target, true, 0, step -> percents.add(step.percent()), () -> false));
        }
        try (BackupFile file = BackupFile.open(target, BackupProgress.NONE, () -> false)) {
            file.check(BackupProgress.NONE, () -> false);
            assertThat(file.manifest().tables()).isNotEmpty();
        }
        assertThat(percents).isNotEmpty().isSorted();
    }
}
