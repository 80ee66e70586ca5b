package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.backend.platform.audit.Actor;
import fr.gaveurs.console.backend.platform.security.TokenHolders.Holder;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a request comes from. A program on this machine may do everything, but a web page in this machine's browser may
 * not speak for it: Host must name the loopback (no DNS rebinding) and Origin, which only browsers send, must be the
 * console's own. Everybody else needs a token.
 *
 * <p>Requests are counted for the token that they show, or else for their address. The console's own window shows a key
 * that lives in this process alone: it is not counted, so that no other program of this machine can starve it.
 *
 * <p>Who calls is known by the token or by the window's key alone: the name that somebody gives is believed of the window.
 */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private final TokenHolders tokens;
    private final Limits limits;
    private final byte[] windowKey;
    private final ConsumerAccess consumers;

    /** @param windowKey what the console's own window shows as its token */
    public Access(TokenHolders tokens, Limits limits, String windowKey) {
        this(tokens, limits, windowKey, ConsumerAccess.CLOSED);
    }

    /** @param consumers how those are let in who have no token */
    public Access(TokenHolders tokens, Limits limits, String windowKey, ConsumerAccess consumers) {
        this.tokens = tokens;
        this.limits = limits;
        this.windowKey = Secrets.sha256(windowKey);
        this.consumers = consumers;
    }

    /** Who calls, where a proxy that is trusted says so. */
    public Caller seen(Caller caller, List<String> forwarded) {
        return consumers.seen(caller, forwarded);
    }

    /** What the check came to. */
    public sealed interface Decision {
        /** For whom the request is counted; null where it is not. */
        @Nullable
        String account();
    }

    /** @param actor who calls; null where anybody may and is asked nothing */
    public record Granted(
            Role role, @Nullable String account, @Nullable Actor actor) implements Decision {}

    /**
     * @param status 401, 403 or 429
     * @param retryAfterSeconds when it is of use to come again; 0 where that is not a matter of time
     */
    public record Denied(
            int status,
            String detail,
            long retryAfterSeconds,
            @Nullable String account) implements Decision {}

    /**
     * The headers that say where a request comes from, each null where it is absent.
     *
     * @param actor who sits in front of the window, if it is the window that says so
     */
    public record Caller(
            InetAddress address,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String authorization,
            @Nullable String actor) {}

    /** Decides who may call what needs {@code wanted}. */
    public Decision check(Caller caller, Role wanted) {
        if (wanted == Role.PUBLIC) {
            return new Granted(Role.PUBLIC, null, null);
        }
        if (wanted == Role.CONSUMER && isConsumer(caller)) {
            return new Granted(Role.CONSUMER, stranger(caller), null);
        }
        if (consumers.alone()) {
            return new Denied(403, "this is no place for that", 0, stranger(caller));
        }
        Denied foreign = foreignPage(caller);
        if (foreign != null) {
            return foreign;
        }
        String token = bearer(caller);
        if (caller.address().isLoopbackAddress()) {
            return local(caller, token, wanted);
        }
        if (token == null) {
            return new Denied(
                    401,
                    "from another machine this needs the header 'Authorization: Bearer TOKEN'; make a"
                            + " token on the console's machine with: gaveurs-console token create NAME",
                    0,
                    account(caller));
        }
        return holder(caller, token, wanted);
    }

    private Decision holder(Caller caller, String token, Role wanted) {
        long wait = limits.tokenWait(account(caller));
        if (wait > 0) {
            limits.tokenRefused();
            return new Denied(
                    429,
                    "too many wrong tokens came from this address: check the token, and try again in " + wait + " s",
                    wait,
                    null);
        }
        Holder holder = tokens.holderOf(token);
        if (holder == null) {
            limits.wrongToken(account(caller));
            return new Denied(
                    401,
                    "this token is unknown or was revoked: make another with: gaveurs-console token create NAME"
                            + (caller.address().isLoopbackAddress()
                                    ? "; or leave it out, this machine needs none"
                                    : ""),
                    0,
                    account(caller));
        }
        Role role = holder.role();
        if (!role.includes(wanted)) {
            return new Denied(
                    403, "this token's role is " + role.key() + " but this needs " + wanted.key(), 0, account(token));
        }
        return new Granted(role, account(token), actor(holder));
    }

    /** A page's own form comes with an Origin that names whatever a proxy calls the page, so none is looked at. */
    private boolean isConsumer(Caller caller) {
        return consumers.alone()
                || (consumers.open() && !caller.address().isLoopbackAddress() && bearer(caller) == null);
    }

    /** Whether the token of a caller who was let in is still in force. May block. */
    public boolean isStillIn(Caller caller) {
        String token = bearer(caller);
        if (token == null || isWindow(caller, token)) {
            return true;
        }
        try {
            return tokens.holderOf(token) != null;
        } catch (RuntimeException e) {
            LOG.debug("whether a token is still in force could not be asked", e);
            return true; // no reason to make dashboards dark while the database is away
        }
    }

    /** Counts a request that was decided on; null where it does not count. */
    public Allowances.@Nullable RateLimitStatus count(Decision decision) {
        String account = decision.account();
        return account == null ? null : limits.request(account);
    }

    /** On this machine no token is needed. A program that shows one is known by it, and may do what that allows. */
    private Decision local(Caller caller, @Nullable String token, Role wanted) {
        if (token != null && isWindow(caller, token)) {
            return granted(null, Actor.window(caller.actor()));
        }
        if (token != null) {
            try {
                return holder(caller, token, wanted);
            } catch (RuntimeException e) {
                // Tokens are in the database, and this machine's own programs are let in without it.
                LOG.debug("a local program's token could not be looked up", e);
            }
        }
        return granted(account(caller), Actor.LOCAL);
    }

    private boolean isWindow(Caller caller, String token) {
        return caller.address().isLoopbackAddress() && Secrets.matches(token, windowKey);
    }

    private static Actor actor(Holder holder) {
        return holder.role() == Role.DEVICE ? Actor.station(holder.name()) : Actor.token(holder.name());
    }

    private static Granted granted(@Nullable String account, Actor actor) {
        return new Granted(Role.ADMIN, account, actor);
    }

    /** On a port of their own they come from anywhere, and with as many addresses as they like. */
    private String stranger(Caller caller) {
        return consumers.alone() ? ClientNetwork.of(caller.address()) : account(caller);
    }

    private static String account(Caller caller) {
        return caller.address().getHostAddress();
    }

    private static String account(String token) {
        return "token " + HexFormat.of().formatHex(Secrets.sha256(token));
    }

    private static @Nullable String bearer(Caller caller) {
        String authorization = caller.authorization();
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    /**
     * Whether a socket of a device may be opened: devices carry no token yet when they first say hello. The usual
     * libraries send an Origin of their own, such as {@code file://}: from another machine it is no reason to
     * refuse, and whoever speaks from there still waits for a person's approval.
     */
    public @Nullable Denied checkDevice(Caller caller) {
        return caller.address().isLoopbackAddress() ? foreignPage(caller) : null;
    }

    /** Not counted: a page in a browser here must not use up what this machine's own programs may ask. */
    private static @Nullable Denied foreignPage(Caller caller) {
        String host = caller.host() == null ? "" : caller.host().toLowerCase(Locale.ROOT);
        if (caller.address().isLoopbackAddress() && !LoopbackNames.contain(host)) {
            return new Denied(403, "on this machine ask for localhost or 127.0.0.1, not for another name", 0, null);
        }
        String origin = caller.origin();
        if (origin != null && !sameOrigin(origin.toLowerCase(Locale.ROOT), host)) {
            return new Denied(403, "a web page of another origin may not use the console", 0, null);
        }
        return null;
    }

    private static boolean sameOrigin(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
