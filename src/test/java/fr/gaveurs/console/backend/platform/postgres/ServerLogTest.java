package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    Path folder;

    @Test
    void staysBoundedWhileAServerAppends() throws IOException {
        Path file = folder.resolve("postgresql.log");
        ServerLog log = new ServerLog(file, 1_000);
        try (OutputStream server = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 1_000; i++) {
                server.write(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                log.bound();
            }
        }

        assertThat(log.size()).isLessThanOrEqualTo(1_000);
        assertThat(folder.resolve("postgresql.log.1"))
                .content()
                .contains("line 8")
                .hasSizeLessThan(1_100);
        assertThat(log.tail(0)).last().isEqualTo("line 999");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void namesTheFailureThatMatters() throws IOException {
        Path file = folder.resolve("postgresql.log");
        String start = "2026-11-23 12:00:00.000 UTC [1]  LOG:  starting\n";
        Files.writeString(file, start + """
                        2026-11-23 12:00:00.000 UTC [10]  FATAL:  could not write lock file: No space left on device
                        2026-11-23 12:00:00.000 UTC [7] web FATAL:  password authentication failed
                        2026-11-23 12:00:00.000 UTC [10]  LOG:  database system is shut down
                        """);
        ServerLog log = new ServerLog(file);

        assertThat(log.failureOf(10, 0)).contains("could not write lock file: No space left on device");
        assertThat(log.failureOf(1, 0)).isEmpty();
        assertThat(log.failure(0)).contains("password authentication failed");
        assertThat(log.failure(log.size())).isEmpty();
        assertThat(new ServerLog(folder.resolve("missing")).tail(0)).isEmpty();
    }
}
