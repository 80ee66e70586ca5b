package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSwapTest {
    @TempDir
    private Path data;

    private void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(data.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    private void old() throws IOException {
        write("postgres/cluster/PG_VERSION", "old");
        write("postgres/password", "old");
        write("postgres/18/bin", "programs");
        write("settings.properties", "old");
        write("reports/a", "old");
        write("logs/console.log", "log");
    }

    private void prepare() throws IOException {
        FolderSwap.stage(data);
        write("restoring/postgres/cluster/PG_VERSION", "new");
        write("restoring/postgres/password", "new");
        write("restoring/stations.json", "new");
        write("restoring/settings.properties", "new");
    }

    private static final Map<String, String> DONE = Map.of(
            "postgres/cluster/PG_VERSION", "new",
            "postgres/password", "new",
            "postgres/18/bin", "programs",
            "settings.properties", "new",
            "stations.json", "new",
            "logs/console.log", "log",
            "aside/postgres/cluster/PG_VERSION", "old",
            "aside/postgres/password", "old",
            "aside/settings.properties", "old",
            "aside/reports/a", "old");

    @Test
    void theOldIsAsideAndTheNewInItsPlace() throws IOException {
        old();
        prepare();
        FolderSwap.commit(data, true, "aside");
        assertThat(files()).containsExactlyInAnyOrderEntriesOf(DONE);
    }

    @Test
    void whatWasNotCommittedIsGone() throws IOException {
        old();
        Map<String, String> before = files();
        prepare();
        FolderSwap.settle(data);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void killedAtAnyMomentItIsFinishedByTheNextOne() throws IOException {
        old();
        prepare();
        write("restoring/committed", "aside\ntrue\n");
        Files.createDirectories(data.resolve("aside/postgres"));
        Files.move(data.resolve("postgres/cluster"), data.resolve("aside/postgres/cluster"));
        FolderSwap.settle(data);
        assertThat(files()).containsExactlyInAnyOrderEntriesOf(DONE);

        clear();
        old();
        prepare();
        FolderSwap.commit(data, true, "aside");
        // As if it had been killed before it tidied up.
        write("restoring/committed", "aside\ntrue\nold is aside\n");
        FolderSwap.settle(data);
        assertThat(files()).containsExactlyInAnyOrderEntriesOf(DONE);
    }

    @Test
    void aDatabaseElsewhereStaysWhereItIs() throws IOException {
        old();
        prepare();
        FolderSwap.commit(data, false, "aside");
        assertThat(files())
                .containsEntry("postgres/cluster/PG_VERSION", "old")
                .containsEntry("settings.properties", "new");
    }

    private void clear() throws IOException {
        try (var children = Files.list(data)) {
            for (Path child : children.toList()) {
                FileTrees.delete(child);
            }
        }
    }
}
