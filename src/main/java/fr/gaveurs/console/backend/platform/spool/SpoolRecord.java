package fr.gaveurs.console.backend.platform.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * How a record lies in a segment: magic, length of the payload, CRC-32C over time and payload, time in milliseconds
 * since 1970, payload; integers are big-endian.
 */
final class SpoolRecord {
    /** Begins each record; after a damaged one the next is found by it. */
    static final int MAGIC = 0x47765370;

    static final int HEADER = 4 + 4 + 4 + 8;
    static final int MAX_PAYLOAD = 4 << 20;

    private SpoolRecord() {}

    static int size(byte[] payload) {
        return HEADER + payload.length;
    }

    static void put(ByteBuffer to, byte[] payload, Instant at) {
        long millis = at.toEpochMilli();
        to.putInt(MAGIC).putInt(payload.length).putInt(checksum(millis, payload, 0, payload.length));
        to.putLong(millis).put(payload);
    }

    /** The length of the valid record at {@code offset} with its header, or -1 if there is none. */
    static int validAt(byte[] bytes, int offset) {
        if (bytes.length - offset < HEADER) {
            return -1;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, offset, HEADER);
        if (header.getInt() != MAGIC) {
            return -1;
        }
        int length = header.getInt();
        int checksum = header.getInt();
        long millis = header.getLong();
        if (length < 0 || length > MAX_PAYLOAD || length > bytes.length - offset - HEADER) {
            return -1;
        }
        return checksum(millis, bytes, offset + HEADER, length) == checksum ? HEADER + length : -1;
    }

    private static int checksum(long millis, byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (millis >>> shift));
        }
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
