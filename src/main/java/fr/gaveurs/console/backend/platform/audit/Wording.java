package fr.gaveurs.console.backend.platform.audit;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What people type, as the journal keeps it: one line, with accents on their letters, and no longer than it may be. */
final class Wording {
    private Wording() {}

    /** Null where nothing is left. */
    static @Nullable String line(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean unseen = type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.PRIVATE_USE
                    || type == Character.UNASSIGNED;
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                line.append(' ');
            } else if (!unseen) {
                line.appendCodePoint(c);
            }
        });
        String shown = line.toString().replaceAll(" +", " ").strip();
        int end = shown.codePointCount(0, shown.length()) <= longest
                ? shown.length()
                : shown.offsetByCodePoints(0, longest);
        String cut = shown.substring(0, end).strip();
        return cut.isEmpty() ? null : cut;
    }
}
