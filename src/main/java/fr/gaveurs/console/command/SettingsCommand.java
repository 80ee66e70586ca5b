package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code settings}: the manual of the settings, for who has the installed program alone. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Prints every setting with what it means and its default. To change one, write its line into "
                + SettingsLoader.FILE + " in the data folder.")
final class SettingsCommand implements Callable<Integer> {
    @Override
    public Integer call() throws SettingsException {
        System.out.print(SettingsLoader.manual());
        return Exit.OK;
    }
}
