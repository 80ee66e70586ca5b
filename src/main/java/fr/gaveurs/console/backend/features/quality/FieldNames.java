package fr.gaveurs.console.backend.features.quality;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/** The names of the fields that are read of a sample, found by their bytes: no text is made of any other. */
final class FieldNames {
    /** Stands for each name that nobody asks for. */
    static final String OTHER = "";

    private static final int SIZE = 256;
    private static final String[] NAMES = new String[SIZE];
    private static final byte[][] BYTES = new byte[SIZE][];

    static {
        Stream.of(SensorDataReader.NAMES, SpectrumReader.NAMES)
                .flatMap(Collection::stream)
                .distinct()
                .forEach(FieldNames::add);
    }

    private FieldNames() {}

    private static void add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        int slot = slot(bytes, 0, bytes.length);
        while (NAMES[slot] != null) {
            slot = (slot + 1) & (SIZE - 1);
        }
        NAMES[slot] = name;
        BYTES[slot] = bytes;
    }

    /** The name that stands between two places. */
    static String of(byte[] bytes, int from, int to) {
        if (from == to) {
            return OTHER;
        }
        for (int slot = slot(bytes, from, to); NAMES[slot] != null; slot = (slot + 1) & (SIZE - 1)) {
            byte[] known = BYTES[slot];
            if (known.length == to - from && Arrays.equals(known, 0, known.length, bytes, from, to)) {
                return NAMES[slot];
            }
        }
        // A channel may be called F1_ and whatever its maker likes.
        return bytes[from] == 'F' ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : OTHER;
    }

    private static int slot(byte[] bytes, int from, int to) {
        return (31 * (31 * bytes[from] + bytes[to - 1]) + bytes[(from + to) >>> 1] + 7 * (to - from)) & (SIZE - 1);
    }
}
