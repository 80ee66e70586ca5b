package fr.gaveurs.console.backend.features.firmware.download;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images in the folder {@code firmware} of the data folder, each under its hash. They are copies: what they are is in the
 * database, from which whatever is missing here is written again.
 */
public final class ImageFiles {
    private static final int PIECE = 64 << 10;
    private static final String IMAGE = ".bin";
    private static final String UPLOAD = ".upload";

    private final Path folder;
    /** Names of uploads that are on their way, which nobody may take for what a killed console left. */
    private final Set<String> arriving = ConcurrentHashMap.newKeySet();
    /** Copies whose bytes were compared with their hash since this console started, as they were then. */
    private final Map<String, FileTime> compared = new HashMap<>();

    /** @param folder made when it is first needed */
    public ImageFiles(Path folder) {
        this.folder = folder;
    }

    /** Gives an image's bytes piece by piece. */
    @FunctionalInterface
    public interface Pieces {
        /** The next piece; empty at the end. */
        byte[] next() throws IOException;
    }

    /**
     * Writes what comes to a file of its own, which is to be {@link #keep kept} or {@link #drop dropped}; what a killed console
     * left is gone some hours after the next start.
     *
     * @throws IOException if it cannot be written, or does not come
     */
    public Path receive(InputStream bytes) throws IOException {
        Files.createDirectories(folder);
        String name = UUID.randomUUID() + UPLOAD;
        Path upload = folder.resolve(name);
        arriving.add(name);
        boolean whole = false;
        try (AtomicFile file = new AtomicFile(upload)) {
            byte[] piece = new byte[PIECE];
            for (int size = bytes.read(piece); size >= 0; size = bytes.read(piece)) {
                file.append(piece, size);
            }
            file.finish();
            whole = true;
        } finally {
            if (!whole) {
                arriving.remove(name);
            }
        }
        return upload;
    }

    /** An upload is an image, of this hash: gives it its name. */
    public synchronized void keep(Path upload, String sha256) throws IOException {
        Path path = path(sha256);
        Files.move(upload, path, StandardCopyOption.REPLACE_EXISTING);
        arriving.remove(String.valueOf(upload.getFileName()));
        compared.put(sha256, Files.getLastModifiedTime(path));
    }

    /** An upload is none, or is kept already. */
    public void drop(Path upload) throws IOException {
        Files.deleteIfExists(upload);
        arriving.remove(String.valueOf(upload.getFileName()));
    }

    private Path path(String sha256) {
        return folder.resolve(sha256 + IMAGE);
    }

    /**
     * The file of an image, written first if it is not here or is not whole.
     *
     * @throws IOException if it cannot be written, or the pieces are not the image
     */
    public synchronized Path file(String sha256, long size, Pieces pieces) throws IOException {
        Path path = path(sha256);
        if (Files.exists(path) && Files.size(path) == size && isWhole(path, sha256)) {
            return path;
        }
        Files.createDirectories(folder);
        MessageDigest digest = Sha256.digest();
        try (AtomicFile file = new AtomicFile(path)) {
            for (byte[] piece = pieces.next(); piece.length > 0; piece = pieces.next()) {
                digest.update(piece);
                file.append(piece, piece.length);
            }
            if (!Sha256.hex(digest).equals(sha256)) {
                throw new IOException("the image in the database is damaged: delete it, and upload it again");
            }
            file.finish();
        }
        compared.put(sha256, Files.getLastModifiedTime(path));
        return path;
    }

    /** Once for each start, and when it was written to since: a disk that failed gives out what no station would take. */
    private boolean isWhole(Path path, String sha256) throws IOException {
        FileTime written = Files.getLastModifiedTime(path);
        if (written.equals(compared.get(sha256))) {
            return true;
        }
        boolean whole = Sha256.hex(path).equals(sha256);
        if (whole) {
            compared.put(sha256, written);
        }
        return whole;
    }

    public synchronized void delete(String sha256) throws IOException {
        compared.remove(sha256);
        Files.deleteIfExists(path(sha256));
    }

    /** Takes away what a console that was killed left, and copies of images that are no more. */
    public synchronized void clean(Set<String> known) throws IOException {
        compared.keySet().retainAll(known);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean image = name.endsWith(IMAGE) && name.length() == 64 + IMAGE.length();
                boolean rest = name.endsWith(UPLOAD) || name.endsWith(AtomicFile.UNFINISHED);
                if (rest && arriving.stream().anyMatch(name::contains)) {
                    continue;
                }
                if (rest || (image && !known.contains(name.substring(0, 64)))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
