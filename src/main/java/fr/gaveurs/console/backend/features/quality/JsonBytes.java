package fr.gaveurs.console.backend.features.quality;

import java.nio.charset.StandardCharsets;

/**
 * Reads the numbers of a JSON text, and passes over whole objects and arrays, holding all of it against the grammar.
 * Whatever is not plainly right is {@link Unsure}.
 */
final class JsonBytes extends JsonText {
    private static final long ZEROS = '0' * ONES;
    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private boolean whole;
    private double number;
    /** The digits of the number in hand, while there is room for them. */
    private long decimal;

    /** Of a part of the bytes. */
    JsonBytes(byte[] bytes, int begin, int length) {
        super(bytes, begin, length);
    }

    /** Whether the number of the last {@link #readNumber} has neither fraction nor exponent. */
    boolean whole() {
        return whole;
    }

    /** The number of the last {@link #readNumber}. */
    double number() {
        return number;
    }

    /** The place after the digits that stand from {@code from} on. */
    private int digits(int from) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long others = othersThanDigits((long) LONGS.get(bytes, at));
            if (others != 0) {
                return at + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    /** As {@link #digits}, which are added to those of the number before them. */
    private int value(int from) {
        int at = from;
        long value = decimal;
        while (at + Long.BYTES <= end) {
            long chunk = (long) LONGS.get(bytes, at);
            long others = othersThanDigits(chunk);
            if (others == 0) {
                value = value * 100_000_000 + eight(chunk);
                at += Long.BYTES;
                continue;
            }
            int count = Long.numberOfTrailingZeros(others) >>> 3;
            if (count > 0) {
                // With zeros before them, so that there are eight.
                value = value * TENS[count] + eight((chunk << (Long.SIZE - 8 * count)) | (ZEROS >>> (8 * count)));
            }
            decimal = value;
            return at + count;
        }
        while (at < end && isDigit(bytes[at])) {
            value = value * 10 + (bytes[at++] - '0');
        }
        decimal = value;
        return at;
    }

    /** Bytes that are no digits have their highest bit set, from the first on; those after the first may be wrong. */
    private static long othersThanDigits(long chunk) {
        return ((chunk - ZEROS) | (chunk + 0x46 * ONES)) & HIGH_BITS;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The place after a number that nobody reads; that nothing of it follows is for the caller to see. */
    private int endOfNumber(int from) {
        int first = is(from, '-') ? from + 1 : from;
        int at = digits(first);
        checkWhole(first, at);
        if (is(at, '.')) {
            int fraction = at + 1;
            at = digits(fraction);
            if (at == fraction) {
                throw new Unsure();
            }
        }
        return is(at, 'e') || is(at, 'E') ? endOfExponent(at + 1) : at;
    }

    private void checkWhole(int from, int to) {
        if (to == from || (to > from + 1 && bytes[from] == '0')) {
            throw new Unsure();
        }
    }

    private int endOfExponent(int from) {
        int first = is(from, '-') || is(from, '+') ? from + 1 : from;
        int at = digits(first);
        if (at == first || at > first + 4) {
            throw new Unsure();
        }
        return at;
    }

    /** Reads a number: the place after it; that nothing of it follows is for the caller to see. */
    int readNumber(int from) {
        boolean minus = is(from, '-');
        int first = minus ? from + 1 : from;
        decimal = 0;
        int at = value(first);
        checkWhole(first, at);
        int digits = bytes[first] == '0' ? 0 : at - first;
        int power = 0;
        whole = true;
        if (is(at, '.')) {
            int fraction = at + 1;
            at = value(fraction);
            if (at == fraction) {
                throw new Unsure();
            }
            power = fraction - at;
            digits -= power;
            whole = false;
        }
        if (is(at, 'e') || is(at, 'E')) {
            int exponent = at + 1;
            at = endOfExponent(exponent);
            power += Integer.parseInt(new String(bytes, exponent, at - exponent, StandardCharsets.US_ASCII));
            whole = false;
        }
        // 19 digits fit 64 bits.
        double magnitude = digits > 19 ? Double.NaN : Decimals.value(decimal, power);
        if (Double.isNaN(magnitude)) {
            number = Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        } else {
            number = minus ? -magnitude : magnitude;
        }
        return at;
    }

    /**
     * Passes over an object or array, holding it against the grammar.
     *
     * @param from the place after its opening bracket
     * @return the place after its closing one
     */
    int skip(int from, boolean object) {
        // A bit for each level, the innermost lowest: whether it is an object. A zero at last: there is no deeper one.
        long levels = object ? 3 : 2;
        boolean opened = true;
        int at = from;
        while (true) {
            at = space(at);
            byte b = bytes[at];
            if (!opened || b != ((levels & 1) == 1 ? '}' : ']')) {
                if ((levels & 1) == 1) {
                    at = space(colon(endOfName(expect(at, '"')) + 1));
                    b = bytes[at];
                }
                switch (b) {
                    case '"' -> at = endOfString(at + 1) + 1;
                    case '{', '[' -> {
                        if (levels < 0) {
                            throw new Unsure(); // 63 levels
                        }
                        levels = (levels << 1) | (b == '{' ? 1 : 0);
                        opened = true;
                        at++;
                        continue;
                    }
                    case 't' -> at = word(at, "true");
                    case 'f' -> at = word(at, "false");
                    case 'n' -> at = word(at, "null");
                    default -> at = (levels & 1) == 1 ? endOfNumber(at) : endOfNumbers(at);
                }
                at = space(at);
            }
            opened = false;
            while (bytes[at] == ((levels & 1) == 1 ? '}' : ']')) {
                at++;
                levels >>>= 1;
                if (levels == 1) {
                    return at;
                }
                at = space(at);
            }
            at = expect(at, ',');
        }
    }

    /** The place after a number of an array and, since most of what is passed over is such, those that follow it. */
    private int endOfNumbers(int from) {
        int at = endOfNumber(from);
        while (at + 2 < end && bytes[at] == ',') {
            int next = bytes[at + 1] == ' ' ? at + 2 : at + 1;
            if (!isDigit(bytes[next])) {
                return at;
            }
            at = endOfNumber(next);
        }
        return at;
    }

    /** The value of eight digits, of which the first is the lowest byte. */
    private static long eight(long chunk) {
        long digits = chunk - ZEROS;
        long pairs = digits * 10 + (digits >>> 8);
        return ((pairs & 0x000000FF000000FFL) * (100L + (1_000_000L << 32))
                        + ((pairs >>> 16) & 0x000000FF000000FFL) * (1L + (10_000L << 32)))
                >>> 32;
    }
}
