package fr.gaveurs.console.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private String names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .toList()
                    .toString();
        }
    }

    @Test
    void oneThatIsNotFinishedLeavesTheOldOneAndNothingElse() throws IOException {
        Path file = folder.resolve("a.json");
        AtomicFile.write(file, new byte[] {'1'});
        try (AtomicFile next = new AtomicFile(file)) {
            next.append(new byte[] {'2', '3'}, 2);
            assertThat(file).hasContent("1");
        }
        assertThat(file).hasContent("1");
        assertThat(names()).isEqualTo("[a.json]");
    }

    @Test
    void aFinishedOneTakesTheOldOnesPlace() throws IOException {
        Path file = folder.resolve("deeper/é ü.json");
        AtomicFile.write(file, new byte[] {'1'});
        AtomicFile.write(file, new byte[] {'2'});
        assertThat(file).hasContent("2");
    }

    @Test
    void whatCannotTakeItsPlaceIsTakenAway() throws IOException {
        Path file = Files.createDirectories(folder.resolve("taken/by a folder")).getParent();
        assertThatThrownBy(() -> AtomicFile.write(file, new byte[] {'1'})).isInstanceOf(IOException.class);
        assertThat(names()).isEqualTo("[taken]");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other rights")
    void aPrivateOneIsReadByItsOwnerAloneFromItsFirstByteOn() throws IOException {
        Path file = folder.resolve("secret");
        AtomicFile.write(file, new byte[] {'1'});
        AtomicFile.writePrivate(file, new byte[] {'2'});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anExclusiveOneIsWrittenByOneAtATimeAndTakesThePlaceOfOneThatAKilledProgramLeft() throws IOException {
        Path file = folder.resolve("a.backup");
        Files.write(folder.resolve("a.backup.part"), new byte[1_000]);
        try (AtomicFile first = AtomicFile.exclusive(file)) {
            first.stream().write(new byte[] {'1', '2'});
            assertThatThrownBy(() -> AtomicFile.exclusive(file)).isInstanceOf(AtomicFile.InUseException.class);
            assertThat(first.size()).isEqualTo(2);
            assertThat(file).doesNotExist();
            first.finish();
        }
        assertThat(file).hasContent("12");
        try (AtomicFile next = AtomicFile.exclusive(file)) {
            next.append(new byte[] {'3'}, 1);
        }
        assertThat(file).as("one that was given up").hasContent("12");
        assertThat(names()).isEqualTo("[a.backup]");
    }

    @Test
    void theEndOfItsStreamIsNotItsOwn() throws IOException {
        Path file = folder.resolve("a");
        try (AtomicFile written = new AtomicFile(file)) {
            try (OutputStream out = written.stream()) {
                out.write('1');
            }
            written.append(new byte[] {'2'}, 1);
            written.finish();
        }
        assertThat(file).hasContent("12");
    }
}
