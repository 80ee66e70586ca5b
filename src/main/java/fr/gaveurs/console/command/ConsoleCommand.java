package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.SettingFault;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.SystemLanguage;
import fr.gaveurs.console.desktop.shell.NoDisplayException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** No sub-command: the console itself. */
@Command(
        name = "gaveurs-console",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            SimulateCommand.class,
            TokenCommand.class,
            DeviceCommand.class,
            ReportCommand.class,
            FirmwareCommand.class,
            ModelCommand.class,
            ClockCommand.class,
            ProbeCommand.class,
            SettingsCommand.class,
            AutostartCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            VerifyCommand.class
        },
        description = "Supervision console of a foie-gras packing hall: the window and its backend.",
        footer = {
            "",
            "Exit codes: 0 done; 1 not well (probe); 2 command line or settings; 3 another console holds the data folder;"
                    + " 4 a part could not start; 5 refused; 6 ended at once by the person in front of the window; 7 out of"
                    + " memory; 8 no answer in time, so that it is not known whether it was done; 9 something is not as it"
                    + " was written (verify); 130 and 143 ended by Ctrl-C or SIGTERM."
        })
public final class ConsoleCommand implements Callable<Integer> {
    @Mixin
    private final DataDirOption dataDir = new DataDirOption();

    @Option(names = "--headless", description = "No window: the backend alone, until SIGTERM or Ctrl-C.")
    private boolean headless;

    @Option(names = "--kiosk", description = "The window covers the screen and is left with a code alone (kiosk.code).")
    private boolean kiosk;

    @Option(names = "--restart", description = "Starts the console again when it falls over.")
    private boolean restart;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

    @Option(names = "--port", paramLabel = "N", description = "TCP port; 0 takes a free one (GAVEURS_PORT; 8000).")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "A", description = "Address to listen on (GAVEURS_BIND; 0.0.0.0).")
    private @Nullable String bind;

    /** The program's commands, ready to be given arguments. */
    public static CommandLine program() {
        CommandLine commands = new CommandLine(new ConsoleCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        PlainValues.register(commands);
        CommandLine.IParameterExceptionHandler withUsage = commands.getParameterExceptionHandler();
        commands.setParameterExceptionHandler((e, arguments) -> {
            if (e.getCause() instanceof SettingsException cause) {
                // No argument is wrong but what is around the program: the usage would only hide what is said.
                System.err.println(cause.text(SystemLanguage.get().locale()));
                return Exit.USAGE;
            }
            return withUsage.handleParseException(e, arguments);
        });
        return commands;
    }

    @Override
    public Integer call() throws Exception {
        Path path;
        try {
            path = dataDir.chosen();
        } catch (SettingsException e) {
            // Within a file: what the window would keep has no place either.
            return refuse(Path.of(System.getProperty("java.home"), "release"), e);
        }
        if (kiosk && headless) {
            System.err.println("--kiosk covers the screen and --headless has none: choose one");
            return Exit.USAGE;
        }
        if (restart) {
            return restarting(path);
        }
        DataFolder folder;
        try {
            folder = DataFolder.open(path);
        } catch (SettingsException e) {
            return refuse(path, e);
        }
        if (folder == null) {
            return showRunning(path);
        }
        Settings settings;
        try {
            settings = SettingsLoader.load(path, System.getenv(), commandLine());
        } catch (SettingsException e) {
            folder.close(); // whoever mends the setting may start another before this window is closed
            return refuse(path, e);
        }
        if (kiosk && settings.kioskCode() == null) {
            folder.close();
            return refuse(
                    path,
                    new SettingsException(
                            SettingsException.Fault.SETTING,
                            SettingFault.of("kiosk", path.resolve(SettingsLoader.FILE))));
        }
        DataFolder.Run unended = folder.begin(Version.text());
        UnexpectedEnd before = unended == null ? null : UnexpectedEnd.of(path, unended);
        LogFile.attach(path);
        if (!headless) {
            keepJavaFxWithin(path);
            try {
                return WindowedConsole.run(folder, settings, before, window());
            } catch (NoDisplayException e) {
                System.err.println(e.getMessage() + "; the backend runs alone");
            }
        }
        return HeadlessConsole.run(folder, settings, before);
    }

    private WindowedConsole.WindowMode window() {
        List<String> arguments = new ArrayList<>();
        if (dataDir.given()) {
            arguments.add("--data-dir=" + dataDir.path());
        }
        commandLine().forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new WindowedConsole.WindowMode(kiosk, AutostartCommand.ofWindow(arguments));
    }

    private int restarting(Path path) throws IOException, InterruptedException {
        List<String> launcher = Launcher.command();
        if (launcher == null) {
            System.err.println("--restart needs the installed program or its start script, which it starts again");
            return Exit.USAGE;
        }
        return new Restarts(
                        Restarts.command(
                                launcher, spec.commandLine().getParseResult().originalArgs()),
                        path)
                .run();
    }

    /** Where the person looks: in the terminal, and in a window if there may be one. */
    private int refuse(Path path, SettingsException e) {
        System.err.println(e.text(SystemLanguage.get().locale()));
        if (!headless) {
            keepJavaFxWithin(path);
            try {
                WindowedConsole.showFailure(path, e);
            } catch (NoDisplayException noDisplay) {
                // The terminal has it already.
                return Exit.USAGE;
            }
        }
        return Exit.USAGE;
    }

    /** Without a home folder JavaFX would unpack its libraries into one called "?", wherever the program was started. */
    private static void keepJavaFxWithin(Path folder) {
        if (DataFolder.home() == null && System.getProperty("javafx.cachedir") == null) {
            // Where that cannot be made, JavaFX takes the temporary folder.
            System.setProperty("javafx.cachedir", folder.resolve("javafx").toString());
        }
    }

    private Map<String, String> commandLine() {
        Map<String, String> given = new HashMap<>();
        if (port != null) {
            given.put("port", port.toString());
        }
        if (bind != null) {
            given.put("bind", bind);
        }
        return given;
    }

    /** A second console on one folder shows the first one's window and is done. */
    private static int showRunning(Path path) {
        DataFolder.Instance instance = DataFolder.announced(path);
        if (instance == null) {
            System.err.println("a console is starting on " + path + " already: wait until it has started");
            return Exit.ALREADY_RUNNING;
        }
        try (ApiClient client = new ApiClient(URI.create(instance.url()), null)) {
            client.showWindow().join();
            System.err.println("a console runs on " + path + " already: its window was brought to the front");
            return Exit.OK;
        } catch (CompletionException e) {
            System.err.println("a console runs on " + path + " already (process " + instance.pid() + ", "
                    + instance.url() + "): " + ApiException.of(e).getMessage());
            return Exit.ALREADY_RUNNING;
        }
    }
}
