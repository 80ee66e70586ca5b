package fr.gaveurs.console.command;

import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a console in a process of its own, again and again, whether it is live, and ends one that no longer answers. */
final class DeafConsole {
    /** What the thread dump may take. */
    private static final long DUMP_SECONDS = 10;

    /**
     * When a console is deaf.
     *
     * @param every between two questions
     * @param answer what an answer may take
     * @param silence without a good answer for as long as this; the probe itself is down only after 10 s
     * @param gap between two looks, after which the silence is counted anew
     * @param end what an orderly end may take
     */
    record Limits(Duration every, Duration answer, Duration silence, Duration gap, Duration end) {
        static final Limits STANDARD = new Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(45));
    }

    private final Process process;
    private final Path dataDir;
    private final Limits limits;
    private final BooleanSupplier ending;

    /**
     * @param process the console, or what started it
     * @param ending whether it is being ended by somebody's choice
     */
    DeafConsole(Process process, Path dataDir, Limits limits, BooleanSupplier ending) {
        this.process = process;
        this.dataDir = dataDir;
        this.limits = limits;
        this.ending = ending;
    }

    /** Waits for the end of the process; whether it was ended for having been deaf. */
    boolean endsDeaf() throws InterruptedException {
        LivenessWatch watch = new LivenessWatch(limits.silence(), limits.gap());
        while (!process.waitFor(limits.every().toNanos(), TimeUnit.NANOSECONDS)) {
            DataFolder.Instance instance = DataFolder.announced(dataDir);
            ProcessHandle console = instance == null ? null : console(instance.pid());
            if (instance == null || console == null) {
                continue; // it is starting, or ending
            }
            boolean live = live(instance.url());
            if (watch.deaf(System.nanoTime(), live) && !ending.getAsBoolean() && process.isAlive()) {
                end(console);
                return true;
            }
        }
        return false;
    }

    /** The process that announced itself, if it is the one that is watched: a launcher may stand between. */
    private @Nullable ProcessHandle console(long pid) {
        try (Stream<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            return all.filter(each -> each.pid() == pid).findFirst().orElse(null);
        }
    }

    private boolean live(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(url)
                    .resolve(HealthApi.HEALTH_LIVE.template())
                    .toURL()
                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) limits.answer().toMillis());
            connection.setReadTimeout((int) limits.answer().toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void end(ProcessHandle console) throws InterruptedException {
        String cause = "it did not answer for " + limits.silence().toSeconds() + " s";
        System.err.println(
                "the console has not answered for " + limits.silence().toSeconds() + " s: it is ended");
        DataFolder.Run run = DataFolder.underWay(dataDir);
        dump(console.pid());
        console.destroy();
        if (!process.waitFor(limits.end().toNanos(), TimeUnit.NANOSECONDS)) {
            console.destroyForcibly();
        }
        while (!process.waitFor(10, TimeUnit.SECONDS)) {
            System.err.println("the console's process " + process.pid() + " does not end: it is killed again");
            console.destroyForcibly();
            process.destroyForcibly();
        }
        if (run == null || ending.getAsBoolean()) {
            return;
        }
        try {
            DataFolder.fell(dataDir, run, cause);
        } catch (IOException | SettingsException e) {
            System.err.println("the next run cannot report why this one was ended: " + e.getMessage());
        }
    }

    /** Into a file of the logs by the JDK's own tool; without one to standard error of the console itself. */
    private void dump(long pid) throws InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", OperatingSystem.WINDOWS ? "jcmd.exe" : "jcmd");
        Path logs = dataDir.resolve("logs");
        try {
            Process dump;
            if (Files.isExecutable(tool)) {
                try (DirectoryStream<Path> old = Files.newDirectoryStream(logs, "threads_pid*.log")) {
                    for (Path file : old) {
                        Files.deleteIfExists(file);
                    }
                }
                dump = new ProcessBuilder(
                                tool.toString(),
                                // Shorter than it is waited for: then it takes its own file away.
                                "-J-Dsun.tools.attach.attachTimeout=" + TimeUnit.SECONDS.toMillis(DUMP_SECONDS / 2),
                                Long.toString(pid),
                                "Thread.print",
                                "-l")
                        .redirectErrorStream(true)
                        .redirectOutput(UnexpectedEnd.threads(logs, pid).toFile())
                        .start();
            } else if (OperatingSystem.WINDOWS) {
                return;
            } else {
                dump = new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start();
            }
            if (!dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
                dump.destroyForcibly();
            }
        } catch (IOException e) {
            System.err.println("the threads of the console could not be written down: " + e.getMessage());
        }
    }
}
