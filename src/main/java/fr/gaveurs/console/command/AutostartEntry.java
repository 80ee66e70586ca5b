package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The system's own note that the console starts when its user logs in. */
sealed interface AutostartEntry {
    /** Writes it, over an older one. */
    void write(List<String> command) throws IOException;

    /** Takes it away; does nothing where there is none. */
    void delete() throws IOException;

    boolean exists();

    /** Where it stands, for a person. */
    String place();

    /** This system's kind; one that cannot be written where the user has no home folder. */
    static AutostartEntry ofSystem(boolean headless) {
        if (OperatingSystem.WINDOWS) {
            return new WindowsTask();
        }
        Path home = DataFolder.home();
        if (home == null) {
            return new NoHome();
        }
        if (OperatingSystem.MAC) {
            return new LaunchAgent(home);
        }
        String config = System.getenv().getOrDefault("XDG_CONFIG_HOME", "");
        return new SystemdUnit(config.isBlank() ? home.resolve(".config") : Path.of(config), headless);
    }

    /** A user without a home folder has no place for what the system reads at log-in. */
    record NoHome() implements AutostartEntry {
        @Override
        public void write(List<String> command) throws IOException {
            throw new IOException("this user (" + System.getProperty("user.name")
                    + ") has no home folder; have it start by the system's own service instead, as another user");
        }

        @Override
        public void delete() {
            // Nothing can be there.
        }

        @Override
        public boolean exists() {
            return false;
        }

        @Override
        public String place() {
            return "the home folder";
        }
    }

