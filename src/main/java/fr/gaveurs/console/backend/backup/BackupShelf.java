package fr.gaveurs.console.backend.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STAMP_LENGTH = "20261123T023000Z".length();

    private final Path folder;

    public BackupShelf(Path dataDir) {
        folder = dataDir.resolve("backups");
    }

    /** A backup on the shelf; {@code time} is when it was begun, {@code bytes} the file's size. */
    public record Shelved(Path file, Instant time, long bytes) {}

    /** A name for a new one, in the folder, which is made if it is missing. */
    Path place(String prefix, Instant time) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(prefix + STAMP.format(time) + SUFFIX);
    }

    /** The newest daily one; a file is there only if it is complete. Nothing if there is none. */
    public Optional<Shelved> newestDaily() {
        try {
            return list(DAILY).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Deletes all but the newest {@code kept} of a kind. */
    void prune(String prefix, int kept) throws IOException {
        for (Shelved old : list(prefix).stream().skip(kept).toList()) {
            Files.deleteIfExists(old.file());
        }
    }

    /** Newest first. */
    private List<Shelved> list(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> shelved(file, prefix))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Shelved::time).reversed())
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
