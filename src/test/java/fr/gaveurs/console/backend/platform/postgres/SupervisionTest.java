package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres.Status;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server dies or falls silent under a program that uses it. */
class SupervisionTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private EmbeddedPostgres postgres;
    private Database database;

    @BeforeEach
    void start() throws Exception {
        UnpackedPostgres.makeMigratedInto(data);
        postgres = new EmbeddedPostgres(data);
        postgres.start();
        database = TestDatabase.open(postgres.connectionInfo());
        assertThat(database.awaitUp(LIMIT)).isTrue();
    }

    @AfterEach
    void stop() {
        database.close();
        postgres.stop(LIMIT);
    }

    private void insert(String name) throws SQLException {
        database.write(connection -> {
            try (var insert = connection.prepareStatement(
                    "INSERT INTO api_tokens (name, token_hash, role) VALUES (?, sha256(?::bytea), 'reader')")) {
                insert.setString(1, name);
                insert.setString(2, name);
                return insert.executeUpdate();
            }
        });
    }

    private int count() throws SQLException {
        return database.read(connection -> {
            try (ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM api_tokens")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private ServerProcesses processes() throws IOException {
        return new ServerProcesses(data.toRealPath().resolve("postgres"));
    }

    private long serverPid() throws IOException {
        return PostmasterFile.read(data.resolve("postgres").resolve("cluster"))
                .orElseThrow()
                .pid();
    }

    @Test
    void aKilledServerIsBackOnTheSamePortAndThePoolsWithIt() throws Exception {
        insert("before");
        ConnectionInfo before = postgres.connectionInfo();

        ProcessHandle.of(serverPid()).orElseThrow().destroyForcibly();

        await().atMost(LIMIT).until(() -> postgres.status().restarts() == 1);
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> insert("after"));
        assertThat(count()).isEqualTo(2);
        assertThat(postgres.connectionInfo()).isEqualTo(before);
        assertThat(postgres.status().status()).isEqualTo(Status.RUNNING);
        assertThat(postgres.status().lastError()).contains("killed");
    }

    @Test
    void allProcessesKilledAtOnceToo() throws Exception {
        insert("before");

        processes().all().forEach(ProcessHandle::destroyForcibly);

        await().atMost(LIMIT).until(() -> postgres.status().restarts() == 1);
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> insert("after"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void keepsTryingWhileItCannotStartAndSaysWhy() throws Exception {
        Path cluster = data.resolve("postgres").resolve("cluster");
        Path control = cluster.resolve("global").resolve("pg_control");
        Path aside = cluster.resolve("aside");
        long pid = serverPid();
        Files.move(control, aside);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(LIMIT).until(() -> postgres.status().status() == Status.FAILED);
        assertThat(postgres.status().lastError()).contains("pg_control");
        await().atMost(LIMIT).until(() -> !database.availability().isUp());
        assertThatThrownBy(() -> insert("meanwhile"))
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(DatabaseErrors.isUnavailable(e))
                        .isTrue())
                .hasMessageMatching(
                        "The database is (away since|not asked: circuit breaker database is open since) .*");
        assertThatThrownBy(() -> database.jdbi().withHandle(handle -> handle.execute("SELECT 1")))
                .hasRootCauseInstanceOf(SQLTransientConnectionException.class);

        Files.move(aside, control);
        await().atMost(LIMIT).until(() -> postgres.status().status() == Status.RUNNING);
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> insert("after"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aSilentServerIsNoticedAndSoIsItsReturn() throws Exception {
        insert("before");
        List<String> pids = processes().all().stream()
                .map(process -> String.valueOf(process.pid()))
                .toList();
        signal("-STOP", pids);
        try {
            await().atMost(LIMIT).until(() -> !database.availability().isUp());
            assertThat(database.availability().lastError()).isNotBlank();
        } finally {
            signal("-CONT", pids);
        }

        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> insert("after"));
        assertThat(count()).isEqualTo(2);
        assertThat(postgres.status().restarts()).isZero();
    }

    private static void signal(String signal, List<String> pids) throws Exception {
        for (String pid : pids) {
            new ProcessBuilder("kill", signal, pid).start().waitFor();
        }
    }

    @Test
    void stoppingMeansStoppedHoweverOftenItDied() throws Exception {
        ProcessHandle.of(serverPid()).orElseThrow().destroyForcibly();

        postgres.stop(LIMIT);

        assertThat(postgres.status().status()).isEqualTo(Status.STOPPED);
        assertThat(processes().all()).isEmpty();
        await().atMost(LIMIT).until(() -> !database.availability().isUp());
    }
}
