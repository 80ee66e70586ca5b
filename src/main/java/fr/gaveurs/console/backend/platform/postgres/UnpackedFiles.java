package fr.gaveurs.console.backend.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The list of what was unpacked into a folder, kept in it: by it a file that a broken disk, a virus scanner or a power cut
 * took away, emptied or changed is found before the program that it belongs to is run.
 *
 * <p>A line for each file: size in bytes, CRC-32C in hex, path with slashes; the last line is {@code end}.
 */
final class UnpackedFiles {
    private static final String NAME = "unpacked.list";
    private static final String END = "end";

    /** How closely files are looked at. */
    enum Look {
        /** Whether they are there, and their sizes: some hundredths of a second. */
        SIZES,
        /** Also every byte of them. */
        CONTENTS
    }

    private UnpackedFiles() {}

    /** Lists what a folder holds; links count as what they lead to. */
    static void list(Path home) throws IOException {
        try (Stream<Path> tree = Files.walk(home)) {
            List<String> lines = tree.parallel()
                    .filter(Files::isRegularFile)
                    .map(file -> line(home, file))
                    .toList();
            Files.writeString(home.resolve(NAME), String.join("\n", lines) + "\n" + END + "\n");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Takes the list away: what a folder without one holds is unpacked again by the next start. */
    static void distrust(Path home) throws IOException {
        Files.deleteIfExists(home.resolve(NAME));
    }

    private static String line(Path home, Path file) {
        try {
            return Files.size(file) + " " + checksum(file) + " "
                    + home.relativize(file).toString().replace('\\', '/');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a folder that was listed, in words; nothing if it holds all it held. */
    static Optional<String> fault(Path home, Look look) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(home.resolve(NAME));
        } catch (NoSuchFileException e) {
            return Optional.of("it was unpacked without a list of its files");
        } catch (MalformedInputException e) {
            return Optional.of("the list of its files is unreadable");
        }
        if (lines.isEmpty() || !lines.getLast().equals(END)) {
            return Optional.of("the list of its files is cut short");
        }
        try {
            return lines.subList(0, lines.size() - 1).parallelStream()
                    .map(line -> fault(home, line, look))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<String> fault(Path home, String line, Look look) {
        String[] words = line.split(" ", 3);
        if (words.length < 3 || !words[0].matches("\\d{1,18}")) {
            return Optional.of("the list of its files is unreadable");
        }
        Path file = home.resolve(words[2]);
        try {
            if (!Files.exists(file)) {
                return Optional.of(
                        words[2] + (Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? " leads nowhere" : " is missing"));
            }
            long size = Files.size(file);
            if (size != Long.parseLong(words[0])) {
                return Optional.of(words[2] + " has " + size + " bytes instead of " + words[0]);
            }
            return look == Look.SIZES || checksum(file).equals(words[1])
                    ? Optional.empty()
                    : Optional.of(words[2] + " was changed");
        } catch (IOException e) {
            return Optional.of(words[2] + " can't be read (" + e.getMessage() + ")");
        }
    }

    private static String checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        }
        return HexFormat.of().toHexDigits(sum.getValue(), 8);
    }
}
