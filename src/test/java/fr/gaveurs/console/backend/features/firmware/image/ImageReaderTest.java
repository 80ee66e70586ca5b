package fr.gaveurs.console.backend.features.firmware.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.firmware.Chip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageReaderTest {
    @ParameterizedTest
    @EnumSource(Chip.class)
    void readsAnImageOfEachChip(Chip chip) throws Exception {
        ImageBuilder builder = ImageBuilder.seeded(1)
                .chip(chip)
                .named("hall-station", "2.3.4")
                .secureVersion(3)
                .flashSizeCode(3)
                .revisions(100, 399);
        byte[] bytes = builder.build();

        FirmwareImage image = ImageBuilder.read(bytes);

        assertThat(image)
                .isEqualTo(new FirmwareImage(
                        bytes.length,
                        HexFormat.of().formatHex(ImageBuilder.sha256(bytes)),
                        chip,
                        "hall-station",
                        "2.3.4",
                        "v5.3.1",
                        "Nov  1 2026 12:34:56",
                        builder.elfSha256(),
                        3,
                        8,
                        100,
                        399,
                        false));
    }

    @Test
    void readsWhatMayFollowAnImage() throws Exception {
        assertThat(ImageBuilder.read(ImageBuilder.seeded(2).signatureBlocks(1).build())
                        .secureBoot())
                .isTrue();
        assertThat(ImageBuilder.read(ImageBuilder.seeded(2).signatureBlocks(3).build())
                        .secureBoot())
                .isTrue();
        assertThat(ImageBuilder.read(ImageBuilder.seeded(2).filling(16).build()).secureBoot())
                .isFalse();
    }

    @Test
    void refusesEachFlippedBit() {
        byte[] whole = ImageBuilder.seeded(3).bytes(256).build();
        refuseFlips(whole, 0, whole.length);
    }

    @Test
    void refusesEachFlippedBitOfTheSignature() {
        byte[] whole = ImageBuilder.seeded(4).bytes(256).signatureBlocks(2).build();
        int image = ImageBuilder.seeded(4).bytes(256).build().length;
        refuseFlips(whole, image, whole.length);
    }

    private static void refuseFlips(byte[] whole, int from, int to) {
        for (int at = from; at < to; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                int where = at;
                assertThatExceptionOfType(ImageException.class)
                        .as("byte %d bit %d", where, bit)
                        .isThrownBy(() -> ImageBuilder.read(flipped));
            }
        }
    }

    @Test
    void refusesEachImageThatIsCutOrTooLong() {
        byte[] whole = ImageBuilder.seeded(5).bytes(256).build();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ImageException.class).isThrownBy(() -> ImageBuilder.read(cut));
        }
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> ImageBuilder.read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void refusesASegmentThatReachesOverTheEnd() {
        for (long length : new long[] {0xFFFF_FFFFL, 0xFFFF_FFFCL, 0x8000_0000L, 5_000, 4_100}) {
            byte[] bytes = ImageBuilder.seeded(6).build();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(28, (int) length);
            assertThatExceptionOfType(ImageException.class).isThrownBy(() -> ImageBuilder.read(bytes));
        }
        byte[] many = ImageBuilder.seeded(6).build();
        many[1] = 17;
        assertThatThrownBy(() -> ImageBuilder.read(many)).hasMessageContaining("17 segments");
    }

    @Test
    void saysWhatToUploadInsteadOfOtherFiles() {
        refused(new byte[0], "empty");
        refused(begins(0x7F, 'E', 'L', 'F'), "ELF");
        refused(begins(0x1F, 0x8B, 8, 0), "gzip");
        refused(begins(0xE9, 1, 2, 0x40, 0x80, 0xF2, 0x10, 0x40, 0, 0xF0, 0x10, 0x40), "ESP8266");
        refused(begins(0xE9, 1, 2, 0x40, 0, 0, 0x10, 0x40, 0, 0x80, 0xFE, 0x3F), "ESP8266");
        refused(begins('P', 'K', 3, 4), "ZIP");
        refused(begins('U', 'F', '2', '\n'), "UF2");
        refused(begins(0xAA, 0x50, 1, 2), "partition table");
        refused(begins(':', '1', '0', '0'), "Intel HEX");
        refused("<!DOCTYPE html><html>404".getBytes(StandardCharsets.UTF_8), "web page");
        refused("hello".getBytes(StandardCharsets.UTF_8), "no firmware image");
    }

    @Test
    void tellsABootloaderFromAnImageOfTheWholeFlash() {
        byte[] bootloader = ImageBuilder.seeded(7).build();
        bootloader[32] = 0;
        refused(bootloader, "bootloader");

        byte[] merged = Arrays.copyOf(bootloader, 0x20000);
        merged[0x8000] = (byte) 0xAA;
        merged[0x8001] = 0x50;
        refused(merged, "whole flash");

        byte[] old = new byte[0x20000];
        Arrays.fill(old, (byte) 0xFF);
        old[0x8000] = (byte) 0xAA;
        old[0x8001] = 0x50;
        refused(old, "whole flash");
    }

    @Test
    void refusesAChipThatIsNotKnown() {
        byte[] bytes = ImageBuilder.seeded(8).build();
        bytes[12] = 0x77;
        refused(bytes, "number 119");
    }

    @Test
    void readsNothingButImagesOfWhateverComes() {
        Random random = new Random(9);
        byte[] whole = ImageBuilder.seeded(9).bytes(256).build();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(2_000)] : whole.clone();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
                if (bytes.length > 0) {
                    bytes[0] = (byte) 0xE9;
                }
            } else {
                for (int change = 0; change <= random.nextInt(4); change++) {
                    int at = random.nextInt(bytes.length);
                    bytes[at] = (byte) ~bytes[at];
                }
            }
            try {
                ImageBuilder.read(bytes);
                assertThat(bytes).isEqualTo(whole);
            } catch (ImageException expected) {
                assertThat(expected).message().isNotBlank();
            }
        }
    }

    private static byte[] begins(int... first) {
        byte[] bytes = new byte[1_000];
        for (int i = 0; i < first.length; i++) {
            bytes[i] = (byte) first[i];
        }
        return bytes;
    }

    private static void refused(byte[] bytes, String words) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> ImageBuilder.read(bytes))
                .withMessageContaining(words)
                .withMessageMatching("(?s).*(upload|copy it again).*");
    }
}
