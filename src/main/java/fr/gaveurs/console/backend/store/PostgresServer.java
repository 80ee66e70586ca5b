package fr.gaveurs.console.backend.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs PostgreSQL's programs on one folder: makes the cluster, starts its server, stops it. Not thread-safe. */
final class PostgresServer {
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerFolder folder;
    private final PostgresBinaries binaries;
    private final RunAs runAs;
    private final int major;
    private final ServerLog serverLog;
    private final ServerProcesses processes;

    PostgresServer(ServerFolder folder, PostgresBinaries binaries, RunAs runAs) {
        this.folder = folder;
        this.binaries = binaries;
        this.runAs = runAs;
        serverLog = new ServerLog(folder.log());
        processes = new ServerProcesses(folder.root());
        major = majorVersion();
    }

    ServerLog serverLog() {
        return serverLog;
    }

    /** Also shows that the programs run here at all: C library, rights of the path, noexec mounts. */
    private int majorVersion() {
        Result result = run(List.of(binaries.program("postgres").toString(), "--version"), "");
        Matcher matcher = MAJOR.matcher(result.output());
        if (result.code() != 0 || !matcher.find()) {
            throw new StoreException("PostgreSQL's programs in " + binaries.home() + " can't be run ("
                    + result.output().strip() + "). " + runAs.hint());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /**
     * Makes the cluster unless there is one. It gets its name only when it is complete and on the disk, so that a
     * killed run leaves none rather than half of one.
     */
    void makeCluster(String password) throws IOException {
        long start = System.nanoTime();
        folder.removeTorn();
        Path cluster = folder.newCluster();
        Path passwordFile = cluster.resolveSibling(cluster.getFileName() + ".password");
        try {
            runAs.own(cluster);
            FileTrees.write(passwordFile, password + "\n");
            runAs.own(passwordFile);
            List<String> command = new ArrayList<>(List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + cluster,
                    "--username=" + EmbeddedPostgres.USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--data-checksums",
                    "--no-instructions"));
            if (Platform.LINUX) {
                // One flush of the file system instead of a thousand of files: seconds less on a plain disk.
                command.add("--sync-method=syncfs");
            }
            Result result = run(command, "");
            if (result.code() != 0) {
                throw initdbFailed(result);
            }
            Files.move(cluster, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
            FileTrees.syncDirectory(folder.root());
        } catch (IOException | RuntimeException e) {
            FileTrees.delete(cluster);
            throw e;
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        log.info("Made the database in {} in {} ms", folder.cluster(), millisSince(start));
    }

    private StoreException initdbFailed(Result result) {
        if (FolderErrors.isDiskFull(result.output())) {
            return FolderErrors.diskFull("make the database", folder.data(), null);
        }
        return new StoreException("Couldn't make the database: initdb ended with " + result.code() + ": "
                + result.output().strip());
    }

    /**
     * Refuses a cluster that these programs can't run, before anything in it is touched.
     *
     * @throws StoreException if it is of another version or isn't complete
     */
    void checkCluster() throws IOException {
        Path file = folder.cluster().resolve("PG_VERSION");
        int version;
        try {
            version = Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            throw damaged("PG_VERSION is missing or unreadable", e);
        }
        if (!Files.exists(folder.cluster().resolve("global").resolve("pg_control"))) {
            throw damaged("global/pg_control is missing", null);
        }
        if (version > major) {
            throw new StoreException("The data folder " + folder.data() + " was written by a newer program (PostgreSQL "
                    + version + "; this one has " + major
                    + "). Nothing was changed. Install the newer program again, or use another data folder.");
        }
        if (version < major) {
            throw new StoreException(
                    "The data folder " + folder.data() + " was written by an older program (PostgreSQL "
                            + version + "; this one has " + major
                            + "), and this version doesn't convert it. Nothing was changed. Install the older program again,"
                            + " or use another data folder.");
        }
        runAs.own(folder.cluster());
    }

    private StoreException damaged(String what, @Nullable Exception cause) {
        return new StoreException(
                "The database folder " + folder.cluster() + " is damaged: " + what
                        + ". Nothing was changed. Put a backup in its place, or move it away to start with an empty"
                        + " database.",
                cause);
    }

    /**
     * Stops whatever still runs from this folder: the server of a program that was killed, or the children that a
     * killed server left. Afterwards nothing of ours runs, and {@code postmaster.pid} stands in nobody's way.
     */
    void stopLeftovers() throws IOException, InterruptedException {
        List<ProcessHandle> left = processes.all();
        Optional<PostmasterFile> file = PostmasterFile.read(folder.cluster());
        if (!left.isEmpty()) {
            Optional<ProcessHandle> server = left.stream()
                    .filter(process ->
                            file.isPresent() && process.pid() == file.get().pid())
                    .findFirst();
            if (server.isPresent()) {
                log.warn(
                        "Stopping the database server that an earlier run left (process {})",
                        server.get().pid());
                stop(server.get(), Duration.ofSeconds(30));
            } else if (!processes.awaitNone(Duration.ofMillis(100))) {
                log.warn(
                        "Killing {} processes that an earlier database server left",
                        processes.all().size());
                processes.killAll();
            }
        }
        PostmasterFile.disown(folder.cluster());
    }

    /**
     * Starts the server and waits until it accepts connections, through a recovery if there must be one.
     *
     * @param cancelled asked while waiting; once it says true the start is given up
     * @throws StoreException if it doesn't start; nothing of it runs then
     * @throws PortTakenException if the port is taken
     */
    ProcessHandle start(int port, BooleanSupplier cancelled) throws IOException, InterruptedException {
        serverLog.bound();
        long logStart = serverLog.size();
        ServerSettings.write(folder.cluster(), port, runAs);
        ProcessHandle server = Platform.LINUX ? launchChild() : launchDetached();
        boolean ready = false;
        try {
            awaitReady(server, port, logStart, cancelled);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                stop(server, PATIENCE);
            }
        }
    }

    /** A child of this program, yet in a session of its own: a Ctrl-C in the terminal is ours alone to handle. */
    private ProcessHandle launchChild() throws IOException {
        List<String> command = new ArrayList<>(runAs.wrap(List.of(
                binaries.program("postgres").toString(), "-D", folder.cluster().toString())));
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.addFirst("/usr/bin/setsid");
        }
        ProcessBuilder builder = builder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(serverLog.file().toFile()));
        return builder.start().toHandle();
    }

