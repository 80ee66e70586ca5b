package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names the data folder. */
public final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "D",
            description = "Folder of the database, logs and settings (GAVEURS_DATA_DIR; by default the platform's own"
                    + " place for a program's data).")
    private @Nullable Path dataDir;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

    /** Whether the command line names one. */
    boolean given() {
        return dataDir != null;
    }

    /** @throws ParameterException where there is none: said without the usage, with exit code 2 */
    Path path() {
        try {
            return chosen();
        } catch (SettingsException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws SettingsException where none is named and the user has no home folder */
    Path chosen() throws SettingsException {
        return dataDir == null
                ? DataFolder.defaultPath(System.getenv())
                : dataDir.toAbsolutePath().normalize();
    }
}
