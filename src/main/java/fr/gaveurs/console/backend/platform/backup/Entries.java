package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.api.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The entries of an archive that is being written, one after another, each with its size and checksum. */
final class Entries {
    private final ZipOutputStream zip;
    private final BackupBudget room;
    private final Instant time;
    private MessageDigest digest = Sha256.digest();
    private long bytes;

    Entries(ZipOutputStream zip, BackupBudget room, Instant time) {
        this.zip = zip;
        this.room = room;
        this.time = time;
    }

    /** Bytes before compression, and their SHA-256 in hex. */
    record Sum(long bytes, String sha256) {}

    void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time.toEpochMilli());
        zip.putNextEntry(entry);
        digest = Sha256.digest();
        bytes = 0;
    }

    void write(byte[] from, int length) throws IOException {
        room.check(length);
        zip.write(from, 0, length);
        digest.update(from, 0, length);
        bytes += length;
    }

    Sum end() throws IOException {
        zip.closeEntry();
        return new Sum(bytes, Sha256.hex(digest));
    }
}
