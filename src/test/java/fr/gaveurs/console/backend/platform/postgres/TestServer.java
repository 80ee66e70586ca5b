package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL of a test's own, to be killed, stopped and started. */
public final class TestServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ServerProcesses processes;
    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    /** @param folder an empty folder */
    public TestServer(Path folder) throws IOException {
        UnpackedPostgres.makeMigratedInto(folder);
        postgres = new EmbeddedPostgres(folder);
        postgres.start();
        processes = new ServerProcesses(folder.toRealPath().resolve("postgres"));
    }

    /** How to connect to a new, migrated, empty database. */
    public ConnectionInfo newDatabase() throws SQLException {
        String name = "test_" + databases.incrementAndGet();
        ConnectionInfo root = postgres.connectionInfo();
        try (Connection connection = Connections.open(root, Connections.Kind.ADMIN);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + root.database());
        }
        return root.withDatabase(name);
    }

    /** Kills every process of the server at once; its supervisor will start it again. */
    public void kill() {
        processes.all().forEach(ProcessHandle::destroyForcibly);
    }

    /** Stops the server in order and starts it again. */
    public void restart(Runnable meanwhile) {
        postgres.stop(LIMIT);
        meanwhile.run();
        postgres.start();
    }

    /** How often its supervisor had to start it again. */
    public int restarts() {
        return postgres.status().restarts();
    }

    /** Every process of it falls silent, without any connection being closed. Returns who they are. */
    public List<Long> freeze() throws Exception {
        List<Long> pids = processes.all().stream().map(ProcessHandle::pid).toList();
        signal("-STOP", pids);
        return pids;
    }

    /** Lets frozen processes go on. */
    public void thaw(List<Long> pids) throws Exception {
        signal("-CONT", pids);
    }

    private static void signal(String signal, List<Long> pids) throws Exception {
        for (long pid : pids) {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        }
    }

    @Override
    public void close() {
        postgres.stop(LIMIT);
    }
}
