package fr.gaveurs.console.backend.security;

import fr.gaveurs.console.api.Role;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from. A program on this machine may do everything, but a web page in this machine's browser may
 * not speak for it: Host must name the loopback (no DNS rebinding) and Origin, which only browsers send, must be the
 * console's own. Everybody else needs a token.
 */
public final class Access {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final TokenRoles tokens;

    public Access(TokenRoles tokens) {
        this.tokens = tokens;
    }

    /** What the check came to. */
    public sealed interface Decision {}

    public record Granted(Role role, boolean local) implements Decision {}

    /** @param status 401 or 403 */
    public record Denied(int status, String detail) implements Decision {}

    /** The headers that say where a request comes from, each null where it is absent. */
    public record Caller(
            InetAddress address,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String authorization) {}

    /** Decides who may call what needs {@code wanted}. */
    public Decision check(Caller caller, Role wanted) {
        if (wanted == Role.PUBLIC) {
            return new Granted(Role.PUBLIC, caller.address().isLoopbackAddress());
        }
        Denied foreign = foreignPage(caller);
        if (foreign != null) {
            return foreign;
        }
        if (caller.address().isLoopbackAddress()) {
            return new Granted(Role.ADMIN, true);
        }
        String authorization = caller.authorization();
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Denied(
                    401,
                    "from another machine this needs the header 'Authorization: Bearer TOKEN'; make a"
                            + " token on the console's machine with: gaveurs-console token create NAME");
        }
        Role role = tokens.roleOf(authorization.substring(7).strip());
        if (role == null) {
            return new Denied(
                    401,
                    "this token is unknown or was revoked: make another with: gaveurs-console token" + " create NAME");
        }
        if (!role.includes(wanted)) {
            return new Denied(403, "this token's role is " + role.key() + " but this needs " + wanted.key());
        }
        return new Granted(role, false);
    }

    /** Whether a socket of a device may be opened: devices carry no token yet when they first say hello. */
    public @Nullable Denied checkDevice(Caller caller) {
        return foreignPage(caller);
    }

    private static @Nullable Denied foreignPage(Caller caller) {
        String host = caller.host() == null ? "" : caller.host().toLowerCase(Locale.ROOT);
        if (caller.address().isLoopbackAddress() && !LOOPBACK_NAMES.contains(withoutPort(host))) {
            return new Denied(403, "on this machine ask for localhost or 127.0.0.1, not for another name");
        }
        String origin = caller.origin();
        if (origin != null && !sameOrigin(origin.toLowerCase(Locale.ROOT), host)) {
            return new Denied(403, "a web page of another origin may not use the console");
        }
        return null;
    }

    private static boolean sameOrigin(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
