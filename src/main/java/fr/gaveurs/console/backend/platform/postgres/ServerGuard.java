package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the server where this program no longer can, since it was killed or fell over: a shell that waits for the end of its
 * input, which the system closes however the program ends. Not on Windows, where the next start ends what was left.
 */
final class ServerGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerGuard.class);
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /**
     * What is signalled is the server alone, whatever its number may be taken for since: where the system tells a process's
     * program, it is compared. A fast shutdown first, and one without a checkpoint for a server that hangs.
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r nothing
            runs() {
                exe=$(readlink "/proc/$1/exe" 2>/dev/null)
                case $exe in "" | "$2"*) kill -0 "$1" 2>/dev/null ;; *) false ;; esac
            }
            runs "$@" && kill -INT "$1"
            n=0
            while [ $n -lt 60 ] && runs "$@"; do sleep 1; n=$((n + 1)); done
            runs "$@" && kill -QUIT "$1"
            """;

    private final @Nullable Process shell;

    private ServerGuard(@Nullable Process shell) {
        this.shell = shell;
    }

    /** Guards nothing. */
    static ServerGuard none() {
        return new ServerGuard(null);
    }

    /**
     * Guards a server from now on.
     *
     * @param program that it runs
     */
    static ServerGuard over(ProcessHandle server, Path program) {
        if (OperatingSystem.WINDOWS || !Files.isExecutable(SHELL)) {
            return none();
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString()); // a Ctrl-C in the terminal is not for it
        }
        try {
            command.addAll(List.of(
                    SHELL.toString(),
                    "-c",
                    SCRIPT,
                    "gaveurs-console-guard",
                    Long.toString(server.pid()),
                    program.toRealPath().toString()));
            return new ServerGuard(new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            log.warn("Nobody would end the database if this program were killed: {}", e.getMessage());
            return none();
        }
    }

    /** The server has ended, or is no more ours to end. */
    @Override
    public void close() {
        if (shell != null) {
            shell.destroyForcibly();
        }
    }
}
