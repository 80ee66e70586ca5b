package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.postgres.UnpackedFiles.Look;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.Damage;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the program's own, in its data folder: durable, reachable from this machine alone, with a generated
 * password, and supervised: if it dies it is started again at once, on the same port.
 *
 * <pre>{@code
 * <data>/postgres/<version>     the programs, unpacked once
 * <data>/postgres/cluster       the data
 * <data>/postgres/password      readable by its owner only
 * <data>/logs/postgresql.log    the server's log, bounded
 * }</pre>
 */
public final class EmbeddedPostgres {
    static final String USER = "gaveurs";
    static final String DATABASE = "gaveurs";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORT_ATTEMPTS = 5;
    private static final Duration RECHECK_AFTER = Duration.ofSeconds(20);
    private static final String INVALID_PASSWORD = "28P01";
    private static final String NO_SUCH_DATABASE = "3D000";

    /** What the server is doing. */
    public enum Status {
        /** Accepts connections. */
        RUNNING,
        /** Died, and is being started again. */
        RESTARTING,
        /** Died, and several attempts to start it failed; the attempts go on, 30 s apart. */
        FAILED,
        /** Not started yet, or stopped on request. */
        STOPPED
    }

    /**
     * The server's state.
     *
     * @param since when {@code status} began
     * @param restarts how often it was started again after dying
     * @param lastError why it last died or failed to start; null if it never did
     */
    public record State(
            Status status,
            Instant since,
            int restarts,
            @Nullable String lastError) {}

    private final Path dataDir;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile State state = new State(Status.STOPPED, Instant.now(), 0, null);
    private volatile boolean stopping;
    private volatile @Nullable ConnectionInfo connectionInfo;
    private @Nullable FileChannel folderLock;
    private @Nullable PostgresServer server;
    private volatile @Nullable Supervisor supervisor;

    /** @param dataDir the program's data folder; made if it is missing */
    public EmbeddedPostgres(Path dataDir) {
        this.dataDir = dataDir;
    }

