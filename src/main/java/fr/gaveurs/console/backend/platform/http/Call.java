package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.Actor;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request, parsed and validated against its route. */
public final class Call {
    private final Route route;
    private final Role role;
    private final @Nullable Act act;
    private final InetAddress address;
    private final Map<String, String> path;
    private final Map<String, String> headers;
    private final boolean slashed;
    private final boolean head;
    private final @Nullable Record query;
    private final @Nullable Record body;

    Call(
            Route route,
            Role role,
            @Nullable Act act,
            InetAddress address,
            Map<String, String> path,
            boolean slashed,
            boolean head,
            Map<String, String> headers,
            @Nullable Record query,
            @Nullable Record body) {
        this.route = route;
        this.role = role;
        this.act = act;
        this.address = address;
        this.path = path;
        this.slashed = slashed;
        this.head = head;
        this.headers = headers;
        this.query = query;
        this.body = body;
    }

    public Route route() {
        return route;
    }

    public Role role() {
        return role;
    }

    /** Who does what this call asks for, from where and why: whatever changes something writes it into the journal. */
    public Act act() {
        return Objects.requireNonNull(act, "a route that anybody may call changes nothing");
    }

    /** Where it comes from. */
    public InetAddress address() {
        return address;
    }

    /** Who calls. */
    public Actor actor() {
        return act().actor();
    }

    /** Whether a slash was put behind the address: links that are relative to it lead elsewhere. */
    public boolean slashed() {
        return slashed;
    }

    /** Whether the headers of the answer alone are wanted: a HEAD, which else is as a GET. */
    public boolean head() {
        return head;
    }

    /** A variable of the path's template, percent-decoded. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(route.template() + " has no {" + name + "}");
        }
        return value;
    }

    /** A request header by its lower-case name. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The query parameters, of the route's query type. */
    public <Q extends Record> Q query(Class<Q> type) {
        return Objects.requireNonNull(type.cast(query), "the route has no query");
    }

    /** The body, of the route's body type. */
    public <B extends Record> B body(Class<B> type) {
        return Objects.requireNonNull(type.cast(body), "the route has no body");
    }
}
