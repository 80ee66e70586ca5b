package fr.gaveurs.console.backend.platform.diagnostics;

import java.util.regex.Pattern;

/**
 * Takes secrets out of text. Nothing of ours logs one; a driver's or a library's message may repeat an address with its
 * login, or a person may type a token where a name belongs.
 */
public final class Redaction {
    private static final String HIDDEN = "***";

    /** A login in an address: everything up to the last @ before a space, since a password may hold one. */
    private static final Pattern LOGIN = Pattern.compile("://[^\\s\"']*@");

    private static final Pattern TOKEN = Pattern.compile("gvc_[A-Za-z0-9_-]{8,}");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)[^\\s\"',;]+");
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)\"?\\s*[=:]\\s*\"?)[^\\s\"'&,;}]+");

    private Redaction() {}

    public static String of(String text) {
        String result = LOGIN.matcher(text).replaceAll("://" + HIDDEN + "@");
        result = TOKEN.matcher(result).replaceAll("gvc_" + HIDDEN);
        result = BEARER.matcher(result).replaceAll("$1" + HIDDEN);
        return NAMED.matcher(result).replaceAll("$1" + HIDDEN);
    }
}
