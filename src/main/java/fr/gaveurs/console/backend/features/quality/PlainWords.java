package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Unseen;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What boards say of themselves and nothing is computed from: it is cleaned and cut, never a reason to refuse. After
 * each call the parser stands on the value's last token.
 */
final class PlainWords {
    static final int MAX_LINE = 200;
    static final int MAX_TEXT = 4_000;
    /** Objects are written out up to here; what follows is passed over. */
    private static final int MAX_TOKENS = 500;

    /** Colours and other orders to a terminal: {@code ESC [ … letter}, {@code ESC ] … BEL}, and two-letter ones. */
    private static final Pattern TERMINAL =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?|[@-Z\\\\^_])");

    private static final Pattern MAC =
            Pattern.compile("(?:[0-9A-F]{2}[:\\-. ]?){5}[0-9A-F]{2}|(?:[0-9A-F]{4}\\.){2}[0-9A-F]{4}");

    private static final Pattern NAMED = Pattern.compile("\"device_id\"\\s*:\\s*\"(" + DeviceId.PATTERN + ")\"");

    private PlainWords() {}

    /** Text of several lines, of any value: a number and an object as they were written. Null if nothing is left. */
    static @Nullable String text(JsonParser json) {
        StringBuilder raw = new StringBuilder();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            raw.append(json.getString());
        } else if (json.currentToken().isStructStart()) {
            written(json, raw);
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            raw.append(json.getString());
        }
        String cleaned = clean(raw, MAX_TEXT).strip();
        return cleaned.isEmpty() ? null : cleaned;
    }

    /** Text of one line; null for whatever is none, and if nothing is left. */
    static @Nullable String line(JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return null;
        }
        String cleaned = clean(json.getString(), MAX_LINE).replace('\n', ' ').strip();
        return cleaned.isEmpty() ? null : cleaned;
    }

    /** A MAC address as {@code 24:0A:C4:00:11:22}, however it is written; other text as it is. */
    static @Nullable String mac(JsonParser json) {
        String text = line(json);
        if (text == null) {
            return null;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (!MAC.matcher(upper).matches()) {
            return text;
        }
        String digits = upper.replaceAll("[^0-9A-F]", "");
        StringBuilder mac = new StringBuilder(17);
        for (int i = 0; i < 12; i += 2) {
            mac.append(i == 0 ? "" : ":").append(digits, i, i + 2);
        }
        return mac.toString();
    }

    private static void written(JsonParser json, StringBuilder out) {
        int depth = 0;
        int tokens = 0;
        JsonToken before = null;
        do {
            JsonToken token = json.currentToken();
            boolean end = token.isStructEnd();
            depth += token.isStructStart() ? 1 : end ? -1 : 0;
            if (++tokens <= MAX_TOKENS) {
                boolean first = before == null || before.isStructStart() || before == JsonToken.PROPERTY_NAME;
                out.append(first || end ? "" : ", ");
                out.append(token == JsonToken.PROPERTY_NAME ? json.currentName() + ": " : json.getString());
            }
            before = token;
        } while (depth > 0 && json.nextToken() != null);
    }

    /** Without orders to a terminal, what is not seen, control characters but line breaks, and half surrogate pairs. */
    private static String clean(CharSequence raw, int most) {
        String text = Unseen.withoutIn(TERMINAL.matcher(raw.subSequence(0, Math.min(raw.length(), 4 * most)))
                        .replaceAll(""))
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length() && out.length() < most; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n') {
                out.append('\n');
            } else if (c <= 0xFFFF && Character.isSurrogate((char) c)) {
                out.append('\uFFFD');
            } else {
                out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return text.length() > out.length() && out.length() >= most ? out + "…" : out.toString();
    }

    /** The station's id in bytes that are no proper text, looked for in their beginning; null if there is none. */
    static @Nullable String deviceIdIn(String latin1) {
        var found = NAMED.matcher(latin1);
        return found.find() ? found.group(1) : null;
    }
}
