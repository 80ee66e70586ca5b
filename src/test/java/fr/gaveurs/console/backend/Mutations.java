package fr.gaveurs.console.backend;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Input as it should not be: noise, and valid input that was cut, flipped, spliced, repeated or peppered. */
public final class Mutations {
    /** What parsers stumble over. */
    private static final List<String> SPICES = List.of(
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "null",
            "[null]",
            "{}",
            "true",
            "NaN",
            "-Infinity",
            "1e999",
            "-0",
            "9".repeat(200),
            "99999999999999999999",
            "2147483648",
            "0.1e-400",
            "\0",
            "\uFFFF",
            "é",
            "%",
            "%zz",
            "=",
            "\n",
            ":",
            ",",
            "/",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "x".repeat(2_000));

    private Mutations() {}

    /** Bytes that come of some valid input, or of none. */
    public static Arbitrary<byte[]> of(byte[]... valid) {
        return Arbitraries.randomValue(random -> any(random, valid));
    }

    /** One of them. */
    public static byte[] any(Random random, byte[]... valid) {
        if (valid.length == 0 || random.nextInt(12) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = valid[random.nextInt(valid.length)];
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = mutate(random, bytes, valid[random.nextInt(valid.length)]);
        }
        return bytes;
    }

    private static byte[] mutate(Random random, byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + (1 << random.nextInt(9)));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(bytes, 0, at, new byte[0], bytes, to);
            case 2 -> joined(bytes, 0, to, new byte[0], bytes, at);
            case 3 -> joined(bytes, 0, at, new byte[0], other, random.nextInt(other.length + 1));
            case 4, 5 -> joined(bytes, 0, at, spice(random), bytes, random.nextBoolean() ? at : to);
            default -> flipped(random, bytes, at);
        };
    }

    private static byte[] spice(Random random) {
        return SPICES.get(random.nextInt(SPICES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(Random random, byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        if (at < copy.length) {
            copy[at] = (byte) (random.nextBoolean() ? copy[at] ^ (1 << random.nextInt(8)) : random.nextInt());
        }
        return copy;
    }

    private static byte[] joined(byte[] head, int from, int to, byte[] middle, byte[] tail, int rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head, from, to - from);
        out.writeBytes(middle);
        out.write(tail, rest, tail.length - rest);
        return out.toByteArray();
    }
}
