package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.websocket.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds where white space, strings, names and words of a JSON text end, eight bytes at a time. Whatever is not plainly
 * right is {@link Unsure}, also what is only rare. Each place is an index into the bytes.
 */
abstract sealed class JsonText permits JsonBytes {
    /** It may be right or wrong: Jackson is to say. */
    static final class Unsure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsure() {
            super("unsure", null, false, false);
        }
    }

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    static final long HIGH_BITS = 0x8080808080808080L;
    /** Names are short; Jackson refuses those of more than 1,000 characters. */
    private static final int MAX_NAME = 250;

    final byte[] bytes;
    private final int begin;
    final int end;
    private boolean knownUtf8;
    private boolean escaped;
    private boolean surrogate;

    /** Of a part of the bytes. */
    JsonText(byte[] bytes, int begin, int length) {
        this.bytes = bytes;
        this.begin = begin;
        this.end = begin + length;
    }

    /** Whether the string of the last {@link #endOfString} has escapes. */
    boolean escaped() {
        return escaped;
    }

    /** Whether nothing but white space follows. */
    boolean isEnd(int from) {
        for (int at = from; at < end; at++) {
            if (!isSpace(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The first place from {@code at} on that holds no white space. */
    int space(int from) {
        int at = from;
        while (at < end) {
            byte b = bytes[at];
            if (b > ' ' || !isSpace(b)) {
                return at;
            }
            at++;
        }
        throw new Unsure();
    }

    /** The place of the quote that ends a string, whose first character is at {@code from}. */
    int endOfString(int from) {
        escaped = false;
        surrogate = false;
        int at = from;
        while (true) {
            if (at + Long.BYTES <= end) {
                long chunk = (long) LONGS.get(bytes, at);
                long stops = zeros(chunk ^ QUOTES) | zeros(chunk ^ BACKSLASHES) | (knownUtf8 ? 0 : chunk & HIGH_BITS);
                if (stops == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(stops) >>> 3;
            } else if (at >= end) {
                throw new Unsure();
            }
            byte b = bytes[at];
            if (b == '"') {
                return at;
            }
            if (b == '\\') {
                escaped = true;
                at = escape(at);
            } else {
                if (b < 0) {
                    checkUtf8();
                }
                at++;
            }
        }
    }

    /** Bytes that are zero have their highest bit set, from the first on; those after the first may be wrong. */
    private static long zeros(long chunk) {
        return (chunk - ONES) & ~chunk & HIGH_BITS;
    }

    private void checkUtf8() {
        if (!knownUtf8) {
            if (!Utf8.isValid(bytes, begin, end - begin)) {
                throw new Unsure();
            }
            knownUtf8 = true;
        }
    }

    /** The place after an escape. */
    private int escape(int at) {
        char kind = at + 1 < end ? (char) bytes[at + 1] : ' ';
        if (kind == 'u') {
            return unicode(at + 2);
        }
        if ("\"\\/bfnrt".indexOf(kind) < 0) {
            throw new Unsure();
        }
        return at + 2;
    }

    private int unicode(int from) {
        for (int i = from; i < from + 4; i++) {
            if (i >= end || Character.digit(bytes[i], 16) < 0) {
                throw new Unsure();
            }
        }
        surrogate |= (bytes[from] | 0x20) == 'd' && bytes[from + 1] > '7';
        return from + 4;
    }

    /** The text between two places, with what its escapes stand for. */
    String unescaped(int from, int to) {
        String written = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                c = written.charAt(++i);
                switch (c) {
                    case 'b' -> c = '\b';
                    case 'f' -> c = '\f';
                    case 'n' -> c = '\n';
                    case 'r' -> c = '\r';
                    case 't' -> c = '\t';
                    case 'u' -> {
                        c = (char) Integer.parseInt(written, i + 1, i + 5, 16);
                        i += 4;
                        if (Character.isSurrogate(c)) {
                            throw new Unsure();
                        }
                    }
                    default -> {
                        // Quotes, the stroke and the backslash stand for themselves.
                    }
                }
            }
            text.append(c);
        }
        return text.toString();
    }

    /** The place of the quote that ends a field's name, which Jackson may refuse for half a surrogate pair, and whose first character is at {@code from}. */
    int endOfName(int from) {
        int to = endOfString(from);
        if (surrogate || to - from > MAX_NAME) {
            throw new Unsure();
        }
        return to;
    }

    /** The place after the colon that has to stand from {@code at} on. */
    int colon(int at) {
        return expect(space(at), ':');
    }

    /** The place after a character that has to stand there. */
    int expect(int at, char wanted) {
        if (bytes[at] != wanted) {
            throw new Unsure();
        }
        return at + 1;
    }

    /** The place after a word that has to stand there. */
    int word(int from, String word) {
        int after = from + word.length();
        if (after > end) {
            throw new Unsure();
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                throw new Unsure();
            }
        }
        return after;
    }

    /** Whether a byte is at this place, and a certain one. */
    boolean is(int at, char wanted) {
        return at < end && bytes[at] == wanted;
    }
}