    private static void put(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Linux: a systemd user unit. One without a window belongs to the user's manager itself. One with a window is started
     * by the desktop's own autostart, once it has a display: not every desktop has systemd's target for that.
     */
    record SystemdUnit(Path config, boolean headless) implements AutostartEntry {
        private static final String NAME = "gaveurs-console.service";

        private Path unit() {
            return config.resolve("systemd").resolve("user").resolve(NAME);
        }

        private Path wanted() {
            return config.resolve("systemd")
                    .resolve("user")
                    .resolve("default.target.wants")
                    .resolve(NAME);
        }

        private Path desktop() {
            return config.resolve("autostart").resolve("gaveurs-console.desktop");
        }

        @Override
        public void write(List<String> command) throws IOException {
            delete();
            put(unit(), text(command));
            if (headless) {
                Files.createDirectories(
                        config.resolve("systemd").resolve("user").resolve("default.target.wants"));
                Files.createSymbolicLink(wanted(), unit());
            } else {
                put(desktop(), DESKTOP);
            }
            reload();
        }

        private static final String DESKTOP = """
                [Desktop Entry]
                Type=Application
                Name=Gaveurs Console
                Comment=Supervision of the packing hall
                Comment[fr]=Supervision de l'atelier
                Exec=sh -c "systemctl --user import-environment DISPLAY XAUTHORITY WAYLAND_DISPLAY; systemctl --user start gaveurs-console.service"
                """;

        /** After a fall the console starts itself again; systemd does so when that watch was killed, too. */
        String text(List<String> command) {
            return String.format(
                    Locale.ROOT,
                    """
                    [Unit]
                    Description=Gaveurs Console
                    %s
                    [Service]
                    Type=exec
                    ExecStart=%s
                    Restart=on-failure
                    RestartSec=5
                    SuccessExitStatus=143 %d
                    RestartPreventExitStatus=%d %d %d
                    TimeoutStopSec=50
                    KillMode=mixed
                    %s""",
                    headless
                            ? "After=network.target"
                            : "PartOf=graphical-session.target\nAfter=graphical-session.target",
                    command.stream().map(SystemdUnit::quoted).collect(Collectors.joining(" ")),
                    Exit.FORCED,
                    Exit.USAGE,
                    Exit.ALREADY_RUNNING,
                    Exit.START_FAILED,
                    headless ? "\n[Install]\nWantedBy=default.target\n" : "");
        }

        /** As systemd reads an argument: $ and % have a meaning of their own. */
        private static String quoted(String argument) {
            return '"'
                    + argument.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("%", "%%")
                            .replace("$", "$$")
                    + '"';
        }

        private static void reload() {
            try {
                tell("systemctl", "--user", "daemon-reload");
            } catch (IOException e) {
                // No manager runs for this user now, such as over ssh: it reads the unit when it starts.
                return;
            }
        }

        @Override
        public void delete() throws IOException {
            boolean there = exists();
            Files.deleteIfExists(wanted());
            Files.deleteIfExists(desktop());
            Files.deleteIfExists(unit());
            if (there) {
                reload();
            }
        }

        @Override
        public boolean exists() {
            return Files.exists(unit());
        }

        @Override
        public String place() {
            return unit().toString();
        }
    }

    /** macOS: a launch agent, which launchd reads at log-in. */
    record LaunchAgent(Path home) implements AutostartEntry {
        private Path file() {
            return home.resolve("Library").resolve("LaunchAgents").resolve("fr.gaveurs.console.plist");
        }

        @Override
        public void write(List<String> command) throws IOException {
            put(file(), text(command));
        }

        String text(List<String> command) {
            return String.format(
                    Locale.ROOT,
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                    <plist version="1.0">
                    <dict>
                        <key>Label</key>
                        <string>fr.gaveurs.console</string>
                        <key>ProgramArguments</key>
                        <array>
                    %s
                        </array>
                        <key>RunAtLoad</key>
                        <true/>
                        <key>ExitTimeOut</key>
                        <integer>50</integer>
                    </dict>
                    </plist>
                    """,
                    command.stream()
                            .map(argument -> "        <string>" + xml(argument) + "</string>")
                            .collect(Collectors.joining("\n")));
        }

        @Override
        public void delete() throws IOException {
            Files.deleteIfExists(file());
        }

        @Override
        public boolean exists() {
            return Files.exists(file());
        }

        @Override
        public String place() {
            return file().toString();
        }
    }

    /** Windows: a task of the user's at log-on. */
    record WindowsTask() implements AutostartEntry {
        private static final String NAME = "Gaveurs Console";

        @Override
        public void write(List<String> command) throws IOException {
            Path file = Files.createTempFile("gaveurs-task", ".xml");
            try {
                Files.writeString(file, text(command), java.nio.charset.StandardCharsets.UTF_16);
                tell("schtasks.exe", "/Create", "/F", "/TN", NAME, "/XML", file.toString());
            } finally {
                Files.deleteIfExists(file);
            }
        }

        /** Without the usual limits of a task: it runs all day, also on battery, and is not ended after three days. */
        String text(List<String> command) {
            String arguments = command.stream()
                    .skip(1)
                    .map(argument -> argument.contains(" ") ? '"' + argument + '"' : argument)
                    .collect(Collectors.joining(" "));
            return String.format(Locale.ROOT, """
                    <?xml version="1.0" encoding="UTF-16"?>
                    <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
                      <RegistrationInfo><Description>Gaveurs Console</Description></RegistrationInfo>
                      <Triggers><LogonTrigger><Enabled>true</Enabled><UserId>%s</UserId></LogonTrigger></Triggers>
                      <Principals><Principal id="Author"><UserId>%s</UserId><LogonType>InteractiveToken</LogonType></Principal></Principals>
                      <Settings>
                        <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                        <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                        <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                        <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
                        <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
                      </Settings>
                      <Actions><Exec><Command>%s</Command><Arguments>%s</Arguments></Exec></Actions>
                    </Task>
                    """, user(), user(), xml(command.getFirst()), xml(arguments));
        }

        private static String user() {
            Map<String, String> environment = System.getenv();
            String domain = environment.getOrDefault("USERDOMAIN", "");
            String name = environment.getOrDefault("USERNAME", System.getProperty("user.name", ""));
            return xml(domain.isEmpty() ? name : domain + "\\" + name);
        }

        @Override
        public void delete() throws IOException {
            if (exists()) {
                tell("schtasks.exe", "/Delete", "/F", "/TN", NAME);
            }
        }

        @Override
        public boolean exists() {
            try {
                tell("schtasks.exe", "/Query", "/TN", NAME);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String place() {
            return "the task \"" + NAME + "\" of the task scheduler";
        }
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Runs a program of the system. */
    private static void tell(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " does not answer");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " refused with " + process.exitValue());
        }
    }
}
