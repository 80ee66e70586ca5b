package fr.gaveurs.console.backend.features.firmware.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for (RFC 9110, 14): one range, which is what boards ask for. Of several, and of
 * what is no range, the whole file is the answer, as the standard allows.
 *
 * @param from the first byte
 * @param to the last byte
 * @param part whether it was asked for as a range
 */
record ByteRange(long from, long to, boolean part) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Nothing of the range lies within the file. */
    static final class OutsideException extends Exception {
        private static final long serialVersionUID = 1;

        OutsideException() {
            super(null, null, false, false);
        }
    }

    /**
     * @param range the header; null for none
     * @param ifRange the header: the range counts only if it is this file's tag; null for none
     * @param size of the file, at least 1
     */
    static ByteRange of(@Nullable String range, @Nullable String ifRange, String tag, long size)
            throws OutsideException {
        ByteRange whole = new ByteRange(0, size - 1, false);
        if (range == null || (ifRange != null && !ifRange.strip().equals(tag))) {
            return whole;
        }
        Matcher found = ONE.matcher(range.strip());
        if (!found.matches() || (found.group(1).isEmpty() && found.group(2).isEmpty())) {
            return whole;
        }
        if (found.group(1).isEmpty()) {
            long last = Long.parseLong(found.group(2));
            if (last == 0) {
                throw new OutsideException();
            }
            return new ByteRange(Math.max(0, size - last), size - 1, true);
        }
        long from = Long.parseLong(found.group(1));
        long to = found.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(found.group(2)));
        if (!found.group(2).isEmpty() && Long.parseLong(found.group(2)) < from) {
            return whole;
        }
        if (from >= size) {
            throw new OutsideException();
        }
        return new ByteRange(from, to, true);
    }

    long length() {
        return to - from + 1;
    }
}
