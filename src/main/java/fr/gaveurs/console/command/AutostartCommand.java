package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.desktop.shell.Autostart;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The console starts by itself when its user logs in, and again when it falls over. */
@Command(
        name = "autostart",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Starts the console when you log in, and again when it falls over.")
public final class AutostartCommand {
    private static final String NO_LAUNCHER =
            "this console was started by neither the installed program nor the start script, so no start can be noted";

    @Command(name = "on", mixinStandardHelpOptions = true, description = "From the next log-in on.")
    int on(
            @Mixin DataDirOption dataDir,
            @Option(names = "--kiosk", description = "With a window that covers the screen (needs kiosk.code).")
                    boolean kiosk,
            @Option(names = "--headless", description = "Without a window.") boolean headless,
            @Option(names = "--port", paramLabel = "N", description = "TCP port.") @Nullable Integer port) {
        if (kiosk && headless) {
            System.err.println("--kiosk covers the screen and --headless has none: choose one");
            return Exit.USAGE;
        }
        List<String> arguments = new ArrayList<>(List.of("--restart"));
        if (kiosk) {
            arguments.add("--kiosk");
        }
        if (headless) {
            arguments.add("--headless");
        }
        if (port != null) {
            arguments.add("--port=" + port);
        }
        if (dataDir.given()) {
            arguments.add("--data-dir=" + dataDir.path());
        }
        List<String> launcher = Launcher.command();
        if (launcher == null) {
            System.err.println(NO_LAUNCHER);
            return Exit.REFUSED;
        }
        AutostartEntry entry = AutostartEntry.ofSystem(headless);
        try {
            entry.write(command(launcher, arguments));
        } catch (IOException e) {
            System.err.println("the start could not be noted in " + entry.place() + " (" + reason(e) + ")");
            return Exit.REFUSED;
        }
        System.out.println("the console starts at the next log-in: " + entry.place());
        if (headless && !OperatingSystem.WINDOWS && !OperatingSystem.MAC) {
            System.out.println("to start it with the machine, before anybody logs in: loginctl enable-linger");
        }
        return Exit.OK;
    }

    @Command(name = "off", mixinStandardHelpOptions = true, description = "No longer; a console that runs goes on.")
    int off() {
        AutostartEntry entry = AutostartEntry.ofSystem(false);
        try {
            entry.delete();
        } catch (IOException e) {
            System.err.println(entry.place() + " could not be taken away (" + reason(e) + ")");
            return Exit.REFUSED;
        }
        System.out.println("the console does not start by itself");
        return Exit.OK;
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Says whether it does.")
    int status() {
        AutostartEntry entry = AutostartEntry.ofSystem(false);
        System.out.println(
                entry.exists()
                        ? "the console starts at log-in: " + entry.place()
                        : "the console does not start by itself");
        return Exit.OK;
    }

    /** Java's own message of a file that may not be written is its name alone. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException file
                ? FileErrors.reason(file) + ": give this user a home folder that it may write to"
                : FileErrors.reason(e);
    }

    private static List<String> command(List<String> launcher, List<String> arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(arguments);
        return command;
    }

    /** The same out of the window's menu, for a window with these arguments; null where it cannot be. */
    static @Nullable Autostart ofWindow(List<String> arguments) {
        List<String> launcher = Launcher.command();
        if (launcher == null) {
            return null;
        }
        List<String> all = new ArrayList<>(List.of("--restart"));
        all.addAll(arguments);
        AutostartEntry entry = AutostartEntry.ofSystem(false);
        return new Autostart() {
            @Override
            public CompletableFuture<Boolean> isOn() {
                return CompletableFuture.supplyAsync(entry::exists);
            }

            @Override
            public CompletableFuture<Void> turn(boolean on) {
                return CompletableFuture.runAsync(() -> {
                    try {
                        if (on) {
                            entry.write(command(launcher, all));
                        } else {
                            entry.delete();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        };
    }
}
