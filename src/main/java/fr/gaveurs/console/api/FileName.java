package fr.gaveurs.console.api;

import java.util.regex.Pattern;

/** Names of files that come from elsewhere, as every system takes them and as they look. */
public final class FileName {
    /** Joiners between letters and within emoji; elsewhere they show as nothing. */
    private static final Pattern LONE_JOINERS = Pattern.compile("^[\\u200C\\u200D]+|[\\u200C\\u200D]+(?=$|[.\\s])");
    /** What no file system or header takes, and what would lead out of a folder. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\\\/:*?\"<>|\\x{D800}-\\x{DFFF}]+");
    /** Devices of Windows, whatever stands after the dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?", Pattern.DOTALL);

    private FileName() {}

    /**
     * Without control characters and marks of direction, and with {@code _} for what a file system refuses.
     *
     * @return never empty: {@code file} where nothing is left
     */
    public static String clean(String name) {
        String seen = LONE_JOINERS.matcher(Unseen.withoutIn(name)).replaceAll("");
        // Windows drops points and spaces at the end.
        String whole = FORBIDDEN.matcher(seen).replaceAll("_").strip().replaceAll("[. ]+$", "");
        if (whole.isEmpty()) {
            return "file";
        }
        return DEVICE.matcher(whole).matches() ? "_" + whole : whole;
    }
}
