package fr.gaveurs.console.backend.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's log. The server appends to the file by itself, so that it never waits for this program, nor stops when
 * this program dies; this class keeps the file and its one predecessor below twice a bound.
 */
public final class ServerLog {
    private static final Logger log = LoggerFactory.getLogger(ServerLog.class);
    private static final long MAX_BYTES = 5L << 20;
    private static final int TAIL_BYTES = 8_192;
    private static final int PLAIN_LINES = 3;

    private final Path file;
    private final long maxBytes;

    public ServerLog(Path file) {
        this(file, MAX_BYTES);
    }

    public ServerLog(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    public Path file() {
        return file;
    }

    public long size() {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a log that grew past its bound to {@code ….1} and empties it; lines written meanwhile may be lost. */
    public void bound() {
        try {
            if (size() <= maxBytes) {
                return;
            }
            Path old = file.resolveSibling(file.getFileName() + ".1");
            Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("Couldn't shorten {}", file, e);
        }
    }

    /** The last lines written since the log had {@code from} bytes. */
    public List<String> tail(long from) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long start = Math.max(Math.min(from, channel.size()), channel.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - start));
            channel.read(bytes, start);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Why a start failed: the newest line that names a failure, else the newest lines; without time and process id. */
    public Optional<String> failure(long from) {
        List<String> lines = tail(from).stream().filter(line -> !line.isBlank()).toList();
        Optional<String> named = lines.reversed().stream()
                .filter(ServerLog::isFailure)
                .findFirst()
                .map(ServerLog::withoutPrefix);
        // Before its log is set up the server writes plain sentences, over several lines.
        String last = lines.stream()
                .skip(Math.max(0, lines.size() - PLAIN_LINES))
                .map(ServerLog::withoutPrefix)
                .collect(Collectors.joining(" "));
        return named.or(() -> last.isEmpty() ? Optional.empty() : Optional.of(last));
    }

    /** The failure that a server process itself named, not one that it reported to a client, nor a child's. */
    public Optional<String> failureOf(long pid, long from) {
        return tail(from).reversed().stream()
                .filter(line -> line.contains("[" + pid + "]") && isFailure(line))
                .findFirst()
                .map(ServerLog::withoutPrefix);
    }

    private static boolean isFailure(String line) {
        return line.contains("PANIC:") || line.contains("FATAL:");
    }

    public static String withoutPrefix(String line) {
        return line.replaceFirst("^.*?(?:PANIC|FATAL|ERROR|WARNING|LOG|DETAIL): ", "")
                .strip();
    }
}
