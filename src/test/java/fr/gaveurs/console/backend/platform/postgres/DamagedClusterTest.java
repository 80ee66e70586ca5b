package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.MemoryTempDir;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start on files that a broken disk changed says which, and that only a backup helps. */
class DamagedClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir(factory = MemoryTempDir.class)
    Path data;

    private EmbeddedPostgres postgres = new EmbeddedPostgres(Path.of("unused"));

    @BeforeEach
    void makeAndStop() throws IOException {
        UnpackedPostgres.makeInto(data);
        postgres = new EmbeddedPostgres(data);
    }

    @AfterEach
    void stop() {
        postgres.stop(LIMIT);
    }

    private Path cluster() {
        return data.resolve("postgres").resolve("cluster");
    }

    private void refusesNaming(String... words) {
        assertThatThrownBy(postgres::start).isInstanceOf(DamageException.class).hasMessageContainingAll(words);
    }

    @Test
    void aControlFileOfZeros() throws IOException {
        Path control = cluster().resolve("global").resolve("pg_control");
        Files.write(control, new byte[(int) Files.size(control)]);
        refusesNaming("damaged", "pg_control");
    }

    @Test
    void aControlFileCutShort() throws IOException {
        try (RandomAccessFile control = new RandomAccessFile(
                cluster().resolve("global").resolve("pg_control").toFile(), "rw")) {
            control.setLength(100);
        }
        refusesNaming("damaged", "pg_control");
    }

    @Test
    void aLogFileThatIsGone() throws IOException {
        try (Stream<Path> files = Files.list(cluster().resolve("pg_wal"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        refusesNaming("damaged", "log");
    }

    @Test
    void aFolderThatIsGone() throws IOException {
        FileTrees.delete(cluster().resolve("pg_xact"));
        refusesNaming("damaged", "pg_xact");
    }

    @Test
    void catalogsThatAreGone() throws IOException {
        try (Stream<Path> files = Files.list(cluster().resolve("global"))) {
            List<Path> tables = files.filter(
                            file -> file.getFileName().toString().matches("\\d+"))
                    .toList();
            for (Path file : tables) {
                Files.write(file, new byte[100]);
            }
        }
        refusesNaming("damaged");
    }
}
