package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestJvm;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real console under {@code --restart} that runs out of memory, or no longer answers. What was started again after one
 * fall is what falls next.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is stopped by a signal")
class RestartedConsoleTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final DeafConsole.Limits QUICK = new DeafConsole.Limits(
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));

    private static final Duration SHORT_PAUSE = Duration.ofMillis(200);

    @TempDir
    private static Path folder;

    private Path data;
    private ConnectionInfo info;
    private CompletableFuture<Integer> ended;
    private DataFolder.Instance first;

    @BeforeAll
    void start() throws Exception {
        data = Files.createDirectories(folder.resolve("Données 1"));
        info = TestDatabase.freshInfo();
        List<String> command = new ArrayList<>(List.of(
                // It writes where this program does, and there standard output is for the build tool alone.
                "/bin/sh", "-c", "exec \"$0\" \"$@\" >&2", "/usr/bin/env", "DATABASE_URL=" + TestConsole.url(info)));
        command.addAll(TestJvm.command("-Xmx160m", "-XX:MaxDirectMemorySize=64m"));
        command.addAll(List.of(
                FaultyConsole.class.getName(),
                folder.toString(),
                "--headless",
                "--port=0",
                "--bind=127.0.0.1",
                "--data-dir=" + data));
        Restarts restarts = new Restarts(command, data, QUICK, SHORT_PAUSE);
        ended = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("restarts").start(() -> {
            try {
                ended.complete(restarts.run());
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
    }

    /** No bug is from an earlier fall. */
    @BeforeEach
    void forgetTheBugs() throws Exception {
        first = running(0);
        try (Connection connection = DriverManager.getConnection(info.jdbcUrl(), info.properties());
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE bug_reports CASCADE");
        }
        assertThat(get(first.url() + "/api/bugs")).doesNotContain("The console fell over");
    }

    /** Ends it as SIGTERM does: nobody starts it again. */
    @AfterAll
    void end() throws Exception {
        DataFolder.Instance last = DataFolder.announced(data);
        if (last != null) {
            ProcessHandle.of(last.pid()).ifPresent(ProcessHandle::destroy);
            assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo(143);
        }
    }

    /** Waits for another process than that one. */
    private DataFolder.Instance running(long before) {
        await().atMost(LIMIT).until(() -> {
            DataFolder.Instance instance = DataFolder.announced(data);
            return instance != null
                    && instance.pid() != before
                    && ProcessHandle.of(instance.pid()).isPresent();
        });
        return Objects.requireNonNull(DataFolder.announced(data));
    }

    private void assertStartedAgainWithABug(String... words) {
        DataFolder.Instance second = running(first.pid());
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(get(second.url() + "/api/bugs"))
                .contains("The console fell over", "critical")
                .contains(words));
        assertThat(ended).isNotDone();
    }

    private static String get(String url) throws IOException {
        try (var in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void afterTheEndOfTheHeapItIsStartedAgain() throws Exception {
        Files.createFile(folder.resolve("heap"));

        assertStartedAgainWithABug("OutOfMemory", "Java heap space");
    }

    @Test
    void afterTheEndOfTheMemoryOutsideTheHeapToo() throws Exception {
        Files.createFile(folder.resolve("direct"));

        assertStartedAgainWithABug("OutOfMemoryError", "direct buffer memory");
    }

    @Test
    void alsoWhereTheServersPoolCatchesIt() throws Exception {
        Files.createFile(folder.resolve("pool"));

        assertStartedAgainWithABug("OutOfMemoryError", "direct buffer memory");
    }

    @Test
    void oneThatIsBusyGoesOnAndOneThatIsDeafIsStartedAgain() throws Exception {
        Path busy = Files.createFile(folder.resolve("busy"));
        await().atMost(LIMIT).until(() -> !Files.exists(busy));
        long from = System.nanoTime();
        await().atMost(LIMIT).until(() -> System.nanoTime() - from > TimeUnit.SECONDS.toNanos(6));
        assertThat(DataFolder.announced(data)).isEqualTo(first);

        new ProcessBuilder("kill", "-STOP", Long.toString(first.pid())).start().waitFor();

        assertStartedAgainWithABug("it did not answer for 4 s");
    }
}
