package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.PlainLetters;
import fr.gaveurs.console.api.feedback.Feedbacks.HeldFor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says which comments somebody has to look at before they count. It refuses nothing: it may be wrong. */
final class CommentCheck {
    private static final int FEW_LINKS = 1;

    /** Whole words, without accents; what ends with a star may go on. */
    private static final List<String> WORDS = List.of(
            // French
            "merde*",
            "putain*",
            "connard*",
            "connasse*",
            "conasse*",
            "salope*",
            "salopard*",
            "encule*",
            "enfoire*",
            "batard*",
            "nique",
            "niquer",
            "ntm",
            "fdp",
            "pute",
            "putes",
            "pd",
            "tapette*",
            "negre*",
            "bougnoul*",
            "chier",
            "chiotte*",
            // English
            "fuck*",
            "motherfuck*",
            "shit*",
            "bullshit*",
            "bitch*",
            "cunt*",
            "asshole*",
            "arsehole*",
            "bastard*",
            "wanker*",
            "nigger*",
            "faggot*",
            "whore*",
            "dickhead*");

    private static final Pattern PROFANITY =
            Pattern.compile("(?<![a-z])(?:" + String.join("|", WORDS).replace("*", "[a-z]*") + ")(?![a-z])");

    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?://|www\\.)\\S+|\\b[a-z0-9-]+\\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|online|site|io|fr|eu)\\b");

    /** Letters of other alphabets that look like the Latin ones below them. */
    private static final String LOOKALIKES = "авеиікмнорстухѕјԁɡαεικνορτυχ";

    private static final String LATIN = "abeuikmhopctyxsjdgaeiknoptux";
    /** A letter by itself and one thing before the next such. */
    private static final Pattern SPREAD = Pattern.compile("(?<![a-z])([a-z])[^a-z]{1,2}(?=[a-z](?![a-z]))");

    private CommentCheck() {}

    /** Why it has to be looked at; none where it need not. */
    static Set<HeldFor> of(@Nullable String comment) {
        Set<HeldFor> reasons = EnumSet.noneOf(HeldFor.class);
        if (comment == null) {
            return reasons;
        }
        String plain = plain(comment);
        if (PROFANITY.matcher(plain).find()
                || PROFANITY.matcher(SPREAD.matcher(plain).replaceAll("$1")).find()) {
            reasons.add(HeldFor.PROFANITY);
        }
        int links = 0;
        Matcher link = LINK.matcher(comment);
        while (links <= FEW_LINKS && link.find()) {
            links++;
        }
        if (links > FEW_LINKS) {
            reasons.add(HeldFor.LINKS);
        }
        return reasons;
    }

    /** Small letters without accents; figures and signs that stand for letters are taken for them. */
    private static String plain(String text) {
        String bare = PlainLetters.of(text);
        StringBuilder plain = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            int alike = LOOKALIKES.indexOf(bare.charAt(i));
            char c = alike < 0 ? bare.charAt(i) : LATIN.charAt(alike);
            plain.append(
                    switch (c) {
                        case '0' -> 'o';
                        case '1', '!' -> 'i';
                        case '3' -> 'e';
                        case '4', '@' -> 'a';
                        case '5', '$' -> 's';
                        default -> c;
                    });
        }
        return plain.toString();
    }
}
