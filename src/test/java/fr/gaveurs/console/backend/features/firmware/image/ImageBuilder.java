package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.simulator.firmware.MadeImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Makes application images as esptool does, of each chip, with and without what follows them. */
public final class ImageBuilder {
    private Chip chip = Chip.ESP32;
    private String project = "gaveurs-station";
    private String version = "1.1.0";
    private byte[] elf = new byte[32];
    private int secureVersion;
    private int flashSizeCode = 2;
    private int minRevision;
    private int maxRevision = 0xFFFF;
    private int bytes = 4_096;
    private int signatureBlocks;
    private int filling;
    private final long seed;

    private ImageBuilder(long seed) {
        this.seed = seed;
        new Random(seed).nextBytes(elf);
    }

    /** What an image in memory is, as of one on a disk. */
    public static FirmwareImage read(byte[] bytes) throws ImageException {
        try {
            return ImageReader.read(
                    (position, into) -> into.put(bytes, (int) position, into.remaining()), bytes.length);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    /** The same seed, the same bytes; another seed, another build. */
    public static ImageBuilder seeded(long seed) {
        return new ImageBuilder(seed);
    }

    public ImageBuilder chip(Chip chosen) {
        chip = chosen;
        return this;
    }

    public ImageBuilder named(String chosenProject, String chosenVersion) {
        project = chosenProject;
        version = chosenVersion;
        return this;
    }

    public ImageBuilder secureVersion(int chosen) {
        secureVersion = chosen;
        return this;
    }

    /** 0 = 1 MB, 1 = 2 MB, 2 = 4 MB, … */
    public ImageBuilder flashSizeCode(int code) {
        flashSizeCode = code;
        return this;
    }

    public ImageBuilder revisions(int least, int most) {
        minRevision = least;
        maxRevision = most;
        return this;
    }

    /** Bytes of its segments together, about. */
    public ImageBuilder bytes(int chosen) {
        bytes = chosen;
        return this;
    }

    /** Blocks of secure boot v2 in a sector behind it. */
    public ImageBuilder signatureBlocks(int blocks) {
        signatureBlocks = blocks;
        return this;
    }

    /** Bytes of 0xFF behind it. */
    public ImageBuilder filling(int length) {
        filling = length;
        return this;
    }

    public String elfSha256() {
        return HexFormat.of().formatHex(elf);
    }

    public byte[] build() {
        Random random = new Random(seed + 1);
        List<byte[]> segments = new ArrayList<>();
        byte[] first = new byte[Math.max(512, bytes / 4 / 4 * 4)];
        random.nextBytes(first);
        segments.add(first);
        for (int i = 0; i < 3; i++) {
            byte[] segment = new byte[Math.max(64, bytes / 4 / 4 * 4)];
            random.nextBytes(segment);
            segments.add(segment);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new MadeImage(
                        chip, project, version, elfSha256(), secureVersion, flashSizeCode, minRevision, maxRevision)
                .bytes(segments));
        if (signatureBlocks > 0) {
            while (out.size() % 4096 != 0) {
                out.write(0xFF);
            }
            sign(out);
        }
        for (int i = 0; i < filling; i++) {
            out.write(0xFF);
        }
        return out.toByteArray();
    }

    private void sign(ByteArrayOutputStream out) {
        byte[] digest = sha256(out.toByteArray());
        Random random = new Random(seed + 2);
        for (int i = 0; i < signatureBlocks; i++) {
            ByteBuffer block = ByteBuffer.allocate(1216).order(ByteOrder.LITTLE_ENDIAN);
            byte[] key = new byte[1160];
            random.nextBytes(key);
            block.put(36, key);
            block.put(0, (byte) 0xE7).put(1, (byte) 2).put(4, digest);
            CRC32 crc = new CRC32();
            crc.update(block.array(), 0, 1196);
            block.putInt(1196, (int) crc.getValue());
            out.writeBytes(block.array());
        }
        while (out.size() % 4096 != 0) {
            out.write(0xFF);
        }
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
