package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;

/** A backup to be read: whole, and as it was written, or refused. */
public final class BackupFile implements AutoCloseable {
    private static final String OTHER =
            ". Nothing was changed. Take another backup, or copy this one again from where" + " it came.";

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Reads the whole file once and compares it with its checksum.
     *
     * @throws BackupException naming the damaged part; or if it is no backup, or of a format that only a newer program
     *     knows
     */
    public static BackupFile open(Path path, BackupProgress progress, BooleanSupplier cancelled)
            throws BackupException {
        if (Files.isDirectory(path)) {
            throw new BackupException(path + " is a folder: name the backup in it");
        }
        try {
            long size = Files.size(path);
            long[] read = {0};
            Seal.State state = Seal.of(path, bytes -> {
                if (cancelled.getAsBoolean()) {
                    throw new IOException("it was ended before it was done");
                }
                long before = read[0];
                read[0] += bytes;
                if (before >> 22 != read[0] >> 22) {
                    progress.at(new BackupProgress.Step(
                            path.getFileName().toString(), 0, read[0], (int) (100 * read[0] / size)));
                }
            });
            switch (state) {
                case WHOLE -> {}
                case MISSING ->
                    throw new BackupException(path
                            + " is no complete backup of this program: its end is missing, as when a copy was cut off"
                            + OTHER);
                case CHANGED -> throw new BackupException(path + " is damaged in " + damagedPart(path) + OTHER);
            }
            ZipFile zip = new ZipFile(path.toFile());
            try {
                return new BackupFile(path, zip, manifest(path, zip));
            } catch (IOException | BackupException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new BackupException("there is no file " + path, e);
        } catch (IOException e) {
            throw new BackupException(path + " cannot be read: " + FileErrors.reason(e), e);
        }
    }

    private static Manifest manifest(Path path, ZipFile zip) throws IOException, BackupException {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new BackupException(path + " is no backup of this program");
        }
        Manifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            manifest = Json.MAPPER.readValue(in.readAllBytes(), Manifest.class);
        } catch (JacksonException e) {
            throw new BackupException(
                    path + " was written by a newer program, whose list of contents this one cannot"
                            + " read: use that program",
                    e);
        }
        if (manifest.format() > Manifest.FORMAT) {
            throw new BackupException(path + " was written by a newer program (" + manifest.program() + ", format "
                    + manifest.format() + "; this one reads up to " + Manifest.FORMAT + "): use that program");
        }
        for (Manifest.StoredFile file : manifest.files()) {
            if (!FolderFiles.isAllowed(file.name())) {
                throw new BackupException(
                        path + " names a file that does not belong into a data folder: " + file.name());
            }
        }
        return manifest;
    }

    /** For the message: which of its parts cannot be read as it was written. */
    private static String damagedPart(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Manifest manifest;
            try {
                manifest = manifest(path, zip);
            } catch (IOException | BackupException | RuntimeException e) {
                return "its list of contents (" + Manifest.ENTRY + ")";
            }
            try (BackupFile file = new BackupFile(path, zip, manifest)) {
                for (Part part : file.parts()) {
                    try (Checked in = file.read(part)) {
                        in.skipToEnd();
                    } catch (IOException | BackupException | RuntimeException e) {
                        return "the part " + part.entry();
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return "its directory";
        }
        return "what holds its parts together";
    }

    private record Part(String entry, long bytes, String sha256) {}

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        manifest.tables().forEach(t -> parts.add(new Part(t.entry(), t.bytes(), t.sha256())));
        manifest.files().forEach(f -> parts.add(new Part(f.entry(), f.bytes(), f.sha256())));
        return parts;
    }

    public Manifest manifest() {
        return manifest;
    }

    public Path path() {
        return path;
    }

    /** Unpacks every part and compares it with what the manifest says. */
    public void check(BackupProgress progress, BooleanSupplier cancelled) throws BackupException {
        long all = Math.max(1, manifest.bytes());
        long done = 0;
        for (Part part : parts()) {
            progress.at(new BackupProgress.Step(part.entry(), 0, done, (int) (100 * done / all)));
            if (cancelled.getAsBoolean()) {
                throw new BackupException("the check was ended before it was done");
            }
            try (Checked in = read(part)) {
                in.skipToEnd();
            } catch (IOException e) {
                throw new BackupException(path + " is damaged in the part " + part.entry() + OTHER, e);
            }
            done += part.bytes();
        }
    }

    /** A table's rows as they were copied. Its reader calls {@link Checked#finish} at the end. */
    Checked read(Manifest.Table table) throws BackupException {
        return read(new Part(table.entry(), table.bytes(), table.sha256()));
    }

    Checked read(Manifest.StoredFile file) throws BackupException {
        return read(new Part(file.entry(), file.bytes(), file.sha256()));
    }

    private Checked read(Part part) throws BackupException {
        ZipEntry entry = zip.getEntry(part.entry());
        if (entry == null) {
            throw new BackupException(path + " lacks the part " + part.entry() + OTHER);
        }
        try {
            return new Checked(zip.getInputStream(entry), part, path);
        } catch (IOException e) {
            throw new BackupException(path + " is damaged in the part " + part.entry() + OTHER, e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The bytes of a part, summed up while they are read. */
    static final class Checked extends FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private final Part part;
        private final Path path;
        private long bytes;

        private Checked(InputStream in, Part part, Path path) {
            super(in);
            this.part = part;
            this.path = path;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read > 0) {
                digest.update(into, offset, read);
                bytes += read;
            }
            return read;
        }

        /** Bytes read so far. */
        long bytes() {
            return bytes;
        }

        void skipToEnd() throws IOException, BackupException {
            transferTo(OutputStream.nullOutputStream());
            finish();
        }

        /** @throws BackupException if what was read is not what was written */
        void finish() throws BackupException {
            if (bytes != part.bytes() || !Sha256.hex(digest).equals(part.sha256())) {
                throw new BackupException(path + " is damaged in the part " + part.entry() + OTHER);
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
