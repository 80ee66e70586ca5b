package fr.gaveurs.console.backend.platform.security;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a {@code Host} header that can only mean the machine itself: {@code localhost}, and addresses that lead
 * nowhere else. Nobody can give any of these to another machine in the world's directory, so that a page whose own name
 * was made to point here is known by that name. Looks nothing up.
 */
final class LoopbackNames {
    private static final Pattern HOST = Pattern.compile("(?:\\[([0-9a-f:.]+)]|([0-9a-z.-]+))(?::[0-9]{0,5})?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,10}(?:\\.[0-9]{1,10}){0,3}");

    private LoopbackNames() {}

    /** @param host as the header has it, in any case, with or without a port */
    static boolean contain(String host) {
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        String v6 = parts.group(1);
        if (v6 != null) {
            return v6.contains(":") && isHere(v6);
        }
        String name = parts.group(2);
        // A dot at the end says that nothing is to be added to the name.
        String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return whole.equals("localhost") || (NUMBERS.matcher(whole).matches() && isHere(whole));
    }

    /** All of 127/8 and ::1, and 0.0.0.0 and ::, which systems take for the machine itself. */
    private static boolean isHere(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
