package fr.gaveurs.console.backend.features.feedback.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes HTML in UTF-8: whatever is text is escaped. It is made as bytes at once, since a page as text, which holds a star and
 * so takes two bytes a character, was most of what the program let go of while many looked at pages.
 */
final class Html {
    private byte[] out = new byte[24_576];
    private int size;

    /** Marks of our own, as they are. */
    Html raw(String marks) {
        append(marks, 0, marks.length());
        return this;
    }

    /** What was written before. */
    Html raw(byte[] written) {
        reserve(written.length);
        System.arraycopy(written, 0, out, size, written.length);
        size += written.length;
        return this;
    }

    /** Somebody's text, in an element or between the quotation marks of an attribute. */
    Html text(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\'' -> "&#39;";
                        default -> "";
                    };
            if (!escaped.isEmpty()) {
                append(text, from, i);
                append(escaped, 0, escaped.length());
                from = i + 1;
            }
        }
        append(text, from, text.length());
        return this;
    }

    /** An element that holds a text alone; its direction is that of the text, not of the page. */
    Html element(String name, String text) {
        int end = name.indexOf(' ');
        raw("<").raw(name).raw(">").text(text).raw("</");
        append(name, 0, end < 0 ? name.length() : end);
        return raw(">");
    }

    private void append(String text, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) { // from here on by the library, which knows of pairs and of halves of them
                raw(text.substring(i, to).getBytes(StandardCharsets.UTF_8));
                return;
            }
            out[size++] = (byte) c;
        }
    }

    private void reserve(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(size + more, 2 * out.length));
        }
    }

    /** All of it, in UTF-8. */
    byte[] bytes() {
        return Arrays.copyOf(out, size);
    }
}
