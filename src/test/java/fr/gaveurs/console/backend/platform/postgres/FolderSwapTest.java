package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        FolderSwap.commit(data, true, "aside", List.of());
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
        FolderSwap.commit(data, true, "aside", List.of());
        // As if it had been killed before it tidied up.
        write("restoring/committed", "aside\ntrue\nold is aside\n");
        FolderSwap.settle(data);
        assertThat(files()).containsExactlyInAnyOrderEntriesOf(DONE);
    }

    @Test
    void aDatabaseElsewhereStaysWhereItIs() throws IOException {
        old();
        prepare();
        FolderSwap.commit(data, false, "aside", List.of());
        assertThat(files())
                .containsEntry("postgres/cluster/PG_VERSION", "old")
                .containsEntry("settings.properties", "new");
    }

    @Test
    void whatTheNewKnowsNothingOfIsKeptWithTheOld() throws IOException {
        old();
        write("made/1", "of both");
        write("made/2", "of the old");
        write("made/3", "of the old");
        prepare();
        write("restoring/committed", "aside\ntrue\n");
        write("restoring/left", "made/2\nmade/3");
        // As if it had been killed between the two.
        Files.createDirectories(data.resolve("aside/made"));
        Files.move(data.resolve("made/2"), data.resolve("aside/made/2"));
        FolderSwap.settle(data);
        assertThat(files())
                .containsAllEntriesOf(DONE)
                .containsEntry("aside/made/2", "of the old")
                .containsEntry("aside/made/3", "of the old")
                .containsEntry("made/1", "of both")
                .hasSize(DONE.size() + 3);

        clear();
        old();
        write("made/2", "of the old");
        prepare();
        FolderSwap.commit(data, true, "aside", List.of("made/2"));
        assertThat(files()).containsEntry("aside/made/2", "of the old").hasSize(DONE.size() + 1);
    }

    private void clear() throws IOException {
        try (var children = Files.list(data)) {
            for (Path child : children.toList()) {
                FileTrees.delete(child);
            }
        }
    }
}
