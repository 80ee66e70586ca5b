package fr.gaveurs.console.backend.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The temporary folder of a test that starts a server of its own, in memory where it can be: on a disk each costs a second
 * of processor time, for files that nobody wants back. To whoever kills a process it makes no difference.
 */
public final class MemoryTempDir implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        Optional<Path> memory = MemoryFolder.make();
        if (memory.isPresent()) {
            if (runsPrograms(memory.get())) {
                return memory.get();
            }
            Files.delete(memory.get());
        }
        return Files.createTempDirectory("junit-");
    }

    /** Some systems keep programs from being run there. */
    private static boolean runsPrograms(Path folder) throws IOException {
        Path program = Files.createFile(
                folder.resolve("program"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        boolean runs = Files.isExecutable(program);
        Files.delete(program);
        return runs;
    }
}
