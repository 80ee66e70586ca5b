package fr.gaveurs.console.backend.features.reports.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets others have their turn now and then while a file is written: what a library compresses, or writes when it closes a
 * file, takes long in one go. Closing it flushes the stream below, which is the caller's.
 */
final class PausingStream extends FilterOutputStream {
    /** As much as compressing gives out at once. */
    private static final int PIECE = 512;

    private final Runnable pause;
    private int written;

    /** @param pause called after each piece; it may wait */
    PausingStream(OutputStream out, Runnable pause) {
        super(out);
        this.pause = pause;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        count(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        count(length);
    }

    private void count(int more) {
        written += more;
        if (written >= PIECE) {
            written = 0;
            pause.run();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