    /**
     * Starts the server, making the database first if the folder has none, and returns when it accepts connections.
     * After an unclean stop that includes the recovery: seconds, seldom minutes. A server left by a killed run is
     * stopped first.
     *
     * @throws StoreException if it can't; the message says what to do, and nothing is left running
     */
    public void start() {
        lifecycle.lock();
        try {
            if (supervisor != null) {
                throw new IllegalStateException("already started");
            }
            stopping = false;
            ServerFolder folder = ServerFolder.create(dataDir);
            FileChannel lock = folder.lock();
            boolean started = false;
            try {
                startIn(folder);
                folderLock = lock;
                started = true;
            } catch (IOException e) {
                throw FolderErrors.explain("start the database", folder.data(), e);
            } finally {
                if (!started) {
                    closeQuietly(lock);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The start of the database was interrupted.", e);
        } finally {
            lifecycle.unlock();
        }
    }

    private void startIn(ServerFolder folder) throws IOException, InterruptedException {
        // To read every byte of the programs takes a fifth of a second: a start does it where something speaks for it,
        // and otherwise when nobody waits any more.
        boolean endedInOrder = folder.hasCluster() && !Files.exists(PostmasterFile.in(folder.cluster()));
        PostgresBinaries binaries = PostgresBinaries.unpack(folder.root(), endedInOrder ? Look.SIZES : Look.CONTENTS);
        try {
            startIn(folder, binaries);
            if (endedInOrder) {
                recheckLater(binaries);
            }
        } catch (IOException | StoreException e) {
            if (!endedInOrder || stopping || binaries.isWhole()) {
                throw e;
            }
            log.warn("PostgreSQL did not start ({}), and its programs are not whole", e.getMessage());
            startIn(folder, PostgresBinaries.unpack(folder.root(), Look.CONTENTS));
        }
    }

    private void recheckLater(PostgresBinaries binaries) {
        Thread.ofVirtual().name("postgresql-programs").start(() -> {
            try {
                Thread.sleep(RECHECK_AFTER);
            } catch (InterruptedException e) {
                return;
            }
            if (!stopping) {
                binaries.recheck();
            }
        });
    }

    private void startIn(ServerFolder folder, PostgresBinaries binaries) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Programs programs = new Programs(binaries, RunAs.choose(folder.cluster(), folder.data()));
        Cluster cluster = new Cluster(folder, programs);
        if (folder.hasCluster()) {
            cluster.check();
            programs.runAs().own(folder.cluster());
        }
        PostgresServer newServer = new PostgresServer(folder, programs);
        newServer.stopLeftovers();
        folder.removeTorn();
        Optional<String> known = folder.password();
        String password = known.isPresent() ? known.get() : folder.newPassword();
        if (!folder.hasCluster()) {
            cluster.make(password);
        } else if (known.isEmpty()) {
            cluster.resetPassword(password);
        }
        Running running = startOnFreePort(folder, cluster, newServer, password);
        connectionInfo = running.info();
        server = newServer;
        changeState(Status.RUNNING, 0, null);
        Supervisor watching = new Supervisor(newServer, running.process(), running.info(), this::changeState);
        supervisor = watching;
        watching.start();
        binaries.removeOthers();
        log.info(
                "The database is ready on port {} after {} ms",
                running.info().port(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private record Running(ProcessHandle process, ConnectionInfo info) {}

    private Running startOnFreePort(ServerFolder folder, Cluster cluster, PostgresServer newServer, String password)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = folder.freePort();
            try {
                ProcessHandle process = newServer.start(port, () -> stopping);
                folder.rememberPort(port);
                ConnectionInfo info = new ConnectionInfo("127.0.0.1", port, DATABASE, USER, password);
                return login(cluster, newServer, new Running(process, info));
            } catch (PostgresServer.PortTakenException e) {
                // Free when looked at, taken a moment later.
                if (attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Makes sure that the password opens the server and that the database exists. */
    private Running login(Cluster cluster, PostgresServer newServer, Running running)
            throws IOException, InterruptedException {
        ConnectionInfo info = running.info();
        try {
            try {
                Connections.open(info, Connections.Kind.ADMIN).close();
                return running;
            } catch (SQLException e) {
                if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                    createDatabase(info);
                    return running;
                }
                if (!INVALID_PASSWORD.equals(e.getSQLState())) {
                    throw e;
                }
            }
            newServer.stop(running.process(), Duration.ofSeconds(10));
            cluster.resetPassword(info.password());
            ProcessHandle again = newServer.start(info.port(), () -> stopping);
            Connections.open(info, Connections.Kind.ADMIN).close();
            return new Running(again, info);
        } catch (SQLException e) {
            newServer.stop(running.process(), Duration.ofSeconds(10));
            throw Damage.explain("The database was started but can't be logged in to: " + e.getMessage(), e);
        }
    }

    private static void createDatabase(ConnectionInfo info) throws SQLException {
        try (Connection connection = Connections.open(info.withDatabase("postgres"), Connections.Kind.ADMIN);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    /**
     * How to connect; stays the same while the server is supervised, also across its restarts.
     *
     * @throws IllegalStateException before the first start
     */
    public ConnectionInfo connectionInfo() {
        ConnectionInfo info = connectionInfo;
        if (info == null) {
            throw new IllegalStateException("not started");
        }
        return info;
    }

    /**
     * How to connect to the server that another process runs on a data folder; nothing if none accepts connections.
     *
     * @throws IOException when the folder cannot be read, such as by another user than its owner
     */
    public static Optional<ConnectionInfo> running(Path dataDir) throws IOException {
        ServerFolder folder = new ServerFolder(dataDir.toRealPath());
        Optional<PostmasterFile> server = PostmasterFile.read(folder.cluster()).filter(PostmasterFile::isReady);
        Optional<String> password = folder.password();
        return server.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConnectionInfo("127.0.0.1", server.get().port(), DATABASE, USER, password.get()));
    }

    public State status() {
        return state;
    }

    /** The thread that starts it again; none while it is stopped. */
    public List<Supervised> supervised() {
        Supervisor watching = supervisor;
        return watching == null ? List.of() : List.of(watching.supervised());
    }

    /**
     * Stops the server: open transactions are rolled back, what was committed is flushed. If that takes longer than
     * {@code limit} the server is stopped without its final checkpoint, and the next start recovers. Safe to call
     * twice, from another thread, and during {@link #start}.
     */
    public void stop(Duration limit) {
        stopping = true;
        lifecycle.lock();
        try {
            Supervisor watching = supervisor;
            if (watching != null && server != null) {
                watching.end();
                boolean clean = server.stop(watching.process(), limit);
                supervisor = null;
                log.info("The database stopped{}", clean ? "" : "; the next start will recover it");
            }
            if (folderLock != null) {
                closeQuietly(folderLock);
                folderLock = null;
            }
            changeState(Status.STOPPED, state.restarts(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lifecycle.unlock();
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("Couldn't release the folder's lock", e);
        }
    }

    private void changeState(Status status, int restarts, @Nullable String error) {
        State before = state;
        Instant since = before.status() == status ? before.since() : Instant.now();
        state = new State(status, since, restarts, error == null ? before.lastError() : error);
    }
}
