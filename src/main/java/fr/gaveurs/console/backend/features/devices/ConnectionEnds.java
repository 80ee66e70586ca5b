package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.backend.platform.websocket.CloseWords;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a connection was one of a station's no more: the words that are stored, and the code that they stand for. */
public final class ConnectionEnds {
    private static final Map<ConnectionEnd, String> WORDS = new EnumMap<>(Map.of(
            ConnectionEnd.CLOSED, "closed in good order",
            ConnectionEnd.NO_CODE, "closed without a code",
            ConnectionEnd.BROKEN, "the connection broke off",
            ConnectionEnd.TOKEN, "token needed",
            ConnectionEnd.TOO_MANY_MESSAGES, "too many messages",
            ConnectionEnd.FORGOTTEN, "the station was forgotten",
            ConnectionEnd.CONSOLE_LOST, "the console ended without a word",
            ConnectionEnd.CONSOLE_STOPPED, CloseWords.STOPPING,
            ConnectionEnd.RESTORED, "a restore put older data in place",
            ConnectionEnd.FAULT, CloseWords.FAULT));

    /** Of a connection that ended without a close of either side. */
    private static final int NO_CLOSE = 1006;

    private static final String REFUSED = "its word does not count any more: ";

    private ConnectionEnds() {}

    /** The words for an end that has some of its own. */
    public static String words(ConnectionEnd end) {
        String words = WORDS.get(end);
        if (words == null) {
            throw new IllegalArgumentException(end + " has no words of its own");
        }
        return words;
    }

    /** The words for one whose messages are refused from now on. */
    public static String refused(RefusalReason reason) {
        return REFUSED + reason.key();
    }

    /**
     * What stored words stand for.
     *
     * @param code of the WebSocket; null where there was none
     */
    static ConnectionEnd of(String words, @Nullable Integer code) {
        if (code != null && code == NO_CLOSE) {
            return ConnectionEnd.BROKEN;
        }
        for (Map.Entry<ConnectionEnd, String> each : WORDS.entrySet()) {
            if (each.getValue().equals(words)) {
                return each.getKey();
            }
        }
        if (words.equals(CloseWords.NO_TEXT) || words.equals(CloseWords.NO_UTF8)) {
            return ConnectionEnd.NO_TEXT;
        }
        if (words.startsWith(CloseWords.TOO_LARGE)) {
            return ConnectionEnd.TOO_LARGE;
        }
        if (words.equals(CloseWords.CROWDED) || words.startsWith(CloseWords.TOO_SLOW)) {
            return ConnectionEnd.TOO_SLOW;
        }
        for (RefusalReason reason : RefusalReason.values()) {
            if (words.equals(refused(reason))) {
                return switch (reason) {
                    case NOT_APPROVED -> ConnectionEnd.NOT_APPROVED;
                    case BLOCKED -> ConnectionEnd.BLOCKED;
                    case ANOTHER_BOARD -> ConnectionEnd.ANOTHER_BOARD;
                    case TOKEN -> ConnectionEnd.TOKEN;
                    case INVALID, CLOCK_AHEAD, RATE_LIMIT, QUARANTINED, NO_ROOM -> ConnectionEnd.SAID;
                };
            }
        }
        return ConnectionEnd.SAID;
    }
}
