package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.backend.platform.security.Access.Caller;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How consumers are let in: those who scanned a product and have no token.
 *
 * @param alone whether nobody else is expected: then a program of this machine is a consumer, too, for a reverse proxy is
 *     one, and its requests are not the machine's own
 * @param open whether those of other machines are let in
 * @param proxies whose word about where a request comes from is believed
 */
public record ConsumerAccess(boolean alone, boolean open, Set<InetAddress> proxies) {
    /** They show a token like everybody else. */
    public static final ConsumerAccess CLOSED = new ConsumerAccess(false, false, Set.of());

    /** Beside everybody else; without a token, where that is wanted. */
    public static ConsumerAccess onNetwork(boolean open) {
        return open ? new ConsumerAccess(false, true, Set.of()) : CLOSED;
    }

    /**
     * A port of their own.
     *
     * @param proxies addresses, no names
     */
    public static ConsumerAccess onOwnPort(Set<String> proxies) {
        Set<InetAddress> known = new HashSet<>();
        proxies.forEach(address -> known.add(InetAddress.ofLiteral(address)));
        return new ConsumerAccess(true, true, Set.copyOf(known));
    }

    /**
     * Who it really is.
     *
     * @param forwarded values of {@code X-Forwarded-For}, as they came
     */
    public Caller seen(Caller caller, List<String> forwarded) {
        if (forwarded.isEmpty() || !proxies.contains(caller.address())) {
            return caller;
        }
        InetAddress address = caller.address();
        List<String> hops = List.of(String.join(",", forwarded).split(","));
        // Each proxy adds whom it heard at the end: only what a proxy that is known added is true.
        for (int i = hops.size() - 1; i >= 0 && proxies.contains(address); i--) {
            InetAddress hop = literal(hops.get(i).strip());
            if (hop == null) {
                break;
            }
            address = hop;
        }
        return new Caller(address, caller.host(), caller.origin(), caller.authorization(), caller.actor());
    }

    /** An address, with or without brackets and a port; null for what is none. No name is ever looked up. */
    private static @Nullable InetAddress literal(String text) {
        String bare = text.startsWith("[") && text.contains("]")
                ? text.substring(1, text.indexOf(']'))
                : text.chars().filter(c -> c == ':').count() == 1 ? text.substring(0, text.indexOf(':')) : text;
        try {
            return InetAddress.ofLiteral(bare);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
