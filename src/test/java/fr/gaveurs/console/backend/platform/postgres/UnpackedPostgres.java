package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs, unpacked once for the test JVM and linked into folders: each test saves two seconds. */
public final class UnpackedPostgres {
    private static @Nullable Path home;

    private UnpackedPostgres() {}

    /** Puts the programs where a server on this data folder finds them. */
    public static void linkInto(Path data) throws IOException {
        Path source = home();
        Path target = Files.createDirectories(data.resolve("postgres")).resolve(source.getFileName());
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.toList()) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, path);
                }
            }
        }
    }

    /** The folder that holds them. */
    public static synchronized Path home() throws IOException {
        Path unpacked = home;
        if (unpacked == null) {
            Path folder = Files.createTempDirectory("gaveurs-test-programs-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    FileTrees.delete(folder);
                } catch (IOException e) {
                    System.err.println("Couldn't remove " + folder + ": " + e);
                }
            }));
            unpacked =
                    PostgresBinaries.unpack(folder, UnpackedFiles.Look.CONTENTS).home();
            home = unpacked;
        }
        return unpacked;
    }
}
