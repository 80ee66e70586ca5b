package fr.gaveurs.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.Bugs;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DownloadTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1/x");

    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void target() {
        target = folder.resolve("bugs.csv");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theFileIsThereWhenItIsWhole() throws Exception {
        Files.writeString(target, "an older one");
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        List<Long> progress = new ArrayList<>();
        Download download = new Download(ADDRESS);
        Thread reader = Thread.startVirtualThread(() -> download.take(in, target, progress::add));
        out.write("half".getBytes(StandardCharsets.UTF_8));
        out.flush();
        await().until(() -> files().size() == 2);
        assertThat(target).hasContent("an older one");
        out.close();
        reader.join();

        assertThat(download.done().join()).isEqualTo(4);
        assertThat(progress).containsExactly(4L);
        assertThat(target).hasContent("half");
        assertThat(files()).containsExactly("bugs.csv");
    }

    @Test
    void cancelledNothingStaysBehind() throws Exception {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Download download = new Download(ADDRESS);
        Thread reader = Thread.startVirtualThread(() -> download.take(in, target, bytes -> download.cancel()));
        out.write(1);
        out.close();
        reader.join();

        assertThatThrownBy(download.done()::join).isInstanceOf(CancellationException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatBreaksOffIsTheBackendsFaultAndLeavesNothing() throws Exception {
        InputStream broken = new InputStream() {
            private int left = 3;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("reset");
                }
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                into[offset] = (byte) read();
                return 1;
            }
        };
        Download download = new Download(ADDRESS);
        download.take(broken, target, bytes -> {});

        assertThatThrownBy(download.done()::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ApiException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aSilentBackendIsGivenUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream silent = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1; // as if it were whole
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        Download download = new Download(ADDRESS, Duration.ofMillis(200));
        Thread reader = Thread.startVirtualThread(() -> download.take(silent, target, bytes -> {}));
        reader.join();

        assertThatThrownBy(download.done()::join).hasMessageContaining("nothing came for");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDiskThatTakesNothingIsNotTheBackendsFault() {
        Download download = new Download(ADDRESS);
        download.take(InputStream.nullInputStream(), folder.resolve("nowhere/bugs.csv"), bytes -> {});

        assertThatThrownBy(download.done()::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void anExportComesOverHttp() throws Exception {
        try (TestBackend backend = new TestBackend();
                ApiClient client = new ApiClient(backend.base(), null)) {
            backend.answerBytes("/api/bugs/export.csv", "text/csv", "id;title\r\n".getBytes(StandardCharsets.UTF_8));
            Bugs.ExportQuery query = Bugs.ExportQuery.of(Bugs.BugQuery.ALL, CsvSeparator.SEMICOLON);

            client.bugs().csv(query, target, bytes -> {}).done().join();

            assertThat(target).hasContent("id;title\r\n");
            assertThat(backend.asked.take().pathAndQuery()).isEqualTo("/api/bugs/export.csv?separator=semicolon");

            Files.delete(target);
            backend.answer(
                    "/api/bugs/export.csv", 503, new Problem("/problems/busy", "Busy", 503, "come again", null, null));
            assertThatThrownBy(client.bugs().csv(query, target, bytes -> {}).done()::join)
                    .hasMessageContaining("come again");
            assertThat(files()).isEmpty();
        }
    }
}
