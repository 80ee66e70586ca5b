package fr.gaveurs.console.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What starts this program: the installed one's own launcher, or the start script. */
final class Launcher {
    /** The start scripts say their own path by this system property. */
    static final String SCRIPT = "gaveurs.launcher";

    /** The launchers of installed programs say theirs by this one. */
    private static final String INSTALLED = "jpackage.app-path";

    private Launcher() {}

    /** The command, null where the program was started by another way, such as out of an IDE. */
    static @Nullable List<String> command() {
        String path = System.getProperty(INSTALLED, System.getProperty(SCRIPT));
        if (path == null) {
            return null;
        }
        String absolute = Path.of(path).toAbsolutePath().normalize().toString();
        return absolute.toLowerCase(Locale.ROOT).endsWith(".cmd")
                ? List.of("cmd.exe", "/c", absolute)
                : List.of(absolute);
    }
}
