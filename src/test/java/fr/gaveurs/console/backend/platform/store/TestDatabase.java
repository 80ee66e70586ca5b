package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for tests: one server for the whole test JVM, a database of its own for each test.
 *
 * <pre>{@code
 * try (Database database = TestDatabase.fresh()) { … }
 * }</pre>
 *
 * A fresh database is copied from a migrated template, which takes some 30 ms.
 */
public final class TestDatabase {
    /** The property by which benches have a server that flushes each commit to the disk, as that of a console does. */
    public static final String FLUSHED = "gaveurs.test.flushed";

    private static final String TEMPLATE = "template_of_tests";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> LEFT = new ArrayList<>();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable Connection root;
    private static boolean inMemory;

    private TestDatabase() {}

    /** Pools on a new, migrated, empty database; they are up. Close them after the test. */
    public static Database fresh() {
        Database database = open(freshInfo());
        try {
            if (!database.awaitUp(Patience.LIMIT)) {
                throw new IllegalStateException("the test's database isn't up: " + database.availability());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** Pools on a database that is as the program needs it; they connect in the background. */
    public static Database open(ConnectionInfo info) {
        return new Database(info, new Breakers(Clock.systemUTC(), null), () -> {});
    }

    /** How to connect to a new, migrated, empty database. */
    public static synchronized ConnectionInfo freshInfo() {
        ConnectionInfo root = server().connectionInfo();
        String name = "test_" + COUNT.incrementAndGet();
        createDatabase(root, name, TEMPLATE);
        LEFT.add(name);
        return root.withDatabase(name);
    }

    /** How to connect to a new database without any table. */
    public static synchronized ConnectionInfo emptyInfo() {
        ConnectionInfo root = server().connectionInfo();
        String name = "empty_" + COUNT.incrementAndGet();
        createDatabase(root, name, "template1");
        LEFT.add(name);
        return root.withDatabase(name);
    }

    /** How to connect to a new database without any table, whose locale says of Unicode what a letter is. */
    public static synchronized ConnectionInfo emptyUnicodeInfo() {
        ConnectionInfo root = server().connectionInfo();
        String name = "unicode_" + COUNT.incrementAndGet();
        createDatabase(root, name, "template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'");
        LEFT.add(name);
        return root.withDatabase(name);
    }

    private static EmbeddedPostgres server() {
        EmbeddedPostgres started = server;
        if (started == null) {
            started = startServer();
            server = started;
        }
        return started;
    }

    /** A folder as a first start of a console leaves it, in memory where it can be. */
    private static Path makeFolder() throws IOException {
        Path folder = MemoryFolder.make("server-");
        inMemory = MemoryFolder.holds(folder);
        UnpackedPostgres.makeMigratedInto(folder);
        return folder;
    }

    private static EmbeddedPostgres startServer() {
        try {
            Path folder = makeFolder();
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                // At once: nobody starts it again.
                postgres.stop(Duration.ofMillis(100));
                try {
                    FileTrees.delete(folder);
                } catch (IOException e) {
                    System.err.println("Couldn't remove " + folder + ": " + e);
                }
            }));
            postgres.start();
            if (!Boolean.getBoolean(FLUSHED)) {
                withoutCare(postgres.connectionInfo());
            }
            ConnectionInfo root = postgres.connectionInfo();
            // Of its own: the server's supervisor looks into the console's again and again.
            createDatabase(root, TEMPLATE, root.database());
            return postgres;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Nothing of it outlives this JVM, so that nothing need be on the disk, and nobody guesses its password: to log in by
     * one that is hashed 4,096 times takes three quarters of a connection's processor time. Tests of power cuts have servers
     * of their own.
     */
    private static void withoutCare(ConnectionInfo root) {
        try (Connection connection = Connections.open(root, Connections.Kind.ADMIN);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("ALTER SYSTEM SET full_page_writes = off");
            // It would go round hundreds of databases that nobody uses any more.
            statement.execute("ALTER SYSTEM SET autovacuum = off");
            if (inMemory) {
                statement.execute("ALTER SYSTEM SET max_wal_size = '64MB'");
                statement.execute("ALTER SYSTEM SET min_wal_size = '32MB'");
                statement.execute("ALTER SYSTEM SET checkpoint_warning = 0");
            }
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("SET scram_iterations = 1");
            statement.execute("ALTER ROLE " + root.user() + " PASSWORD '" + root.password() + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives back the memory of all databases so far, which nobody uses any more; on a disk they stay until the end. */
    public static synchronized void dropAll() {
        EmbeddedPostgres started = server;
        if (started == null || !inMemory || LEFT.isEmpty()) {
            return;
        }
        try (Statement statement = root(started.connectionInfo()).createStatement()) {
            while (!LEFT.isEmpty()) {
                statement.execute("DROP DATABASE IF EXISTS " + LEFT.getLast() + " WITH (FORCE)");
                LEFT.removeLast();
            }
        } catch (SQLException e) {
            // Somebody has not let go of it yet: the next class's turn comes, and no test is about this.
            System.err.println("A test's database stays for now: " + e.getMessage());
        }
    }

    /** A connection that is kept: to open one costs a third of what making a database does. */
    private static Connection root(ConnectionInfo info) throws SQLException {
        Connection open = root;
        if (open == null || !open.isValid(5)) {
            open = Connections.open(info, Connections.Kind.ADMIN);
            root = open;
        }
        return open;
    }

    private static void createDatabase(ConnectionInfo info, String name, String template) {
        try (Statement statement = root(info).createStatement()) {
            // Its files are copied: by the usual way each page goes through the log, too.
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
