package fr.gaveurs.console.simulator.firmware;

import fr.gaveurs.console.api.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program in a slot, as its description names it.
 *
 * @param elfSha256 64 small hexadecimal digits
 */
public record Program(String project, String version, String elfSha256, long secureVersion) {
    private static final int DESCRIPTION_AT = 32;
    private static final int DESCRIPTION = 256;
    private static final Pattern NUMBERS = Pattern.compile("[vV]?(\\d{1,5}\\.\\d{1,5}\\.\\d{1,5})(?!\\d).*");
    private static final int MAGIC = 0xABCD5432;

    /** The three numbers of a version, without what follows them; {@code 0.0.0} of one that does not begin with such. */
    static String numbers(String version) {
        Matcher found = NUMBERS.matcher(version);
        return found.matches() ? found.group(1) : "0.0.0";
    }

    /** The one that came by cable. */
    public static Program factory(String version) {
        byte[] hash = Sha256.of("factory " + version);
        return new Program("gaveurs-station", version, HexFormat.of().formatHex(hash), 0);
    }

    /** What an image is; null where its own hash says that it is damaged, as the bootloader finds. */
    static @Nullable Program of(byte[] image, int length) {
        if (length < DESCRIPTION_AT + DESCRIPTION || (image[0] & 0xFF) != 0xE9) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(image, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(DESCRIPTION_AT) != MAGIC || !isWhole(bytes, image, length)) {
            return null;
        }
        return new Program(
                text(image, DESCRIPTION_AT + 48),
                text(image, DESCRIPTION_AT + 16),
                HexFormat.of().formatHex(image, DESCRIPTION_AT + 144, DESCRIPTION_AT + 176),
                bytes.getInt(DESCRIPTION_AT + 4) & 0xFFFF_FFFFL);
    }

    private static boolean isWhole(ByteBuffer bytes, byte[] image, int length) {
        long at = 24;
        for (int i = 0; i < image[1]; i++) {
            if (at + 8 > length) {
                return false;
            }
            at += 8 + (bytes.getInt((int) at + 4) & 0xFFFF_FFFFL);
        }
        long end = at / 16 * 16 + 16;
        if (end + 32 > length) {
            return false;
        }
        MessageDigest digest = Sha256.digest();
        digest.update(image, 0, (int) end);
        return Arrays.equals(digest.digest(), Arrays.copyOfRange(image, (int) end, (int) end + 32));
    }

    private static String text(byte[] image, int at) {
        int end = at;
        while (end < at + 32 && image[end] != 0) {
            end++;
        }
        return new String(image, at, end - at, StandardCharsets.US_ASCII);
    }
}
