package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in memory, where the system has one and much room in it. A database is a thousand files: ext4, for one, looks
 * for minutes past each that was deleted, whenever another one is made.
 */
public final class MemoryFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long GIB = 1L << 30;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d+) kB");
    private static final Pattern OURS = Pattern.compile("gaveurs-test-(\\d+)-.*");

    private MemoryFolder() {}

    /** Nothing where several test JVMs with such folders could leave too little for anything else. */
    public static Optional<Path> make() throws IOException {
        if (!OperatingSystem.LINUX
                || !Files.isWritable(MEMORY)
                || Files.getFileStore(MEMORY).getUsableSpace() < 6 * GIB
                || available() < 12 * GIB) {
            return Optional.empty();
        }
        removeLeftovers();
        return Optional.of(Files.createTempDirectory(
                MEMORY, "gaveurs-test-" + ProcessHandle.current().pid() + "-"));
    }

    /** Whether this lies there. */
    public static boolean holds(Path folder) {
        return folder.toAbsolutePath().startsWith(MEMORY);
    }

    private static long available() throws IOException {
        Matcher found = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }

    /** Those of JVMs that were killed: memory is not freed by itself. */
    private static void removeLeftovers() throws IOException {
        try (Stream<Path> folders = Files.list(MEMORY)) {
            for (Path folder : folders.toList()) {
                Matcher ours = OURS.matcher(folder.getFileName().toString());
                if (ours.matches()
                        && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
                    FileTrees.delete(folder);
                }
            }
        }
    }
}
