package fr.gaveurs.console.backend.platform.tlog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON of which there is one form only (RFC 8785): members sorted by their names' UTF-16, numbers as ECMAScript writes
 * them, nothing escaped that need not be.
 */
public final class CanonicalJson {
    /** Whole numbers beyond it are not all doubles. */
    private static final long EXACT = 1L << 53;
    /** From it on, and below the other, Java writes a number without an exponent, as ECMAScript does. */
    private static final double PLAIN_FROM = 1e-3;

    private static final double PLAIN_TO = 1e7;

    private CanonicalJson() {}

    /**
     * Writes a value.
     *
     * @param value a map by names, a list, a text, a number, a truth value or null
     * @throws IllegalArgumentException for what JSON has no form of: numbers that are not finite, whole ones beyond 2⁵³,
     *     half a character, other types
     */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(out, value);
        return out.toString();
    }

    static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag.booleanValue());
            case String text -> text(out, text);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(whole(number));
            case Double number -> out.append(number(number));
            case List<?> list -> list(out, list);
            case Map<?, ?> object -> object(out, object);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void list(StringBuilder out, List<?> list) {
        char before = '[';
        for (Object element : list) {
            out.append(before);
            write(out, element);
            before = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private static void object(StringBuilder out, Map<?, ?> object) {
        Map<?, ?> sorted = object;
        if (!(object instanceof SortedMap<?, ?> ordered && ordered.comparator() == null)) {
            TreeMap<String, Object> copy = new TreeMap<>();
            object.forEach((name, value) -> copy.put((String) name, value));
            sorted = copy;
        }
        char before = '{';
        for (Map.Entry<?, ?> member : sorted.entrySet()) {
            out.append(before);
            text(out, (String) member.getKey());
            out.append(':');
            write(out, member.getValue());
            before = ',';
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else if (Character.isSurrogate(c)) {
                        if (!Character.isHighSurrogate(c)
                                || i + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(i + 1))) {
                            throw new IllegalArgumentException("half a character in a text");
                        }
                        out.append(c).append(text.charAt(++i));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static String whole(long number) {
        if (number > EXACT || number < -EXACT) {
            throw new IllegalArgumentException("not every JSON reader knows the number " + number);
        }
        return Long.toString(number);
    }

    /** As ECMAScript's {@code Number::toString} does. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        if (value == 0) {
            return "0"; // minus zero, too
        }
        double size = Math.abs(value);
        if (size >= PLAIN_FROM && size < PLAIN_TO) {
            // There both say the same, but for a nought behind the point.
            String plain = Double.toString(value);
            return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
        }
        return byDigits(value);
    }

    /** For any value but zero. */
    static String byDigits(double value) {
        String sign = value < 0 ? "-" : "";
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        int n = k - shortest.scale(); // value = 0.digits × 10ⁿ
        if (k <= n && n <= 21) {
            return sign + digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return sign + digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return sign + "0." + "0".repeat(-n) + digits;
        }
        int exponent = n - 1;
        return sign + digits.charAt(0) + (k == 1 ? "" : "." + digits.substring(1)) + "e" + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }

    /** Java gives two digits at least and, where one would do, the nearest two: 4.9E-324 for what is 5e-324. */
    private static BigDecimal shortest(double value) {
        BigDecimal usual = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (usual.precision() != 2) {
            return usual;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal best = null;
        BigDecimal below = new BigDecimal(usual.unscaledValue().divide(BigInteger.TEN), usual.scale() - 1);
        for (BigDecimal one : List.of(below, below.add(BigDecimal.ONE.movePointLeft(below.scale())))) {
            if (one.doubleValue() == value
                    && (best == null
                            || one.subtract(exact)
                                            .abs()
                                            .compareTo(best.subtract(exact).abs())
                                    < 0)) {
                best = one;
            }
        }
        return best == null ? usual : best;
    }
}
