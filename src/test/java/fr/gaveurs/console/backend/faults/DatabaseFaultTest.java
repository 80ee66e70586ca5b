package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.postgres.TestServer;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL itself dies, falls silent, is restarted or takes no writes while devices send. */
@Timeout(180)
class DatabaseFaultTest {
    private static TestServer server;

    private ConnectionInfo info;
    private TestConsole console;
    private Fleet fleet;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        server = new TestServer(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        info = server.newDatabase();
        console = TestConsole.with().database(info).start();
        fleet = new Fleet(console::port, 4, Duration.ofMillis(15));
        fleet.awaitMore("saved", 20);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
        console.close();
    }

    /** From the first connection that the server takes until a sample is stored, s; of a test that runs it meanwhile. */
    private CompletableFuture<Double> recovery() {
        return CompletableFuture.supplyAsync(this::watchRecovery, Thread::startVirtualThread);
    }

    private double watchRecovery() {
        while (true) {
            try (Connection connection = DriverManager.getConnection(info.jdbcUrl(), info.properties())) {
                long from = System.nanoTime();
                long before = stored(connection);
                while (stored(connection) == before) {
                    Thread.sleep(5);
                }
                return (System.nanoTime() - from) / 1e9;
            } catch (SQLException e) {
                pause();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long stored(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM sensor_samples")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void assertSoon(String what, CompletableFuture<Double> recovery) throws Exception {
        double seconds = recovery.get(60, TimeUnit.SECONDS);
        System.out.printf("%s: the first sample was stored %.2f s after the server took connections%n", what, seconds);
        assertThat(seconds).isLessThan(5);
    }

    @Test
    void allProcessesKilled() throws Exception {
        int restarts = server.restarts();
        server.kill();
        // One that is back at once spares the spool.
        await().atMost(RawWebSocket.PATIENCE).until(() -> fleet.count("spooled") > 0 || server.restarts() > restarts);
        CompletableFuture<Double> recovery = recovery();
        await().atMost(Duration.ofSeconds(60)).until(() -> server.restarts() > restarts);
        assertSoon("killed", recovery);
        fleet.assertMended(console);
    }

    @Test
    void restartedInOrder() throws Exception {
        List<CompletableFuture<Double>> recovery = new ArrayList<>();
        server.restart(() -> {
            fleet.awaitMore("spooled", 40);
            recovery.add(recovery());
        });
        assertSoon("restarted", recovery.getFirst());
        fleet.assertMended(console);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void frozen() throws Exception {
        int threads = Thread.getAllStackTraces().size();
        List<Long> pids = server.freeze();
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            // Screens go on asking.
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> console.get("/api/sqal/samples"), requests));
            }
            fleet.awaitMore("spooled", 40);
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> console.metric("circuit_breaker_state{name=\"database\",state=\"open\"}") == 1);
            assertThat(console.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(console.json("/health").get("status").asString()).isEqualTo("degraded");
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            }
            assertThat(Thread.getAllStackTraces().size()).as("platform threads").isLessThan(threads + 60);
            fleet.awaitMore("spooled", 40);
        } finally {
            CompletableFuture<Double> recovery = recovery();
            server.thaw(pids);
            assertSoon("frozen", recovery);
        }
        fleet.assertMended(console);
    }

    @Test
    void readOnly() throws Exception {
        execute("ALTER DATABASE " + info.database() + " SET default_transaction_read_only = on");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
        fleet.awaitMore("spooled", 40);
        assertThat(console.get("/api/sqal/samples").statusCode())
                .as("reads go on")
                .isEqualTo(200);
        await().atMost(RawWebSocket.PATIENCE)
                .until(() ->
                        console.json("/health/ready").get("status").asString().equals("degraded"));

        CompletableFuture<Double> recovery = recovery();
        execute("ALTER DATABASE " + info.database() + " SET default_transaction_read_only = off");
        assertSoon("read-only", recovery);
        fleet.assertMended(console);
        assertThat(console.post("/api/admin/tokens", "{\"name\":\"a\"}").statusCode())
                .as("no connection is left that cannot write")
                .isLessThan(300);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(info.jdbcUrl(), info.properties());
                var statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(sql);
        }
    }
}
