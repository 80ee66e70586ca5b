package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked once for all test JVMs and linked into folders: each server saves two seconds. And a
 * server's folder as a first start leaves it, but for its port, made once for all of them and copied: that saves the
 * making, which flushes the whole disk.
 */
public final class UnpackedPostgres {
    private static @Nullable Path home;
    private static @Nullable Path homeInMemory;
    private static @Nullable Path made;

    private UnpackedPostgres() {}

    /** Puts the programs where a server on this data folder finds them. */
    public static void linkInto(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("postgres"));
        Path source = MemoryFolder.holds(folder) ? homeInMemory() : home();
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

    /** The same with a server's folder, which a console or {@link EmbeddedPostgres} goes on with. */
    public static void makeInto(Path data) throws IOException {
        linkInto(data);
        Path source = made();
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

    private static synchronized Path made() throws IOException {
        Path folder = made;
        if (folder == null) {
            Path programs = home().getFileName();
            Path all = Files.createDirectories(Path.of("target", "clusters-of-tests"))
                    .toRealPath();
            folder = all.resolve(programs.toString());
            try (FileChannel file = lockOf(all)) {
                var unused = file.lock(); // it ends with the channel
                if (!Files.isDirectory(folder)) {
                    make(programs, all, folder);
                }
            }
            made = folder;
        }
        return folder;
    }

    private static void make(Path programs, Path all, Path folder) throws IOException {
        Path data = Files.createTempDirectory(all, "making-");
        try {
            linkInto(data);
            EmbeddedPostgres postgres = new EmbeddedPostgres(data);
            postgres.start();
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

    /** A copy for this JVM: no link reaches from one file system into another. */
    private static synchronized Path homeInMemory() throws IOException {
        Path copy = homeInMemory;
        if (copy == null) {
            Path folder = MemoryFolder.make("programs-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    FileTrees.delete(folder);
                } catch (IOException e) {
                    System.err.println("Couldn't remove " + folder + ": " + e);
                }
            }));
            copy = folder.resolve(home().getFileName());
            if (!copied("-a", List.of(home()), folder)) {
                throw new IOException("the programs could not be copied to " + copy);
            }
            homeInMemory = copy;
        }
        return copy;
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
