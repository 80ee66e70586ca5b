package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupFile;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.backup.BackupWriter;
import fr.gaveurs.console.backend.platform.backup.DatabaseAccess;
import fr.gaveurs.console.backend.platform.backup.Manifest;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup FILE}: everything that the console keeps, in one file, whether it runs or not. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes everything that the console keeps into one file, whether it runs or not.")
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final DataDirOption dataDir = new DataDirOption();

    @Parameters(paramLabel = "FILE", description = "The backup; its folder has to exist.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replaces a file that exists.")
    private boolean force;

    @Option(names = "--check", description = "Writes nothing: reads FILE and says whether it is whole.")
    private boolean check;

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(file);
        return Interruptible.run((progress, cancelled) ->
                check ? checked(path, progress, cancelled) : written(path, progress, cancelled));
    }

    private String written(Path path, BackupProgress progress, BooleanSupplier cancelled)
            throws BackupException, SettingsException, IOException {
        Settings settings = SettingsLoader.load(dataDir.path(), System.getenv(), Map.of());
        try (DatabaseAccess access = DatabaseAccess.open(settings)) {
            BackupWriter.Written written = new BackupWriter(
                            access.info(), settings.dataDir(), Version.text(), Clock.systemUTC())
                    .write(new BackupWriter.BackupRequest(path, force, 0, progress, cancelled));
            return String.format(
                    Locale.ROOT,
                    "%s: %s, %.1f MiB",
                    written.file(),
                    described(written.manifest()),
                    written.bytes() / (double) (1 << 20));
        }
    }

    private static String checked(Path path, BackupProgress progress, BooleanSupplier cancelled)
            throws BackupException, IOException {
        try (BackupFile opened = BackupFile.open(path, progress, cancelled)) {
            opened.check(progress, cancelled);
            return path + " is whole: " + described(opened.manifest());
        }
    }

    /** What is in a backup, in a few words. */
    static String described(Manifest manifest) {
        return String.format(
                Locale.ROOT,
                "%,d rows of %d tables (version %s) and %d files, of %s, by version %s of the program",
                manifest.rows(),
                manifest.tables().size(),
                manifest.schema(),
                manifest.files().size(),
                manifest.created(),
                manifest.program());
    }
}
