package fr.gaveurs.console.backend.features.firmware.download;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * Images in the folder {@code firmware} of the data folder, each under its hash. They are copies: what they are is in the
 * database, from which whatever is missing here is written again.
 */
public final class ImageFiles {
    private static final int PIECE = 64 << 10;
    private static final String IMAGE = ".bin";
    private static final String UPLOAD = ".upload";

    private final Path folder;

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
     * Writes what comes to a file of its own; what is not finished is gone after the next start at the latest.
     *
     * @throws IOException if it cannot be written, or does not come
     */
    public Path receive(InputStream bytes) throws IOException {
        Files.createDirectories(folder);
        Path upload = folder.resolve(UUID.randomUUID() + UPLOAD);
        try (AtomicFile file = new AtomicFile(upload)) {
            byte[] piece = new byte[PIECE];
            for (int size = bytes.read(piece); size >= 0; size = bytes.read(piece)) {
                file.append(piece, size);
            }
            file.finish();
        }
        return upload;
    }

    /** An upload is an image: gives it its name. */
    public void keep(Path upload, String sha256) throws IOException {
        Files.move(upload, path(sha256), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
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
        if (Files.exists(path) && Files.size(path) == size) {
            return path;
        }
        Files.createDirectories(folder);
        MessageDigest digest = sha256();
        try (AtomicFile file = new AtomicFile(path)) {
            for (byte[] piece = pieces.next(); piece.length > 0; piece = pieces.next()) {
                digest.update(piece);
                file.append(piece, piece.length);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                throw new IOException("the image in the database is damaged: delete it, and upload it again");
            }
            file.finish();
        }
        return path;
    }

    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    /** Takes away what a console that was killed left, and copies of images that are no more. */
    public void clean(Set<String> known) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean image = name.endsWith(IMAGE) && name.length() == 64 + IMAGE.length();
                boolean rest = name.endsWith(UPLOAD) || name.endsWith(AtomicFile.UNFINISHED);
                if (rest || (image && !known.contains(name.substring(0, 64)))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
