package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.features.log.LogCommandLine;
import fr.gaveurs.console.backend.features.log.LogVerifier;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.DatabaseAccess;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Verifies a console's log for a command, whether the console runs or not. */
public final class LogCheck {
    private LogCheck() {}

    /**
     * Verifies.
     *
     * @param since a size, or a file with a checkpoint; null for everything
     * @param folders with checkpoints of witnesses, besides those that the settings name
     * @throws BackupException when it cannot be done; the message is for people
     */
    public static LogCommandLine.Outcome verify(
            Settings settings,
            @Nullable String since,
            List<Path> folders,
            LogVerifier.Progress progress,
            BooleanSupplier cancelled)
            throws BackupException, IOException {
        try (DatabaseAccess access = DatabaseAccess.open(settings)) {
            return LogCommandLine.verify(
                    access.info(),
                    settings,
                    LogSources.ALL,
                    LogSources.files(settings.dataDir()),
                    since,
                    folders,
                    progress,
                    cancelled);
        } catch (LogCommandLine.NotVerifiedException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }
}
