package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder {@code <data>/backups}, with what the console writes there by itself. Other files in it are left alone. */
public final class BackupShelf {
    static final String DAILY = "daily-";
    static final String BEFORE_MIGRATION = "before-V";
    private static final String SUFFIX = ".backup";
    /** A file in the data folder: which were made one after the other, a name a line. */
    private static final String ORDER = "backup-order";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STAMP_LENGTH = "20261123T023000Z".length();

    private final Path folder;
    private final Path orderFile;

    public BackupShelf(Path dataDir) {
        folder = dataDir.resolve("backups");
        orderFile = dataDir.resolve(ORDER);
    }

    /** A backup on the shelf; {@code time} is when it was begun, {@code bytes} the file's size. */
    public record Shelved(Path file, Instant time, long bytes) {}

    /**
     * A name for a new one, in the folder, which is made if it is missing. No file has it yet: a clock that was set back
     * comes by the same second twice.
     */
    Path place(String prefix, Instant time) throws IOException {
        Files.createDirectories(folder);
        Instant free = time;
        Path file = folder.resolve(prefix + STAMP.format(free) + SUFFIX);
        while (Files.exists(file)) {
            free = free.plusSeconds(1);
            file = folder.resolve(prefix + STAMP.format(free) + SUFFIX);
        }
        return file;
    }

    /**
     * The daily one that was made last, of those begun before {@code limit}; a file is there only if it is complete.
     * Nothing if there is none.
     */
    public Optional<Shelved> newestDaily(Instant limit) {
        try {
            return list(DAILY).stream().filter(b -> b.time().isBefore(limit)).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The newest one of any kind, by order of making; nothing if there is none. */
    public Optional<Shelved> newest() {
        try {
            return list("").stream()
                    .filter(b -> {
                        String name = String.valueOf(b.file().getFileName());
                        return name.startsWith(DAILY) || name.startsWith(BEFORE_MIGRATION);
                    })
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes down that one was just made, and deletes all of its kind but it and those that were made before it, {@code
     * kept} in all. No clock has a say in it: a name tells when a file was made only by the clock of then.
     */
    void keep(String prefix, int kept, Path made) throws IOException {
        String name = String.valueOf(made.getFileName());
        List<String> order = new ArrayList<>(order());
        order.removeIf(other -> other.equals(name) || !Files.exists(folder.resolve(other)));
        order.add(name);
        AtomicFile.write(orderFile, (String.join("\n", order) + "\n").getBytes(StandardCharsets.UTF_8));
        for (Shelved old : list(prefix).stream().skip(Math.max(1, kept)).toList()) {
            Files.deleteIfExists(old.file());
        }
    }

    /** Names in the order in which they were made; none where that was never taken down. */
    private List<String> order() {
        try {
            return Files.readAllLines(orderFile);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Those made last first; before them, by their names, those of which that was not taken down. */
    private List<Shelved> list(String prefix) throws IOException {
        List<String> order = order();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> shelved(file, prefix))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt((Shelved b) ->
                                    order.indexOf(String.valueOf(b.file().getFileName())))
                            .thenComparing(Shelved::time)
                            .reversed())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Optional<Shelved> shelved(Path file, String prefix) {
        String name = file.getFileName().toString();
        int stamp = name.length() - SUFFIX.length() - STAMP_LENGTH;
        if (!name.startsWith(prefix) || !name.endsWith(SUFFIX) || stamp < prefix.length()) {
            return Optional.empty();
        }
        try {
            Instant time = STAMP.parse(name.substring(stamp, stamp + STAMP_LENGTH), Instant::from);
            return Optional.of(new Shelved(file, time, Files.size(file)));
        } catch (DateTimeParseException | IOException e) {
            return Optional.empty(); // not one of ours, or gone since
        }
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** The number of a version, such as 003, in the name of the backup before it. */
    static String beforeMigration(String version) {
        return BEFORE_MIGRATION + version + "-";
    }
}
