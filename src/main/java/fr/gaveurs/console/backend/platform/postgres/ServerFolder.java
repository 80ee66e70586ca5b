package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies where.
 *
 * @param data the program's data folder, its real path
 */
record ServerFolder(Path data) {
    private static final String NEW_CLUSTER = "cluster.new-";
    private static final SecureRandom RANDOM = new SecureRandom();

    static ServerFolder create(Path data) {
        try {
            Files.createDirectories(data.resolve("postgres"));
            Files.createDirectories(data.resolve("logs"));
            return new ServerFolder(data.toRealPath());
        } catch (IOException e) {
            throw FolderErrors.explain("create the database's folder", data, e);
        }
    }

    /** Programs and cluster: whatever process has its executable in here is ours. */
    Path root() {
        return data.resolve("postgres");
    }

    /** PostgreSQL's own data folder. */
    Path cluster() {
        return root().resolve("cluster");
    }

    Path log() {
        return data.resolve("logs").resolve("postgresql.log");
    }

    private Path passwordFile() {
        return root().resolve("password");
    }

    private Path portFile() {
        return root().resolve("port");
    }

    boolean hasCluster() {
        return Files.exists(cluster());
    }

    /** An empty folder to make a cluster in; one that a killed run left is removed by {@link #removeTorn}. */
    Path newCluster() throws IOException {
        return Files.createTempDirectory(root(), NEW_CLUSTER);
    }

    /** Removes clusters whose making was interrupted. */
    void removeTorn() throws IOException {
        try (Stream<Path> children = Files.list(root())) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith(NEW_CLUSTER)) {
                    FileTrees.delete(child);
                }
            }
        }
    }

    /**
     * Makes this process the only one that starts or stops a server here.
     *
     * @throws StoreException while another process holds the folder
     */
    FileChannel lock() {
        Path file = root().resolve("owner.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw inUse(e);
            }
            channel.close();
            throw inUse(null);
        } catch (IOException e) {
            throw FolderErrors.explain("lock the database's folder", data, e);
        }
    }

    private StoreException inUse(@Nullable Exception cause) {
        return new StoreException(
                "Another running program uses the data folder " + data
                        + ". Close it first, or give this one a folder of its own with --data-dir.",
                cause);
    }

    /** The server's password, or nothing if the file is lost. */
    Optional<String> password() throws IOException {
        try {
            String text = Files.readString(passwordFile()).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A new password of 256 random bits, kept in a file that only its owner can read. */
    String newPassword() throws IOException {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        AtomicFile.writePrivate(passwordFile(), password + "\n");
        return password;
    }

    /** The port of the last run if it is free, else a new one. */
    int freePort() throws IOException {
        Optional<Integer> last = lastPort();
        if (last.isPresent() && isFree(last.get())) {
            return last.get();
        }
        for (int attempt = 0; attempt < 1_000; attempt++) {
            // Below every system's range for outgoing connections: a client that tries to reach a dead server on a
            // port of that range can connect to itself, and then holds the port that the server needs.
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StoreException("No free port was found on 127.0.0.1 between 20000 and 29999."
                + " Is a security program blocking them?");
    }

    void rememberPort(int port) throws IOException {
        if (lastPort().filter(last -> last == port).isEmpty()) {
            AtomicFile.writePrivate(portFile(), port + "\n");
        }
    }

    private Optional<Integer> lastPort() throws IOException {
        try {
            int port = Integer.parseInt(Files.readString(portFile()).strip());
            return port >= 1_024 && port <= 65_535 ? Optional.of(port) : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
