package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.backend.features.firmware.image.ImageException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/**
 * What may follow an image's hash: filling of 0xFF up to a sector, and one sector with blocks of secure boot v2. Whose
 * signature it is the chip alone knows; here it is checked that each block is whole and is of this image.
 */
final class SignatureSector {
    private static final int SECTOR = 4096;
    private static final int BLOCK = 1216;
    private static final int CHECKED = 1196;
    private static final int DIGEST_AT = 4;
    private static final int DIGEST = 32;
    private static final int MOST_BLOCKS = 3;
    private static final byte MAGIC = (byte) 0xE7;
    private static final byte FILLING = (byte) 0xFF;

    private SignatureSector() {}

    /**
     * Walks to the end of the file; whether there is a block.
     *
     * @throws ImageException for whatever else follows
     */
    static boolean follows(PieceWalk walk, long size) throws ImageException, IOException {
        long sector = (walk.position() + SECTOR - 1) / SECTOR * SECTOR;
        filling(walk, Math.min(size, sector));
        if (walk.position() == size) {
            return false;
        }
        if (size - walk.position() != SECTOR) {
            throw tooMuch();
        }
        byte[] digest = walk.hashSoFar();
        ByteBuffer blocks = walk.take(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        int found = 0;
        while (found < MOST_BLOCKS && blocks.get(found * BLOCK) == MAGIC) {
            check(blocks, found * BLOCK, digest);
            found++;
        }
        int end = found * BLOCK;
        for (int i = end; i < SECTOR; i++) {
            if (blocks.get(i) != FILLING) {
                throw tooMuch();
            }
        }
        if (found == 0) {
            throw tooMuch();
        }
        return true;
    }

    private static void filling(PieceWalk walk, long end) throws ImageException, IOException {
        ByteBuffer filling = walk.take((int) (end - walk.position()));
        while (filling.hasRemaining()) {
            if (filling.get() != FILLING) {
                throw tooMuch();
            }
        }
    }

    private static void check(ByteBuffer blocks, int at, byte[] image) throws ImageException {
        int version = blocks.get(at + 1);
        byte[] digest = new byte[DIGEST];
        blocks.get(at + DIGEST_AT, digest);
        CRC32 crc = new CRC32();
        byte[] checked = new byte[CHECKED];
        blocks.get(at, checked);
        crc.update(checked);
        boolean padded = true;
        for (int i = CHECKED + 4; i < BLOCK; i++) {
            padded &= blocks.get(at + i) == 0;
        }
        if ((version != 2 && version != 3)
                || !padded
                || (int) crc.getValue() != blocks.getInt(at + CHECKED)
                || !MessageDigest.isEqual(digest, image)) {
            throw new ImageException(
                    Reason.SECURE_BOOT,
                    "the block of secure boot behind the image is damaged, or of another image: sign"
                            + " the image again with espsecure, or upload it without the block");
        }
    }

    private static ImageException tooMuch() {
        return new ImageException(
                Reason.FOLLOWED,
                "something follows the image that is neither filling nor a block of secure boot v2:"
                        + " upload the application alone, as the build left it (build/PROJECT.bin, or firmware.bin)");
    }
}
