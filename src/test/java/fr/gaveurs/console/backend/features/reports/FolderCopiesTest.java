package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.backend.TestConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Network drives that hang, told apart from slow ones: a pipe that nobody fills answers as little as they do. */
@Timeout(150)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in folders")
class FolderCopiesTest {
    /** Long enough for a small file on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private Path place(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static void assertHangs(FolderCopies copies, Path place, Path file) {
        assertThatThrownBy(() -> copies.copy(place.toString(), List.of(file)))
                .isInstanceOfSatisfying(ReasonException.class, e -> {
                    assertThat(e.reason().code()).isEqualTo(Code.FOLDER_HANGS);
                    assertThat(e.reason().details()).contains(place.toString());
                });
    }

    @Test
    void oneThatHangsIsGivenUpOthersGoOnAndItIsAskedAgainOnceItCameBack() throws Exception {
        FolderCopies copies = new FolderCopies(SHORT);
        Path hanging = place("hanging");
        Path pipe = pipe("report.pdf");
        Path file = Files.writeString(folder.resolve("other.pdf"), "whole");
        assertHangs(copies, hanging, pipe);
        long before = threads();
        assertHangs(copies, hanging, file);
        assertThat(threads()).as("nobody waits for it a second time").isEqualTo(before);
        Path other = place("other");
        copies.copy(other.toString(), List.of(file));
        assertThat(other.resolve("other.pdf")).hasContent("whole");
        // The drive is back: what came too late leaves nothing, and the next copy is taken.
        try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write(1);
        }
        await().until(() -> threads() == 0);
        copies.copy(hanging.toString(), List.of(file));
        try (var names = Files.list(hanging)) {
            assertThat(names.map(each -> each.getFileName().toString())).containsExactly("other.pdf");
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("copy of a report"))
                .count();
    }

    @Test
    void onlySoManyHangAtOnceAndTheEndOfTheProgramWaitsForNone() throws Exception {
        FolderCopies copies = new FolderCopies(Duration.ofMillis(50));
        Path pipe = pipe("report.pdf");
        for (int i = 0; i < FolderCopies.MOST_HANGING; i++) {
            assertHangs(copies, place("drive" + i), pipe);
        }
        assertThat(threads()).isEqualTo(FolderCopies.MOST_HANGING);
        assertHangs(copies, place("one more"), pipe);
        assertThat(threads()).isEqualTo(FolderCopies.MOST_HANGING);
        FolderCopies patient = new FolderCopies(Duration.ofMinutes(10));
        Path last = place("last");
        CountDownLatch ended = new CountDownLatch(1);
        Thread delivery = Thread.ofPlatform().start(() -> {
            try {
                patient.copy(last.toString(), List.of(pipe));
            } catch (InterruptedException e) {
                ended.countDown();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> threads() == FolderCopies.MOST_HANGING + 1);
        delivery.interrupt();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        Files.newOutputStream(pipe).close();
        await().until(() -> threads() == 0);
    }

    @Test
    void whatIsWrongWithAFolderIsToldByItsCode() throws Exception {
        FolderCopies copies = new FolderCopies(SHORT);
        Path file = Files.writeString(folder.resolve("a.pdf"), "a");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> copies.copy(missing.toString(), List.of(file)))
                .isInstanceOfSatisfying(IOException.class, e -> assertThat(
                                FileReasons.copying(missing.toString(), e).code())
                        .isEqualTo(Code.FOLDER_AWAY));
        assertThat(missing)
                .as("a drive that is away becomes no folder of this disk")
                .doesNotExist();
        assertThat(FileReasons.copying("x", new IOException("No space left on device"))
                        .code())
                .isEqualTo(Code.FOLDER_FULL);
        assertThat(FileReasons.writing(new IOException("Espace insuffisant")).code())
                .isEqualTo(Code.FILE);
    }

    /** The whole console: a report whose file cannot be read on hangs, its mail goes on, and the end waits for neither. */
    @Test
    void aConsoleWhoseFolderHangsEndsAllTheSame() throws Exception {
        Path place = place("network");
        TestConsole console = TestConsole.start();
        console.keepFolder();
        Path file;
        try {
            console.post("/api/reports", "{\"kind\":\"conditions\"}");
            await().until(() -> console.count("SELECT count(*) FROM report_files") == 1);
            String name = console.jdbi().withHandle(handle -> handle.createQuery("SELECT file_name FROM report_files")
                    .mapTo(String.class)
                    .one());
            file = console.folder().resolve("report-files").resolve(name);
            Files.delete(file);
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
            console.jdbi()
                    .useHandle(handle -> handle.createUpdate("INSERT INTO report_deliveries (run_id, kind, address)"
                                    + " SELECT id, k, a FROM report_runs, (VALUES ('folder', :folder),"
                                    + " ('mail', 'chef@example.fr')) AS v(k, a)")
                            .bind("folder", place.toString())
                            .execute());
            await().until(() -> threads() == 1);
            await().until(() -> console.count("SELECT count(*) FROM report_deliveries WHERE kind = 'mail'"
                            + " AND error_code = 'no_mail_server'")
                    == 1);
        } finally {
            console.close();
        }
        assertThat(threads()).as("it hangs on, and nobody waits for it").isEqualTo(1);
        Files.newOutputStream(file).close();
        await().until(() -> threads() == 0);
    }
}
