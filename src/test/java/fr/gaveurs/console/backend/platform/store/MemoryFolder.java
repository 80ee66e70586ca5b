package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Folders of tests, in memory where the system has one from which programs are run, and much room in it; elsewhere in the
 * usual temporary folder. A database is a thousand files: ext4, for one, looks for minutes past each that was deleted,
 * whenever another one is made. Each {@code @TempDir} is one.
 */
public final class MemoryFolder implements TempDirFactory {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long GIB = 1L << 30;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d+) kB");
    private static final Pattern OURS = Pattern.compile("gaveurs-test-(\\d+)-.*");
    /** Whether this JVM's folders lie there; null until the first one is made. */
    private static @Nullable Boolean used;

    /** JUnit makes it, by its name in junit-platform.properties. */
    public MemoryFolder() {}

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        return make("junit-");
    }

    /** A new folder, to be deleted by the caller. */
    public static Path make(String name) throws IOException {
        return use()
                ? Files.createTempDirectory(
                        MEMORY, "gaveurs-test-" + ProcessHandle.current().pid() + "-" + name)
                : Files.createTempDirectory("gaveurs-test-" + name);
    }

    /** Whether a path lies in memory. */
    public static boolean holds(Path path) throws IOException {
        return OperatingSystem.LINUX && path.toRealPath().startsWith(MEMORY);
    }

    /** Not where several test JVMs with such folders could leave too little for anything else. */
    private static synchronized boolean use() throws IOException {
        Boolean known = used;
        if (known == null) {
            known = OperatingSystem.LINUX
                    && !Boolean.getBoolean(TestDatabase.FLUSHED)
                    && Files.isWritable(MEMORY)
                    && Files.getFileStore(MEMORY).getUsableSpace() >= 6 * GIB
                    && available() >= 12 * GIB
                    && runsPrograms();
            if (known) {
                removeLeftovers();
            }
            used = known;
        }
        return known;
    }

    private static boolean runsPrograms() throws IOException {
        Path program = Files.createTempFile(
                MEMORY,
                "gaveurs-test-" + ProcessHandle.current().pid() + "-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            return Files.isExecutable(program);
        } finally {
            Files.delete(program);
        }
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
        } catch (NoSuchFileException e) {
            // Another JVM removes the same.
        }
    }
}
