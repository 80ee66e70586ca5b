package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.backend.features.firmware.image.ImageException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Reads an application image as esptool writes it, piece by piece: it is never in memory as a whole. Every length is
 * checked before it is used.
 */
public final class ImageReader {
    /** Bytes that an image may have. */
    public static final long LARGEST = 16 << 20;

    private static final int HEADER = 24;
    private static final int SEGMENT_HEADER = 8;
    private static final int MOST_SEGMENTS = 16;
    private static final int DESCRIPTION = 256;
    private static final int DESCRIPTION_MAGIC = 0xABCD5432;
    private static final int BLOCK = 16;
    private static final int HASH = 32;
    private static final byte CHECKSUM_SEED = (byte) 0xEF;
    private static final int IMAGE_MAGIC = 0xE9;

    private final PieceSource file;
    private final long size;

    private ImageReader(PieceSource file, long size) {
        this.file = file;
        this.size = size;
    }

    /**
     * Reads a file that nobody changes meanwhile.
     *
     * @throws ImageException if it is no image that can be installed
     * @throws IOException if it cannot be read
     */
    public static FirmwareImage read(Path path) throws ImageException, IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(
                    (position, into) -> {
                        while (into.hasRemaining()) {
                            int read = channel.read(into, position);
                            if (read < 0) {
                                throw new IOException("the file became shorter while it was read");
                            }
                            position += read;
                        }
                    },
                    channel.size());
        }
    }

    /** The same of bytes wherever they are. */
    static FirmwareImage read(PieceSource file, long size) throws ImageException, IOException {
        return new ImageReader(file, size).image();
    }

    private FirmwareImage image() throws ImageException, IOException {
        FileKind.refuseOthers(file, size);
        if (size > LARGEST) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    "the file has " + size + " bytes and an image at most " + LARGEST
                            + ": upload the application alone, not an image of the whole flash");
        }
        if (size < HEADER + SEGMENT_HEADER + DESCRIPTION) {
            throw cut();
        }
        PieceWalk walk = new PieceWalk(file);
        ByteBuffer header = walk.take(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.get(1) & 0xFF;
        if ((header.get(0) & 0xFF) != IMAGE_MAGIC || segments < 1 || segments > MOST_SEGMENTS) {
            throw damaged("its header names " + segments + " segments");
        }
        int chipId = header.getShort(12) & 0xFFFF;
        Chip chip = Chip.of(chipId);
        if (chip == null) {
            throw new ImageException(
                    Reason.CHIP,
                    "the image is for a chip that this console does not know (number " + chipId
                            + "): upload one that was built for an ESP32, S2, S3, C2, C3, C5, C6, C61, H2 or P4");
        }
        ByteBuffer description = null;
        for (int i = 0; i < segments; i++) {
            if (walk.position() + SEGMENT_HEADER > size) {
                throw cut();
            }
            long length =
                    walk.take(SEGMENT_HEADER).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFF_FFFFL;
            if (length % 4 != 0) {
                throw damaged("a segment has " + length + " bytes, which is no multiple of 4");
            }
            if (length > size - walk.position()) {
                throw cut();
            }
            if (i == 0) {
                if (length < DESCRIPTION) {
                    throw FileKind.noApplication(file, size);
                }
                description = walk.takeOfSegment(DESCRIPTION).order(ByteOrder.LITTLE_ENDIAN);
                if (description.getInt(0) != DESCRIPTION_MAGIC) {
                    throw FileKind.noApplication(file, size);
                }
                length -= DESCRIPTION;
            }
            walk.skipOfSegment(length);
        }
        if (header.get(23) != 1) {
            throw damaged("its header says that no hash follows: build it with the hash, as esptool does by itself");
        }
        long end = walk.position() / BLOCK * BLOCK + BLOCK;
        if (end + HASH > size) {
            throw cut();
        }
        walk.skip(end - 1 - walk.position());
        byte checksum = (byte) (CHECKSUM_SEED ^ walk.checksum());
        if (walk.take(1).get(0) != checksum) {
            throw damaged("its checksum is wrong");
        }
        byte[] hash = walk.hashSoFar();
        ByteBuffer appended = walk.take(HASH);
        if (!MessageDigest.isEqual(hash, bytes(appended, 0, HASH))) {
            throw damaged("its hash is wrong");
        }
        boolean secureBoot = SignatureSector.follows(walk, size);
        if (description == null) {
            throw cut();
        }
        return new FirmwareImage(
                size,
                hex(walk.hashSoFar()),
                chip,
                text(description, 48, 32),
                text(description, 16, 32),
                text(description, 112, 32),
                (text(description, 96, 16) + " " + text(description, 80, 16)).strip(),
                hex(bytes(description, 144, HASH)),
                description.getInt(4) & 0xFFFF_FFFFL,
                flashSize(header.get(3)),
                Math.max(header.getShort(15) & 0xFFFF, 0),
                header.getShort(17) & 0xFFFF,
                secureBoot);
    }

    /** MB; 0 for a size that is not known. */
    private static int flashSize(byte speedAndSize) {
        int code = (speedAndSize & 0xFF) >> 4;
        return code <= 7 ? 1 << code : 0;
    }

    private static byte[] bytes(ByteBuffer from, int at, int length) {
        byte[] bytes = new byte[length];
        from.get(at, bytes);
        return bytes;
    }

    /** Text up to the first zero byte; what is not printable ASCII is a question mark. */
    private static String text(ByteBuffer from, int at, int length) {
        byte[] bytes = bytes(from, at, length);
        int end = 0;
        while (end < length && bytes[end] != 0) {
            bytes[end] = bytes[end] >= 0x20 && bytes[end] < 0x7F ? bytes[end] : (byte) '?';
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII).strip();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static ImageException cut() {
        return new ImageException(
                Reason.CUT,
                "the image ends before it should: upload the whole file, as the build left it"
                        + " (build/PROJECT.bin, or firmware.bin)");
    }

    private static ImageException damaged(String how) {
        return new ImageException(
                Reason.DAMAGED,
                "the image is damaged (" + how + "): build it again, or copy it again from where it was built");
    }
}
