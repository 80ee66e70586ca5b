package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.settings.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the data folder. */
public final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "D",
            description = "Folder of the database, logs and settings (GAVEURS_DATA_DIR; by default the platform's own"
                    + " place for a program's data).")
    private @Nullable Path dataDir;

    /** Whether the command line names one. */
    boolean given() {
        return dataDir != null;
    }

    Path path() {
        return dataDir == null
                ? DataFolder.defaultPath(System.getenv())
                : dataDir.toAbsolutePath().normalize();
    }
}
