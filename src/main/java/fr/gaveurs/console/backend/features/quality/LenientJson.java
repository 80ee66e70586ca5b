package fr.gaveurs.console.backend.features.quality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What some boards put around and into their JSON, and what it can only mean. */
final class LenientJson {
    private final byte[] json;
    private boolean changed;

    private LenientJson(byte[] json) {
        this.json = json;
    }

    /** Length without what C programs and line-based ones send after the object: NUL bytes and white space. */
    static int trimmed(byte[] utf8, int off, int len) {
        int end = off + len;
        while (end > off && utf8[end - 1] >= 0 && utf8[end - 1] <= ' ') {
            end--;
        }
        return end - off;
    }

    /**
     * A copy of a message that the parser did not take, without what it stumbles over where that changes nothing of
     * what is read; everything keeps its place. The words that C and MicroPython write for what is no number ({@code
     * nan}, {@code -nan}, {@code inf}, {@code -inf}) become {@code NaN}, which is refused by field; halves of a surrogate
     * pair in a field's name become U+FFFD: no name that is read has one.
     *
     * @return null if there is nothing of that
     */
    static byte @Nullable [] mended(byte[] utf8, int off, int len) {
        LenientJson copy = new LenientJson(Arrays.copyOfRange(utf8, off, off + len));
        copy.mend();
        return copy.changed ? copy.json : null;
    }

    private void mend() {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '"') {
                int end = endOfText(i + 1);
                if (isName(end)) {
                    mendName(i + 1, end);
                }
                i = end;
            } else if (is(i, "nan") || is(i, "inf")) {
                if (i > 0 && (json[i - 1] == '-' || json[i - 1] == '+')) {
                    json[i - 1] = ' ';
                }
                json[i] = 'N';
                json[i + 1] = 'a';
                json[i + 2] = 'N';
                changed = true;
                i += 2;
            } else if (Character.isLetter(json[i])) {
                while (i + 1 < json.length && Character.isLetter(json[i + 1])) {
                    i++;
                }
            }
        }
    }

    private int endOfText(int from) {
        int i = from;
        while (i < json.length && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private boolean isName(int quote) {
        int i = quote + 1;
        while (i < json.length && json[i] >= 0 && json[i] <= ' ') {
            i++;
        }
        return i < json.length && json[i] == ':';
    }

    private void mendName(int from, int to) {
        for (int i = from; i + 6 <= to; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd' && json[i + 3] > '7') {
                json[i + 2] = 'f';
                json[i + 3] = 'f';
                json[i + 4] = 'f';
                json[i + 5] = 'd';
                changed = true;
                i += 5;
            } else if (json[i] == '\\') {
                i++;
            }
        }
    }

    /** Whether a word of three small or capital letters stands here alone. */
    private boolean is(int at, String word) {
        if (at + 3 > json.length || (at + 3 < json.length && Character.isLetterOrDigit(json[at + 3]))) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if ((json[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
