package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.backend.features.firmware.image.ImageException.Reason;
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
    /** The upper half of addresses. */
    private static final int ESP8266_PROGRAMS = 0x4010;

    private static final int ESP8266_DATA = 0x3FFE;

    private FileKind() {}

    /** Refuses what does not begin as an image does. */
    static void refuseOthers(PieceSource file, long size) throws ImageException, IOException {
        if (size == 0) {
            throw refused(Reason.EMPTY, "empty");
        }
        ByteBuffer begin = ByteBuffer.allocate((int) Math.min(size, LOOKED_AT));
        file.read(0, begin);
        begin.flip().order(ByteOrder.LITTLE_ENDIAN);
        int first = begin.get(0) & 0xFF;
        if (first == 0xE9 && !isOfEsp8266(begin)) {
            return;
        }
        int two = size < 2 ? first : begin.getShort(0) & 0xFFFF;
        int four = size < 4 ? two : begin.getInt(0);
        if (first == 0xE9) {
            throw refused(Reason.ESP8266, "an image for an ESP8266, which takes no updates from here");
        }
        if (four == 0x464C457F) {
            throw refused(Reason.ELF, "the program for the debugger (ELF)");
        }
        if (two == 0x8B1F || two == 0x4B50) {
            throw refused(
                    Reason.PACKED,
                    (two == 0x8B1F ? "compressed (gzip)" : "a ZIP archive") + ", and has to be unpacked");
        }
        if (first == '<') {
            throw refused(Reason.WEB_PAGE, "a web page, perhaps that of a download that failed");
        }
        if (isMerged(file, size)) {
            throw refused(Reason.WHOLE_FLASH, "an image of the whole flash");
        }
        throw refused(
                Reason.OTHER_FILE,
                four == 0x0A324655
                        ? "a UF2 file"
                        : two == PARTITION_MAGIC
                                ? "a partition table"
                                : first == ':' ? "an Intel HEX file" : "no firmware image");
    }

    private static ImageException refused(Reason reason, String what) {
        return new ImageException(reason, "the file is " + what + ": " + WANTED);
    }

    /** Its header has 8 bytes, and the first segment's address follows: in its own memory, as its entry. */
    private static boolean isOfEsp8266(ByteBuffer begin) {
        if (begin.limit() < LOOKED_AT || begin.getInt(4) >>> 16 != ESP8266_PROGRAMS) {
            return false;
        }
        int address = begin.getInt(8) >>> 16;
        return address == ESP8266_PROGRAMS || address == ESP8266_DATA;
    }

    /** For an image without the description that every application has. */
    static ImageException noApplication(PieceSource file, long size) throws IOException {
        return isMerged(file, size)
                ? refused(
                        Reason.WHOLE_FLASH,
                        "an image of the whole flash (bootloader, partition table and application in one)")
                : refused(Reason.BOOTLOADER, "a bootloader, or an image without the description of an application");
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
