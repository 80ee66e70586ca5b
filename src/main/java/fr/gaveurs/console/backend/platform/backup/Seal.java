package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.api.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The last bytes of a backup: the SHA-256 of all that stand before them. They are the comment of the ZIP archive, so
 * that the file stays one that every program opens, and no byte of it is without a checksum.
 */
final class Seal {
    private static final String TITLE = "gaveurs-backup sha256:";
    /** Characters, and bytes, of a seal. */
    static final int LENGTH = TITLE.length() + 64;

    /** What stands in its place until it is known. */
    static final String BLANK = TITLE + "0".repeat(64);

    private Seal() {}

    /** How a file ends. */
    enum State {
        WHOLE,
        /** It has a seal that is not its own. */
        CHANGED,
        /** It has none: it was cut off, or it is something else. */
        MISSING
    }

    /** Reads the whole file. */
    static State of(Path file, BytesRead progress) throws IOException {
        long left = Files.size(file) - LENGTH;
        if (left < 0) {
            return State.MISSING;
        }
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return State.MISSING;
                }
                digest.update(buffer, 0, read);
                left -= read;
                progress.more(read);
            }
            String seal = new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1);
            if (!seal.startsWith(TITLE)) {
                return State.MISSING;
            }
            return seal.equals(TITLE + Sha256.hex(digest)) ? State.WHOLE : State.CHANGED;
        }
    }

    /** Hears of bytes that were read. */
    @FunctionalInterface
    interface BytesRead {
        void more(int bytes) throws IOException;
    }

    /** Passes everything on but the last {@link #LENGTH} bytes, and puts the seal there when it is closed in order. */
    static final class Output extends FilterOutputStream {
        private final MessageDigest digest = Sha256.digest();
        private final byte[] last = new byte[LENGTH];
        private int held;
        private boolean sealed;

        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int surplus = held + length - LENGTH;
            if (surplus > 0) {
                int old = Math.min(surplus, held);
                pass(last, 0, old);
                System.arraycopy(last, old, last, 0, held - old);
                held -= old;
                int passed = surplus - old;
                pass(bytes, offset, passed);
                System.arraycopy(bytes, offset + passed, last, held, length - passed);
                held += length - passed;
            } else {
                System.arraycopy(bytes, offset, last, held, length);
                held += length;
            }
        }

        private void pass(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        /** Writes the seal; nothing may follow. */
        void seal() throws IOException {
            if (sealed || held != LENGTH || !new String(last, StandardCharsets.ISO_8859_1).equals(BLANK)) {
                throw new IllegalStateException("the blank seal was not the last that was written");
            }
            sealed = true;
            out.write((TITLE + Sha256.hex(digest)).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }
}
