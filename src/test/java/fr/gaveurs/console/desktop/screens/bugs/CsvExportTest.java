package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CsvExportTest {
    @TempDir
    private Path folder;

    private final TestBackend backend = new TestBackend();
    private final ApiClient client = new ApiClient(backend.base(), null);
    private final Messages messages = new Messages(Messages.Language.FR, ZoneOffset.UTC);
    private final Queue<String> notices = new ConcurrentLinkedQueue<>();
    private final Queue<Boolean> states = new ConcurrentLinkedQueue<>();
    private final BackgroundTasks tasks = new BackgroundTasks();
    private CsvExport export;

    @BeforeEach
    void start() {
        Fx.start();
        tasks.toldBy(new Told(notices));
        export = new CsvExport(client.bugs(), messages, tasks, () -> states.add(export.isRunning()));
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    private void export(Path target) {
        Fx.run(() -> export.start(BugQuery.ALL, target.toFile()));
        await().until(() -> !notices.isEmpty());
        assertThat(Fx.call(() -> tasks.running())).isEmpty();
        assertThat(states).containsExactly(true, false);
    }

    @Test
    void theFileHasTheSeparatorOfTheWindowsLanguage() throws Exception {
        byte[] csv = "id;title".getBytes(StandardCharsets.UTF_8);
        backend.answerBytes("/api/bugs/export.csv", "text/csv", csv);

        export(folder.resolve("bugs.csv"));

        assertThat(folder.resolve("bugs.csv")).hasBinaryContent(csv);
        assertThat(notices).containsExactly("good: bugs.csv est écrit.");
        assertThat(backend.asked.take().pathAndQuery()).endsWith("?separator=semicolon");
    }

    @Test
    void aRefusalIsTold() throws Exception {
        backend.answer(
                "/api/bugs/export.csv", 503, new Problem("/problems/busy", "Busy", 503, "come again", null, null));

        export(folder.resolve("bugs.csv"));

        assertThat(notices)
                .singleElement()
                .asString()
                .contains("L’export n’a pas abouti", "le serveur est très occupé");
        assertEmpty();
    }

    @Test
    void aFolderThatTakesNothingIsTold() throws Exception {
        backend.answerBytes("/api/bugs/export.csv", "text/csv", new byte[] {'x'});

        export(folder.resolve("nowhere/bugs.csv"));

        assertThat(notices).singleElement().asString().startsWith("bugs.csv n’a pas pu être écrit");
        assertEmpty();
    }

    @Test
    void itCanBeCancelledBeforeAnythingCame() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        backend.before("/api/bugs/export.csv", cancelled);
        Fx.run(() -> {
            export.start(BugQuery.ALL, folder.resolve("bugs.csv").toFile());
            assertThat(tasks.running().getFirst().getTitle()).isEqualTo("Export des bugs vers bugs.csv");
            tasks.running().getFirst().cancel();
        });
        cancelled.countDown();
        await().until(() -> !notices.isEmpty());

        assertThat(notices).containsExactly("good: L’export est annulé, rien n’a été écrit.");
        await().untilAsserted(this::assertEmpty);
    }

    private void assertEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
