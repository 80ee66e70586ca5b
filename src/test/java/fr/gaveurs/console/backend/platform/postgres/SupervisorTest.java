package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres.Status;
import fr.gaveurs.console.backend.platform.store.MemoryTempDir;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir(factory = MemoryTempDir.class)
    private Path data;

    /** Fails as the program would when it has no memory for a line of its log. */
    private static final class Failing implements Supervisor.Listener {
        private final List<Status> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void changed(Status status, int restarts, @Nullable String error) {
            heard.add(status);
            switch (failures.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("a test's");
                case 2 -> throw new IllegalStateException("a test's");
                default -> {}
            }
        }
    }

    @Test
    void anErrorDoesNotEndTheSupervision() throws Exception {
        UnpackedPostgres.linkInto(data);
        ServerFolder folder = ServerFolder.create(data);
        PostgresBinaries binaries = PostgresBinaries.unpack(folder.root(), UnpackedFiles.Look.SIZES);
        Programs programs = new Programs(binaries, RunAs.choose(folder.cluster(), folder.data()));
        String password = folder.newPassword();
        new Cluster(folder, programs).make(password);
        PostgresServer server = new PostgresServer(folder, programs);
        int port = folder.freePort();
        ProcessHandle first = server.start(port, () -> false);
        Failing listener = new Failing();
        Supervisor supervisor = new Supervisor(
                server,
                first,
                new ConnectionInfo("127.0.0.1", port, "postgres", EmbeddedPostgres.USER, password),
                listener);
        supervisor.start();
        try {
            first.destroyForcibly();

            await().atMost(LIMIT).untilAsserted(() -> assertThat(listener.heard).contains(Status.RUNNING));
            assertThat(supervisor.process().isAlive()).isTrue();
            Supervised.Report report = supervisor.supervised().report();
            assertThat(report.failures()).isGreaterThanOrEqualTo(1);
            assertThat(report.dead()).isFalse();

            supervisor.process().destroyForcibly();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(listener.heard).endsWith(Status.RESTARTING, Status.RUNNING));
        } finally {
            supervisor.end();
            server.stop(supervisor.process(), Duration.ofSeconds(10));
        }
        assertThat(supervisor.supervised().report().running()).isFalse();
    }
}
