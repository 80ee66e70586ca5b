package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.api.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Goes once over a file, from its beginning, and hashes everything on its way. */
final class PieceWalk {
    private static final int PIECE = 64 << 10;

    private final PieceSource file;
    private final MessageDigest hash = Sha256.digest();
    private final byte[] piece = new byte[PIECE];
    private long position;
    private byte checksum;

    PieceWalk(PieceSource file) {
        this.file = file;
    }

    long position() {
        return position;
    }

    /** XOR of the bytes of all segments so far. */
    byte checksum() {
        return checksum;
    }

    /** SHA-256 of everything before this position. */
    byte[] hashSoFar() {
        try {
            return ((MessageDigest) hash.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    /** The next bytes, which lie within the file. */
    ByteBuffer take(int length) throws IOException {
        byte[] taken = new byte[length];
        file.read(position, ByteBuffer.wrap(taken));
        hash.update(taken);
        position += length;
        return ByteBuffer.wrap(taken);
    }

    /** As {@link #take}, of a segment's data. */
    ByteBuffer takeOfSegment(int length) throws IOException {
        ByteBuffer taken = take(length);
        byte[] data = new byte[length];
        taken.get(0, data);
        count(data, length);
        return taken;
    }

    void skip(long length) throws IOException {
        walk(length, false);
    }

    void skipOfSegment(long length) throws IOException {
        walk(length, true);
    }

    private void walk(long length, boolean ofSegment) throws IOException {
        for (long left = length; left > 0; ) {
            int size = (int) Math.min(left, PIECE);
            file.read(position, ByteBuffer.wrap(piece, 0, size));
            hash.update(piece, 0, size);
            if (ofSegment) {
                count(piece, size);
            }
            position += size;
            left -= size;
        }
    }

    private void count(byte[] bytes, int length) {
        byte sum = checksum;
        for (int i = 0; i < length; i++) {
            sum ^= bytes[i];
        }
        checksum = sum;
    }
}
