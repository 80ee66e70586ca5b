package fr.gaveurs.console.api.reports;

import java.net.IDN;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mail addresses as every mail server takes them. */
public final class MailAddress {
    /** What stands before the @: letters, figures and signs of RFC 5321, with points between them, or in quotation marks. */
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|\"[ !#-\\[\\]-~]+\"");

    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-Za-z.:]+\\]");

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;

    private MailAddress() {}

    /**
     * An address in ASCII: its domain as {@code xn--…} where it has other letters.
     *
     * @return null where it is no address, or one that servers without SMTPUTF8 do not know: with other letters before the @
     */
    public static @Nullable String ascii(String address) {
        String text = address.strip();
        int at = text.lastIndexOf('@');
        if (at < 1
                || at > LONGEST_LOCAL
                || !LOCAL.matcher(text.substring(0, at)).matches()) {
            return null;
        }
        String domain = text.substring(at + 1);
        try {
            String plain = domain.startsWith("[") ? domain : IDN.toASCII(domain);
            String whole = text.substring(0, at) + "@" + plain;
            return DOMAIN.matcher(plain).matches() && whole.length() <= LONGEST ? whole : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
