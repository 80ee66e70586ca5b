package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Unseen;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the text fields of a device's message may hold. Each rule notes what is wrong and goes on. */
final class FieldRules {
    static final int MAX_SAMPLE_ID = 100;
    static final String SAMPLE_ID_WANTED = "must be 1 to " + MAX_SAMPLE_ID
            + " characters, none of them a control character, a mark of direction or another that shows as nothing";
    static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    static final String NO_SITE = "XX";

    /** Zero of NTP, the oldest instant that a clock that was never set shows. */
    private static final Instant OLDEST = Instant.parse("1900-01-01T00:00:00Z");

    private FieldRules() {}

    static void deviceId(JsonFigures figures, String path, @Nullable String value) {
        if (value == null) {
            figures.error(path, "is missing");
        } else if (!isDeviceId(value)) {
            figures.error(path, DeviceId.MESSAGE);
        }
    }

    /** What {@link DeviceId#PATTERN} says, for each sample: without a regular expression. */
    static boolean isDeviceId(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fits = (c >= 'a' && c <= 'z') || isCapital(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (!fits) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= DeviceId.MAX_LENGTH;
    }

    /** Three numbers such as 1.0.0, which a v before them does not change; null for null or an error. */
    static @Nullable String firmware(JsonFigures figures, String path, @Nullable String value) {
        if (value == null) {
            return null;
        }
        String version = value.startsWith("v") || value.startsWith("V") ? value.substring(1) : value;
        if (isVersion(version)) {
            return version;
        }
        figures.error(path, "must be three numbers such as 1.0.0");
        return null;
    }

    /** Three numbers of one to five digits with a dot between them. */
    private static boolean isVersion(String text) {
        int numbers = 1;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && digits > 0) {
                numbers++;
                digits = 0;
            } else {
                return false;
            }
            if (digits > 5) {
                return false;
            }
        }
        return numbers == 3 && digits > 0;
    }

    /**
     * Whether it may stand in an acknowledgement: 1 to 100 characters, none of them a control character or one that
     * shows as nothing. Refused rather than stripped: the device knows its sample by what it wrote, and two ids that
     * look alike on the screen would be two samples.
     */
    static boolean isSampleId(@Nullable String value) {
        return value != null
                && !value.isBlank()
                && value.length() <= MAX_SAMPLE_ID
                && isClean(value)
                && !Unseen.isIn(value);
    }

    /** Whether it holds neither control characters nor half of a surrogate pair, which PostgreSQL cannot keep. */
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Reads a date and time as {@link Iso8601} does.
     *
     * @return to the microsecond, as it is stored; null after an error
     */
    static @Nullable Instant time(JsonFigures figures, String path, @Nullable String value) {
        if (value == null) {
            figures.error(path, "is missing");
            return null;
        }
        Instant time;
        try {
            time = Iso8601.parse(value).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            figures.error(path, Iso8601.complaint(value));
            return null;
        }
        if (time.isBefore(OLDEST)) {
            figures.error(path, "must not be before 1900: set the device's clock");
            return null;
        }
        return time;
    }

    /** Whether a time lies further ahead than clocks that are right may differ. */
    static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(now.plus(MAX_AHEAD));
    }

    /** Notes, and says, whether a time lies further ahead than clocks that are right may differ. */
    static boolean isAhead(JsonFigures figures, String path, @Nullable Instant time, Instant now) {
        boolean ahead = time != null && isAhead(time, now);
        if (ahead) {
            figures.error(path, "is more than 5 min ahead: set the device's clock");
        }
        return ahead;
    }

    /** The two capitals between underscores in a device's id; {@value #NO_SITE} where there are none. */
    static String siteOf(String deviceId) {
        for (int at = deviceId.indexOf('_'); at >= 0; at = deviceId.indexOf('_', at + 1)) {
            if (at + 3 < deviceId.length()
                    && isCapital(deviceId.charAt(at + 1))
                    && isCapital(deviceId.charAt(at + 2))
                    && deviceId.charAt(at + 3) == '_') {
                return deviceId.substring(at + 1, at + 3);
            }
        }
        return NO_SITE;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
