package fr.gaveurs.console.backend.features.firmware.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    private static final byte[] BYTES = new byte[100_000];

    @TempDir
    Path folder;

    private static String hash() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES));
    }

    /** The bytes once, then none. */
    private static ImageFiles.Pieces pieces() {
        boolean[] given = {false};
        return () -> {
            byte[] next = given[0] ? new byte[0] : BYTES;
            given[0] = true;
            return next;
        };
    }

    @Test
    void cleaningLeavesWhatArrivesJustNow() throws Exception {
        ImageFiles files = new ImageFiles(folder);
        Files.writeString(folder.resolve("left.upload"), "of a killed console");
        Files.writeString(folder.resolve(".left.upload.x.part"), "of a killed console");
        Path upload = files.receive(new ByteArrayInputStream(BYTES) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                try {
                    files.clean(Set.of());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.read(into, from, length);
            }
        });
        assertThat(upload).isRegularFile();
        files.clean(Set.of());
        assertThat(upload).as("it is being checked").isRegularFile();
        files.drop(upload);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aCopyThatADiskSpoiledIsWrittenAnew() throws Exception {
        Path copy = new ImageFiles(folder).file(hash(), BYTES.length, pieces());
        assertThat(copy).hasBinaryContent(BYTES);
        byte[] spoiled = BYTES.clone();
        spoiled[77] ^= 1;
        Files.write(copy, spoiled);
        ImageFiles started = new ImageFiles(folder);
        assertThat(started.file(hash(), BYTES.length, pieces())).hasBinaryContent(BYTES);

        Files.write(copy, spoiled);
        Files.setLastModifiedTime(copy, FileTime.fromMillis(1_000));
        assertThat(started.file(hash(), BYTES.length, pieces()))
                .as("while it runs")
                .hasBinaryContent(BYTES);
        Path kept = started.receive(new ByteArrayInputStream(BYTES));
        started.keep(kept, hash());
        assertThat(started.file(hash(), BYTES.length, () -> {
                    throw new IOException("nothing is missing");
                }))
                .hasBinaryContent(BYTES);
    }
}
