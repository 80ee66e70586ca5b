package fr.gaveurs.console.backend.platform.spool;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.slf4j.LoggerFactory;

/** Whatever a broken disk made of a file: what is read was written, and reading ends. */
class SpoolPropertiesTest {
    private static final int SEGMENT = 4_096;

    private final List<String> written = new ArrayList<>();
    private final byte[] whole;
    private final Path folder;

    SpoolPropertiesTest() throws IOException {
        folder = MemoryFolder.make("spool-");
        try (Spool spool = Spool.open(folder, SEGMENT, 1 << 20, 0, false)) {
            for (int i = 0; i < 12; i++) {
                written.add("record " + i + " " + "x".repeat(i * 7));
                spool.append(List.of(written.get(i).getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
            }
        }
        whole = Files.readAllBytes(files().getFirst());
        clear();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }

    private void clear() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    @BeforeProperty
    void hush() {
        // One line for each of some hundred damaged files would bury the others.
        level(Level.OFF);
    }

    private static void level(Level level) {
        ((Logger) LoggerFactory.getLogger(Spool.class)).setLevel(level);
    }

    @AfterProperty
    void delete() throws IOException {
        level(Level.INFO);
        clear();
        Files.delete(folder);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return Mutations.of(whole);
    }

    @Property(tries = 500)
    void onlyWhatWasWrittenIsRead(@ForAll("damaged") byte[] bytes) throws IOException {
        Files.write(folder.resolve("00000000000000000001.spool"), bytes);
        try (Spool spool = Spool.open(folder, SEGMENT, 1 << 20, 0, false)) {
            while (!spool.isEmpty()) {
                Spool.Batch batch = spool.peek(5);
                for (byte[] payload : batch.payloads()) {
                    assertThat(written).contains(new String(payload, StandardCharsets.UTF_8));
                }
                spool.remove(batch.payloads().size());
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("newer program");
        } finally {
            clear();
        }
    }
}
