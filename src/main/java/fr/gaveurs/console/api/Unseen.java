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
        return ANY.matcher(id).find();
    }

    /** A name without them; joiners stay. */
    public static String withoutIn(String name) {
        return IN_NAMES.matcher(name).replaceAll("");
    }
}
