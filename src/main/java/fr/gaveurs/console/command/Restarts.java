package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the console in a process of its own and starts it again when it falls over. What was in the log by then becomes a
 * bug report of the next run.
 */
final class Restarts {
    /** Every way to end that somebody chose, or that another start would not mend. */
    private static final Set<Integer> CHOSEN =
            Set.of(Exit.OK, Exit.USAGE, Exit.ALREADY_RUNNING, Exit.START_FAILED, Exit.REFUSED, Exit.FORCED, 130, 143);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A run as long as this was a good one: the next pause is short again. */
    private static final Duration GOOD_RUN = Duration.ofMinutes(10);
    /** More than the console takes for its orderly end. */
    private static final Duration END = Duration.ofSeconds(45);

    private final List<String> command;
    private final Path dataDir;
    private final DeafConsole.Limits limits;
    private final Duration firstPause;
    private volatile @Nullable Process child;
    private volatile boolean ending;

    /** @param command starts the console, with its arguments */
    Restarts(List<String> command, Path dataDir) {
        this(command, dataDir, DeafConsole.Limits.STANDARD, FIRST_PAUSE);
    }

    /**
     * @param limits when a console that does not answer is ended
     * @param firstPause before it is started again after a good run
     */
    Restarts(List<String> command, Path dataDir, DeafConsole.Limits limits, Duration firstPause) {
        this.command = List.copyOf(command);
        this.dataDir = dataDir;
        this.limits = limits;
        this.firstPause = firstPause;
    }

    /** Returns the exit code of the run that ended by choice. */
    int run() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        Duration pause = firstPause;
        while (true) {
            long from = System.nanoTime();
            Process started = builder().start();
            child = started;
            if (ending) {
                started.destroy();
            }
            boolean deaf = new DeafConsole(started, dataDir, limits, () -> ending).endsDeaf();
            int code = started.waitFor();
            if (ending || (!deaf && chosen(code))) {
                return code;
            }
            if (System.nanoTime() - from > GOOD_RUN.toNanos()) {
                pause = firstPause;
            }
            System.err.println(
                    "the console fell over (exit code " + code + "): it starts again in " + pause.toSeconds() + " s");
            Thread.sleep(pause);
            pause = longer(pause);
        }
    }

    static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    static boolean chosen(int code) {
        return CHOSEN.contains(code);
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // A program whose memory is at its end does some of its work and not the rest: better to begin anew. The quotes
        // are for a folder with spaces.
        builder.environment()
                .merge(
                        "JAVA_TOOL_OPTIONS",
                        "\"-XX:ErrorFile=" + dataDir.resolve("logs").resolve("hs_err_pid%p.log")
                                + "\" -XX:+CrashOnOutOfMemoryError -XX:-CreateCoredumpOnCrash",
                        (given, ours) -> given + " " + ours);
        return builder;
    }

    /** Ctrl-C, SIGTERM or the end of the session: it is for the console, which takes its time to end in order. */
    private void end() {
        ending = true;
        Process running = child;
        if (running == null || !running.isAlive()) {
            return;
        }
        if (OperatingSystem.WINDOWS) {
            askToEnd(); // there a process cannot be asked otherwise
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askToEnd() {
        DataFolder.Instance instance = DataFolder.announced(dataDir);
        if (instance == null) {
            return;
        }
        try (ApiClient client = new ApiClient(URI.create(instance.url()), null)) {
            client.shutDown().join();
        } catch (RuntimeException e) {
            System.err.println("the console could not be asked to end: "
                    + ApiException.of(e).getMessage());
        }
    }

    /** The same arguments for the process that does the work. */
    static List<String> command(List<String> launcher, List<String> arguments) {
        List<String> command = new ArrayList<>(launcher);
        arguments.stream().filter(argument -> !argument.equals("--restart")).forEach(command::add);
        return command;
    }
}
