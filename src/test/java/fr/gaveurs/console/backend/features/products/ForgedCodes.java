package fr.gaveurs.console.backend.features.products;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Makes codes up, as somebody would who has seen real ones. */
public final class ForgedCodes {
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private ForgedCodes() {}

    /** How many of so many forged codes are taken for real ones under a key of this class's own. */
    public static long accepted(int forged, long seed) {
        return accepted(
                new ProductCode("the key of the installation, unknown".getBytes(StandardCharsets.UTF_8), null),
                forged,
                new Random(seed));
    }

    static long accepted(ProductCode code, int forged, Random random) {
        long accepted = 0;
        String real = code.sign(id(random));
        for (int i = 0; i < forged; i++) {
            if (code.verify(forge(real, random)) != null) {
                accepted++;
            }
        }
        return accepted;
    }

    private static String forge(String real, Random random) {
        String signature = real.substring(real.indexOf('.') + 1);
        String id = real.substring(0, real.indexOf('.'));
        return switch (random.nextInt(4)) {
            // The signature of one product on another.
            case 0 -> other(id, random) + "." + signature;
            // Some characters of a real one changed.
            case 1 -> id + "." + changed(signature, 1 + random.nextInt(3), random);
            case 2 -> id + "." + made(random);
            default -> id(random) + "." + made(random);
        };
    }

    private static String other(String id, Random random) {
        String made = id(random);
        return made.equals(id) ? id + "0" : made;
    }

    private static String changed(String signature, int times, Random random) {
        char[] text = signature.toCharArray();
        for (int i = 0; i < times; i++) {
            text[random.nextInt(text.length)] = BASE64URL.charAt(random.nextInt(64));
        }
        String forged = new String(text);
        return forged.equals(signature) ? made(random) : forged;
    }

    private static String made(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ProductCode.SIGNATURE; i++) {
            text.append(BASE64URL.charAt(random.nextInt(64)));
        }
        return text.toString();
    }

    private static String id(Random random) {
        return String.format(Locale.ROOT, "FG_LL_2026112%d_%04d", random.nextInt(10), random.nextInt(10_000));
    }
}