    /** By pg_ctl, which detaches the server from the terminal and on Windows takes an administrator's rights off it. */
    private ProcessHandle launchDetached() throws IOException, InterruptedException {
        Result result = run(
                List.of(
                        binaries.program("pg_ctl").toString(),
                        "start",
                        "--no-wait",
                        "--silent",
                        "--pgdata=" + folder.cluster(),
                        "--log=" + serverLog.file()),
                "");
        Optional<ProcessHandle> server = Optional.empty();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (result.code() == 0 && server.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(10);
            server = PostmasterFile.read(folder.cluster())
                    .flatMap(file -> ProcessHandle.of(file.pid()))
                    .filter(processes::isOurs);
        }
        return server.orElseThrow(() -> startFailed(0, result.output().strip()));
    }

    private void awaitReady(ProcessHandle server, int port, long logStart, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long nextWord = PATIENCE.toMillis();
        while (!PostmasterFile.read(folder.cluster())
                .filter(file -> file.pid() == server.pid() && file.isReady())
                .isPresent()) {
            if (!server.isAlive()) {
                List<String> tail = serverLog.tail(logStart);
                if (tail.stream().anyMatch(line -> line.contains("could not bind"))) {
                    throw new PortTakenException(port);
                }
                throw startFailed(logStart, "it ended at once");
            }
            if (cancelled.getAsBoolean()) {
                throw new StoreException("The start of the database was given up, since the program is stopping.");
            }
            if (millisSince(start) > START_LIMIT.toMillis()) {
                throw startFailed(logStart, "it wasn't ready after " + START_LIMIT.toMinutes() + " minutes");
            }
            if (millisSince(start) > nextWord) {
                log.info("The database is recovering from an unclean stop; {} s so far", millisSince(start) / 1_000);
                nextWord += PATIENCE.toMillis();
            }
            Thread.sleep(5);
        }
    }

    private StoreException startFailed(long logStart, String otherwise) {
        if (serverLog.tail(logStart).stream().anyMatch(FolderErrors::isDiskFull)) {
            return FolderErrors.diskFull("start the database", folder.data(), null);
        }
        return new StoreException("Couldn't start the database: "
                + serverLog.lastFailure(logStart).orElse(otherwise) + ". The server's log, " + serverLog.file()
                + ", says more.");
    }

    /**
     * Stops a server: a fast shutdown for as long as {@code limit} allows, then an immediate one, then by force.
     *
     * @return whether it shut down cleanly, so that the next start needs no recovery
     */
    boolean stop(ProcessHandle server, Duration limit) throws InterruptedException {
        BooleanSupplier gone = () -> !processes.isOurs(server);
        boolean clean = false;
        if (!gone.getAsBoolean()) {
            ServerProcesses.signal(binaries, runAs, server.pid(), "INT");
            clean = ServerProcesses.await(gone, limit);
            if (!clean) {
                log.warn("The database didn't stop within {} ms; it stops without a checkpoint now", limit.toMillis());
                ServerProcesses.signal(binaries, runAs, server.pid(), "QUIT");
                ServerProcesses.await(gone, Duration.ofSeconds(2));
            }
        }
        if (!processes.awaitNone(Duration.ofMillis(500))) {
            processes.killAll();
        }
        return clean;
    }

    /** Sets the superuser's password without knowing the old one; the server must not be running. */
    void resetPassword(String password) {
        log.warn("The database's password was lost; setting a new one");
        Result result = run(
                List.of(
                        binaries.program("postgres").toString(),
                        "--single",
                        "-D",
                        folder.cluster().toString(),
                        "postgres"),
                // The password is URL-safe base64: nothing in it needs quoting.
                "ALTER ROLE " + EmbeddedPostgres.USER + " PASSWORD '" + password + "'\n");
        if (result.code() != 0 || result.output().contains("ERROR:")) {
            throw new StoreException("The database's password was lost and couldn't be set anew: "
                    + result.output().strip());
        }
    }

    private record Result(int code, String output) {}

    private Result run(List<String> command, String input) {
        try {
            Process process = builder(runAs.wrap(command)).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its output says why.
                log.debug("{} didn't read its input", command.getFirst(), e);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while running " + command.getFirst(), e);
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // PGDATA, PGPORT and the like of the user's shell must not reach the server; nor its locale, whose messages
        // and, on macOS, whose threads would change what it does.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("LANG", "C");
        if (!Platform.WINDOWS) {
            // The program's own working folder may be one that another user can't enter.
            builder.directory(Path.of("/").toFile());
        }
        return builder;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Somebody listens on the port that the server was to have. */
    static final class PortTakenException extends IOException {
        private static final long serialVersionUID = 1L;

        PortTakenException(int port) {
            super("Port " + port + " on 127.0.0.1 is taken by another program");
        }
    }
}
