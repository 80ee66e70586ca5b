package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the server of one cluster. Not thread-safe. */
final class PostgresServer {
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ServerFolder folder;
    private final Programs programs;
    private final ServerLog serverLog;
    private final ServerProcesses processes;
    private ServerGuard guard = ServerGuard.none();

    PostgresServer(ServerFolder folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
        serverLog = new ServerLog(folder.log());
        processes = new ServerProcesses(folder.root());
    }

    ServerLog serverLog() {
        return serverLog;
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
        ServerSettings.write(folder.cluster(), port, programs.runAs());
        ProcessHandle server = OperatingSystem.LINUX ? launchChild() : launchDetached(logStart);
        guard.close();
        guard = ServerGuard.over(server, programs.path("postgres"));
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
        ProcessBuilder builder = programs.builder(
                        "postgres", List.of("-D", folder.cluster().toString()))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(serverLog.file().toFile()));
        if (Files.isExecutable(SETSID)) {
            builder.command().addFirst(SETSID.toString());
        }
        return builder.start().toHandle();
    }

    /** By pg_ctl, which detaches the server from the terminal and on Windows takes an administrator's rights off it. */
    private ProcessHandle launchDetached(long logStart) throws IOException, InterruptedException {
        Programs.Result result = programs.run(
                "pg_ctl",
                List.of("start", "--no-wait", "--silent", "--pgdata=" + folder.cluster(), "--log=" + serverLog.file()),
                "");
        Optional<ProcessHandle> server = Optional.empty();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (result.code() == 0 && server.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(10);
            server = PostmasterFile.read(folder.cluster())
                    .flatMap(file -> ProcessHandle.of(file.pid()))
                    .filter(processes::isOurs);
        }
        return server.orElseThrow(() -> startFailed(logStart, result.output().strip()));
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
        // A log on the same full disk can't say so.
        if (FolderErrors.isFull(folder.data())
                || serverLog.tail(logStart).stream().anyMatch(FolderErrors::isDiskFull)) {
            return FolderErrors.diskFull("start the database", folder.data(), null);
        }
        Optional<String> damage = DamageInLog.find(serverLog.tail(logStart));
        if (damage.isPresent()) {
            return new DamageException(damage.get() + ". The server's log, " + serverLog.file() + ", says more.", null);
        }
        return new StoreException("Couldn't start the database: "
                + serverLog.failure(logStart).orElse(otherwise) + ". The server's log, " + serverLog.file()
                + ", says more.");
    }

    /**
     * Stops a server: a fast shutdown for as long as {@code limit} allows, then an immediate one, then by force.
     *
     * @return whether it shut down cleanly, so that the next start needs no recovery
     */
    boolean stop(ProcessHandle server, Duration limit) throws InterruptedException {
        // A zombie, where nobody waits for orphans, lives for ever; but it has no executable.
        boolean known = processes.isOurs(server);
        BooleanSupplier gone = () -> !server.isAlive() || (known && !processes.isOurs(server));
        boolean clean = false;
        if (!gone.getAsBoolean()) {
            programs.signal(server.pid(), "INT");
            clean = ServerProcesses.await(gone, limit);
            if (!clean) {
                log.warn("The database didn't stop within {} ms; it stops without a checkpoint now", limit.toMillis());
                programs.signal(server.pid(), "QUIT");
                ServerProcesses.await(gone, Duration.ofSeconds(2));
            }
        }
        if (!processes.awaitNone(Duration.ofMillis(500))) {
            processes.killAll();
        }
        guard.close();
        return clean;
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
