package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked once for all test JVMs and linked into folders: each server saves two seconds. And a
 * server's folder as a first start leaves it, but for its port, made once for all of them and copied: that saves the
 * making, which flushes the whole disk; also with the tables that the scripts make, which takes them seconds.
 */
public final class UnpackedPostgres {
    private static final Map<Made, Path> MADE = new EnumMap<>(Made.class);
    private static @Nullable Path home;
    private static @Nullable Path inMemory;

    /** What a folder that is copied holds. */
    private enum Made {
        /** No tables. */
        EMPTY,
        /** In the console's own database the tables of all scripts. */
        MIGRATED
    }

    private UnpackedPostgres() {}

    /** Puts the programs where a server on this data folder finds them. */
    public static void linkInto(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("postgres"));
        Path source = homeFor(folder);
        Path target = folder.resolve(source.getFileName());
        if (copied("-al", List.of(source), target.getParent()) || copied("-a", List.of(source), target.getParent())) {
            return;
        }
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.toList()) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    link(path, copy);
                }
            }
        }
    }

    /** The programs where links lead from into this folder: in memory they are copied once for all of this JVM's. */
    private static synchronized Path homeFor(Path data) throws IOException {
        Path unpacked = home();
        if (!MemoryFolder.holds(data)) {
            return unpacked;
        }
        Path copy = inMemory;
        if (copy == null) {
            Path folder = MemoryFolder.make("programs-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    FileTrees.delete(folder);
                } catch (IOException e) {
                    System.err.println("Couldn't remove " + folder + ": " + e);
                }
            }));
            copy = folder.resolve(unpacked.getFileName());
            if (!copied("-a", List.of(unpacked), folder)) {
                throw new IOException("the programs could not be copied to " + copy);
            }
            inMemory = copy;
        }
        return copy;
    }

    /** A temporary folder may lie on another disk, which no link reaches. */
    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(
                    from,
                    to,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Whether the system's own command has copied these into a folder, which takes it a tenth of the time. */
    private static boolean copied(String how, List<Path> sources, Path folder) throws IOException {
        if (!OperatingSystem.LINUX) {
            return false;
        }
        List<String> command = new ArrayList<>(List.of("cp", how));
        sources.forEach(source -> command.add(source.toString()));
        command.add(folder.toString());
        Process cp = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return cp.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were copied", e);
        }
    }

    /** The same with a server's folder without tables, which a console or {@link EmbeddedPostgres} goes on with. */
    public static void makeInto(Path data) throws IOException {
        makeInto(data, Made.EMPTY);
    }

    /** The same with all tables in the console's own database, as the second start of a console finds it. */
    public static void makeMigratedInto(Path data) throws IOException {
        makeInto(data, Made.MIGRATED);
    }

    private static void makeInto(Path data, Made kind) throws IOException {
        linkInto(data);
        Path source = made(kind);
        Path target = data.resolve("postgres");
        try (Stream<Path> tree = Files.list(source)) {
            if (copied("-a", tree.toList(), target)) {
                return;
            }
        }
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

    private static synchronized Path made(Made kind) throws IOException {
        Path folder = MADE.get(kind);
        if (folder == null) {
            Path programs = home().getFileName();
            Path all = Files.createDirectories(Path.of("target", "clusters-of-tests"))
                    .toRealPath();
            folder = all.resolve(kind == Made.EMPTY ? programs.toString() : programs + "-" + scripts());
            try (FileChannel file = lockOf(all)) {
                var unused = file.lock(); // it ends with the channel
                if (!Files.isDirectory(folder)) {
                    make(programs, all, folder, kind);
                }
            }
            MADE.put(kind, folder);
        }
        return folder;
    }

    /** A short name for all that the scripts say. */
    private static String scripts() throws IOException {
        CRC32 sum = new CRC32();
        try {
            URL folder = Objects.requireNonNull(UnpackedPostgres.class.getResource("/db/migration"));
            try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                for (Path file : files.sorted().toList()) {
                    sum.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                    sum.update(Files.readAllBytes(file));
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return Long.toHexString(sum.getValue());
    }

    private static void make(Path programs, Path all, Path folder, Made kind) throws IOException {
        Path data = Files.createTempDirectory(all, "making-");
        try {
            linkInto(data);
            EmbeddedPostgres postgres = new EmbeddedPostgres(data);
            postgres.start();
            if (kind == Made.MIGRATED) {
                new Migrations(postgres.connectionInfo()).migrate();
            }
            postgres.stop(Duration.ofSeconds(60));
            Path left = data.resolve("postgres");
            FileTrees.delete(left.resolve(programs));
            // Servers of several JVMs would ask for the same one at once.
            Files.delete(left.resolve("port"));
            // It has its name only when all of it is there.
            Files.move(left, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTrees.delete(data);
        }
    }

    private static FileChannel lockOf(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The folder that holds them: nothing in it may be changed. Every byte was looked at. */
    public static synchronized Path home() throws IOException {
        Path unpacked = home;
        if (unpacked == null) {
            Path folder = Files.createDirectories(Path.of("target", "postgres-of-tests"))
                    .toRealPath();
            try (FileChannel file = lockOf(folder)) {
                var unused = file.lock(); // it ends with the channel
                unpacked = PostgresBinaries.unpack(folder, UnpackedFiles.Look.CONTENTS)
                        .home();
            }
            home = unpacked;
        }
        return unpacked;
    }
}
