package fr.gaveurs.console.api;

import java.util.regex.Pattern;

/** Characters that turn the direction of what follows, or show as nothing: with them two names look alike. */
public final class Unseen {
    /** Joiners stand between letters and within emoji; what takes them says so. */
    private static final String BUT_JOINERS = "[\\p{Cf}&&[^\\u200C\\u200D]]|[\\u2028\\u2029\\u115F\\u1160\\u3164]";

    private static final Pattern ANY = Pattern.compile(BUT_JOINERS + "|[\\u200C\\u200D\\uFFA0\\uFE00-\\uFE0F]");
    private static final Pattern IN_NAMES = Pattern.compile(BUT_JOINERS);

    private Unseen() {}

    /** Whether there is one in a text that is an id: there joiners are of no use either. */
    public static boolean isIn(String id) {
        return !isAscii(id) && ANY.matcher(id).find();
    }

    /** A name without them; joiners stay. */
    public static String withoutIn(String name) {
        return isAscii(name) ? name : IN_NAMES.matcher(name).replaceAll("");
    }

    /** All of ASCII is seen, or a control character, which is another matter; nearly every name is. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
