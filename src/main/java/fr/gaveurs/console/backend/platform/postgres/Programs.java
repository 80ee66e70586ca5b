package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs and the identity they run under. */
final class Programs {
    private static final Logger log = LoggerFactory.getLogger(Programs.class);
    private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final int LIMIT_MINUTES = 10;

    private final PostgresBinaries binaries;
    private final RunAs runAs;
    private final int major;

    /** @throws StoreException if the programs can't be run here at all */
    Programs(PostgresBinaries binaries, RunAs runAs) {
        this.binaries = binaries;
        this.runAs = runAs;
        Result result = run("postgres", List.of("--version"), "");
        Matcher matcher = MAJOR.matcher(result.output());
        if (result.code() != 0 || !matcher.find()) {
            // The C library, the rights of the path, noexec mounts: whatever it is, it shows here first.
            throw new StoreException("PostgreSQL's programs in " + binaries.home() + " can't be run ("
                    + result.output().strip() + "). " + runAs.hint());
        }
        major = Integer.parseInt(matcher.group(1));
    }

    RunAs runAs() {
        return runAs;
    }

    /** The major version, which a cluster must have too. */
    int major() {
        return major;
    }

    /**
     * How a program ended.
     *
     * @param code its exit code; -1 if it couldn't be started
     * @param output standard output and error together
     */
    record Result(int code, String output) {}

    /** Runs a program that starts others by a shell to its end, from a path that the shell takes as it is. */
    Result runByShell(String program, List<String> arguments) throws IOException {
        if (!binaries.isTroubleForAShell()) {
            return run(program, arguments, "");
        }
        PostgresBinaries copy = binaries.copy();
        try {
            return new Programs(copy, runAs).run(program, arguments, "");
        } finally {
            FileTrees.delete(copy.home());
        }
    }

    /** Runs a program to its end. */
    Result run(String program, List<String> arguments, String input) {
        try {
            Process process = builder(program, arguments).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its output says why.
                log.debug("{} didn't read its input", program, e);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while running " + program, e);
        }
    }

    /**
     * Sends a server a signal, by {@code pg_ctl kill}, which also has one on Windows.
     *
     * @param signal INT for a fast shutdown, QUIT for an immediate one
     */
    void signal(long pid, String signal) {
        Result result = run("pg_ctl", List.of("kill", signal, String.valueOf(pid)), "");
        if (result.code() != 0) {
            log.debug("Process {} took no {}: {}", pid, signal, result.output());
        }
    }

    /** Where a program lies. */
    Path path(String program) {
        return binaries.program(program);
    }

    ProcessBuilder builder(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(path(program).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(runAs.wrap(command)).redirectErrorStream(true);
        // PGDATA, PGPORT and the like of the user's shell must not reach the server; nor its locale, whose messages
        // and, on macOS, whose threads would change what it does.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("LANG", "C");
        if (!OperatingSystem.WINDOWS) {
            // The program's own working folder may be one that another user can't enter.
            builder.directory(Path.of("/").toFile());
        }
        return builder;
    }
}
