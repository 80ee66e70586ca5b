package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.AfterRestores;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupFile;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.backup.Restore;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code restore FILE}: a backup takes the place of what a data folder holds, which is kept beside it. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Puts a backup in the place of what the data folder holds, which is kept; no console may run on it."
                        + " With DATABASE_URL the database named has to be empty.")
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final DataDirOption dataDir = new DataDirOption();

    @Parameters(paramLabel = "FILE", description = "A backup.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(file);
        Path data = dataDir.path();
        boolean[] held = {true};
        int code = Interruptible.run((progress, cancelled) -> {
            // First the file, so that one that is of no use does not even make a folder.
            try (BackupFile backup = BackupFile.open(path, progress, cancelled);
                    DataFolder folder = DataFolder.open(data)) {
                if (folder == null) {
                    held[0] = false;
                    throw new BackupException("a console runs on " + data + ": close it first");
                }
                return restored(backup, data, progress, cancelled);
            }
        });
        return held[0] ? code : Exit.ALREADY_RUNNING;
    }

    private static String restored(BackupFile backup, Path data, BackupProgress progress, BooleanSupplier cancelled)
            throws BackupException, SettingsException, IOException {
        String url = SettingsLoader.load(data, System.getenv(), Map.of()).databaseUrl();
        ConnectionInfo server = url == null ? null : ConnectionInfo.parse(url);
        Restore.Outcome outcome =
                new Restore(data, server, AfterRestores.ALL, progress, cancelled).run(backup, Clock.systemUTC());
        StringBuilder answer = new StringBuilder("Restored " + BackupCommand.described(backup.manifest()) + ".");
        if (Files.exists(outcome.aside())) {
            answer.append("\nWhat was there before is in ")
                    .append(outcome.aside())
                    .append('.');
        }
        outcome.told().forEach(told -> answer.append('\n').append(told).append('.'));
        return answer.toString();
    }
}
