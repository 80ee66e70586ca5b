package fr.gaveurs.console.backend.platform.store.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.gaveurs.console.backend.FreePort;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.DatabaseAccess;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PgBouncer between console and PostgreSQL; skipped where none is installed. */
@Timeout(90)
class PoolerTest {
    @TempDir
    private Path folder;

    private final ConnectionInfo direct = TestDatabase.freshInfo();
    private @Nullable Process bouncer;
    private int port;

    @BeforeEach
    void findProgram() {
        assumeTrue(program() != null, "PgBouncer is not installed");
    }

    @AfterEach
    void end() {
        if (bouncer != null) {
            bouncer.destroyForcibly().onExit().join();
        }
    }

    private static @Nullable Path program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** @param more further lines of its settings */
    private ConnectionInfo through(String mode, String... more) throws IOException {
        port = FreePort.find();
        // It runs as nobody where root tests it, which it refuses to run as.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=127.0.0.1 port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                %s
                """.formatted(
                        direct.port(), direct.user(), direct.password(), port, mode, String.join("\n", more)));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(String.valueOf(program()), settings.toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        bouncer = started;
        await().until(() -> {
            assertThat(started.isAlive()).isTrue();
            return Files.readString(folder.resolve("pgbouncer.log")).contains("process up");
        });
        return new ConnectionInfo("127.0.0.1", port, direct.database(), direct.user(), "any");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void aPoolerThatLendsConnectionsIsRecognised(String mode) throws IOException {
        ConnectionInfo info = through(mode);
        assertThatThrownBy(() -> SessionCheck.require(info))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("pooler", "by " + mode, "pool_mode=session", "DATABASE_URL");
    }

    @Test
    void alsoWhereItsConnectionsTakeTurns() throws Exception {
        ConnectionInfo info = through("transaction", "server_round_robin = 1", "min_pool_size = 3");
        try (var one = Connections.open(info, Connections.Kind.ADMIN);
                var two = Connections.open(info, Connections.Kind.ADMIN);
                var three = Connections.open(info, Connections.Kind.ADMIN)) {
            for (var each : List.of(one, two, three)) {
                each.setAutoCommit(false);
                each.createStatement().execute("SELECT 1");
            }
            for (var each : List.of(one, two, three)) {
                each.rollback();
            }
            assertThatThrownBy(() -> SessionCheck.require(info)).hasMessageContaining("pool_mode=session");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void aConsoleDoesNotStartBehindItAndABackupDoesNotBegin(String mode) throws Exception {
        ConnectionInfo info = through(mode);
        assertThatThrownBy(() -> TestConsole.with().database(info).start().close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("pool_mode=session");
        assertThatThrownBy(() -> DatabaseAccess.open(
                                TestConsole.with().database(info).settings(folder))
                        .close())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("pool_mode=session");
    }

    @Test
    void aPoolerOfSessionsServesLikePostgresItself() throws Exception {
        ConnectionInfo info = through("session");
        try (TestConsole console =
                        TestConsole.with().database(info).relay().enrollOpen().start();
                RawWebSocket device = console.sensors()) {
            for (int i = 0; i < 20; i++) {
                device.sendText(TestMessages.sample("ESP32_LL_01").utf8());
            }
            await().until(() -> console.count("SELECT count(*) FROM sensor_samples") == 20);
            assertThat(console.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void postgresItselfAndAPoolThatIsUsedUpAreNoPoolerThatLends() throws IOException {
        assertThatCode(() -> SessionCheck.require(direct)).doesNotThrowAnyException();
        ConnectionInfo small = through("session", "default_pool_size = 1");
        assertThatCode(() -> SessionCheck.require(small)).doesNotThrowAnyException();
    }
}
