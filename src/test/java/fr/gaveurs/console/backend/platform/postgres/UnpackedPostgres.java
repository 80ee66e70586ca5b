package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked once for the test JVM and linked into folders: each test saves two seconds. And a
 * server's folder as a first start leaves it, made once and copied: that saves the making, which flushes the whole disk.
 */
public final class UnpackedPostgres {
    private static @Nullable Path home;
    private static @Nullable Path made;

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

    /** The same with a server's folder, which a console or {@link EmbeddedPostgres} goes on with. */
    public static void makeInto(Path data) throws IOException {
        linkInto(data);
        Path source = made();
        Path target = data.resolve("postgres");
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.filter(each -> !each.equals(source)).toList()) {
                Files.copy(
                        path,
                        target.resolve(source.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static synchronized Path made() throws IOException {
        Path folder = made;
        if (folder == null) {
            Path data = temporary("gaveurs-test-cluster-");
            linkInto(data);
            EmbeddedPostgres postgres = new EmbeddedPostgres(data);
            postgres.start();
            postgres.stop(Duration.ofSeconds(60));
            folder = data.resolve("postgres");
            FileTrees.delete(folder.resolve(home().getFileName()));
            made = folder;
        }
        return folder;
    }

    private static Path temporary(String name) throws IOException {
        Path folder = Files.createTempDirectory(name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                FileTrees.delete(folder);
            } catch (IOException e) {
                System.err.println("Couldn't remove " + folder + ": " + e);
            }
        }));
        return folder;
    }

    /** The folder that holds them. */
    public static synchronized Path home() throws IOException {
        Path unpacked = home;
        if (unpacked == null) {
            unpacked = PostgresBinaries.unpack(temporary("gaveurs-test-programs-"), UnpackedFiles.Look.CONTENTS)
                    .home();
            home = unpacked;
        }
        return unpacked;
    }
}
