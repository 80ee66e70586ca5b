package fr.gaveurs.console.simulator.firmware;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.api.firmware.Chip;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * An application image as esptool makes one, of what simulated boards read of it: no chip can run its segments.
 *
 * @param elfSha256 64 hexadecimal digits that tell this build from others
 * @param flashSizeCode 0 = 1 MB, 1 = 2 MB, 2 = 4 MB, …
 * @param minRevision of the chip, major × 100 + minor
 */
public record MadeImage(
        Chip chip,
        String project,
        String version,
        String elfSha256,
        int secureVersion,
        int flashSizeCode,
        int minRevision,
        int maxRevision) {
    private static final int NO_LIMIT = 0xFFFF;
    private static final int FOUR_MB = 2;
    private static final int SEGMENTS = 4;
    private static final int FIRST_ADDRESS = 0x3F400020;

    /** One that the boards of {@code simulate --firmware} take; the same version is the same build. */
    public static byte[] forSimulated(String version, int size) {
        Program factory = Program.factory(version);
        byte[] elf = Sha256.of(("made " + version).getBytes(StandardCharsets.UTF_8));
        MadeImage made = new MadeImage(
                Chip.ESP32, factory.project(), version, HexFormat.of().formatHex(elf), 0, FOUR_MB, 0, NO_LIMIT);
        Random random = new Random(ByteBuffer.wrap(elf).getLong());
        byte[][] segments = new byte[SEGMENTS][size / SEGMENTS / 4 * 4];
        for (byte[] segment : segments) {
            random.nextBytes(segment);
        }
        return made.bytes(List.of(segments));
    }

    /** @param segments lengths are multiples of 4; the first has the description written over its beginning, 256 bytes */
    public byte[] bytes(List<byte[]> segments) {
        describe(ByteBuffer.wrap(segments.getFirst()).order(ByteOrder.LITTLE_ENDIAN));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, (byte) 0xE9).put(1, (byte) segments.size()).put(2, (byte) 2);
        header.put(3, (byte) (flashSizeCode << 4 | 0xF)).putInt(4, 0x40080000);
        header.put(8, (byte) 0xEE).putShort(12, (short) chip.id());
        header.putShort(15, (short) minRevision)
                .putShort(17, (short) maxRevision)
                .put(23, (byte) 1);
        out.writeBytes(header.array());
        byte sum = (byte) 0xEF;
        int address = FIRST_ADDRESS;
        for (byte[] segment : segments) {
            ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(address).putInt(segment.length);
            out.writeBytes(head.array());
            out.writeBytes(segment);
            address += segment.length;
            for (byte each : segment) {
                sum ^= each;
            }
        }
        while (out.size() % 16 != 15) {
            out.write(0);
        }
        out.write(sum);
        out.writeBytes(Sha256.of(out.toByteArray()));
        return out.toByteArray();
    }

    private void describe(ByteBuffer description) {
        for (int i = 0; i < 256; i++) {
            description.put(i, (byte) 0);
        }
        description.putInt(0, 0xABCD5432).putInt(4, secureVersion);
        text(description, 16, version);
        text(description, 48, project);
        text(description, 80, "12:34:56");
        text(description, 96, "Nov  1 2026");
        text(description, 112, "v5.3.1");
        description.put(144, HexFormat.of().parseHex(elfSha256));
    }

    private static void text(ByteBuffer into, int at, String text) {
        into.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }
}
