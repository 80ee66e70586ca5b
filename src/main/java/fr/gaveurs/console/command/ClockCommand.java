package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code clock confirm}: a person vouches for the clock where nothing else does. */
@Command(name = "clock", description = "The clock.", mixinStandardHelpOptions = true)
public final class ClockCommand {
    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description =
                    "Says that the clock of this computer and of the database is right, where nothing confirms it:"
                            + " after a long pause, or where no station has a clock. What is old is deleted again from then on.")
    int confirm(@Mixin DataDirOption dataDir) {
        Path said = dataDir.path().resolve(Retention.CONFIRMATION);
        try {
            Files.createFile(said);
        } catch (FileAlreadyExistsException e) {
            // It was said before, and waits for the next deletion.
            System.out.println("confirmed already: the next deletion, within an hour, goes by this clock");
            return Exit.OK;
        } catch (IOException e) {
            System.err.println("the confirmation could not be left in " + dataDir.path() + ": " + FileErrors.reason(e)
                    + "; name the console's data folder with --data-dir");
            return Exit.REFUSED;
        }
        System.out.println("confirmed: the next deletion, within an hour, goes by this clock");
        return Exit.OK;
    }
}
