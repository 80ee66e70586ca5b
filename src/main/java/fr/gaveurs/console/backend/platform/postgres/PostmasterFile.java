package fr.gaveurs.console.backend.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: who runs on a cluster, or who did when it was killed.
 *
 * @param pid the server's process id
 * @param port where it listens; 0 where not yet written
 * @param status "starting", "ready", "stopping", or "" where not yet written
 */
record PostmasterFile(long pid, int port, String status) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    boolean isReady() {
        return status.equals("ready");
    }

    static Path in(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Nothing if there is no file or PostgreSQL is just writing it. */
    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        try {
            // Latin-1 reads any bytes: the second line is a path, in whatever encoding the system has.
            List<String> lines = Files.readAllLines(in(cluster), StandardCharsets.ISO_8859_1);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
            String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.getFirst().strip()), port.isEmpty() ? 0 : Integer.parseInt(port), status));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes a dead server's file harmless: this program's process id in place of the server's, and no status.
     * PostgreSQL takes a file that names a living process for a running server, unless that process is its own parent;
     * so an id that some other process got meanwhile must go, while the rest, by which PostgreSQL still looks for a
     * predecessor's shared memory, stays.
     */
    static void disown(Path cluster) throws IOException {
        Path file = in(cluster);
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        if (lines.size() < STATUS_LINE) {
            Files.delete(file);
            return;
        }
        lines.set(0, String.valueOf(ProcessHandle.current().pid()));
        Files.write(file, lines.subList(0, STATUS_LINE), StandardCharsets.ISO_8859_1);
    }
}
