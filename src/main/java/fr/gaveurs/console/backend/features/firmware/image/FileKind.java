package fr.gaveurs.console.backend.features.firmware.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells what a file is that is no application image, so that its sender learns which one to send. */
final class FileKind {
    private static final String WANTED = "upload the application image (build/PROJECT.bin of ESP-IDF,"
            + " .pio/build/BOARD/firmware.bin of PlatformIO, SKETCH.ino.bin of Arduino)";
    private static final int PARTITION_TABLE_AT = 0x8000;
    private static final int PARTITION_MAGIC = 0x50AA;
    private static final int LOOKED_AT = 16;

    private FileKind() {}

    /** Refuses what does not begin as an image does. */
    static void refuseOthers(PieceSource file, long size) throws ImageException, IOException {
        if (size == 0) {
            throw new ImageException("the file is empty: " + WANTED);
        }
        ByteBuffer begin = ByteBuffer.allocate((int) Math.min(size, LOOKED_AT));
        file.read(0, begin);
        begin.flip().order(ByteOrder.LITTLE_ENDIAN);
        int first = begin.get(0) & 0xFF;
        if (first == 0xE9) {
            return;
        }
        int two = size < 2 ? first : begin.getShort(0) & 0xFFFF;
        int four = size < 4 ? two : begin.getInt(0);
        String what = four == 0x464C457F
                ? "the program for the debugger (ELF)"
                : two == 0x8B1F
                        ? "compressed (gzip): unpack it"
                        : two == 0x4B50
                                ? "a ZIP archive: unpack it"
                                : four == 0x0A324655
                                        ? "a UF2 file"
                                        : two == PARTITION_MAGIC
                                                ? "a partition table"
                                                : first == ':'
                                                        ? "an Intel HEX file"
                                                        : first == '<'
                                                                ? "a web page, perhaps that of a download that failed"
                                                                : isMerged(file, size)
                                                                        ? "an image of the whole flash"
                                                                        : "no firmware image";
        throw new ImageException("the file is " + what + ": " + WANTED);
    }

    /** For an image without the description that every application has. */
    static ImageException noApplication(PieceSource file, long size) throws IOException {
        return new ImageException(
                isMerged(file, size)
                        ? "the file is an image of the whole flash (bootloader, partition table and application in one):"
                                + " " + WANTED
                        : "the file is a bootloader, or an image without the description of an application: " + WANTED);
    }

    /** Whether a partition table stands where it does in the flash. */
    private static boolean isMerged(PieceSource file, long size) throws IOException {
        if (size < PARTITION_TABLE_AT + 2) {
            return false;
        }
        ByteBuffer magic = ByteBuffer.allocate(2);
        file.read(PARTITION_TABLE_AT, magic);
        return (magic.flip().order(ByteOrder.LITTLE_ENDIAN).getShort(0) & 0xFFFF) == PARTITION_MAGIC;
    }
}
