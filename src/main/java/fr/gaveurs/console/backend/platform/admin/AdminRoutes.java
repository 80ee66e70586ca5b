package fr.gaveurs.console.backend.platform.admin;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.admin.Admin.About;
import fr.gaveurs.console.api.admin.Admin.Accepted;
import fr.gaveurs.console.api.admin.Admin.CreatedToken;
import fr.gaveurs.console.api.admin.Admin.NewToken;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of administration. */
public final class AdminRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);

    private final TokenStore tokens;
    private final About about;
    private final Supplier<@Nullable Runnable> window;
    private final Breakers breakers;
    private final Runnable end;
    private final AuditLog audit;

    /**
     * @param window what brings the console's window to the front; null while it has none
     * @param end begins the end of the program and returns at once
     */
    public AdminRoutes(
            TokenStore tokens,
            Breakers breakers,
            AuditLog audit,
            About about,
            Supplier<@Nullable Runnable> window,
            Runnable end) {
        this.audit = audit;
        this.end = end;
        this.tokens = tokens;
        this.breakers = breakers;
        this.about = about;
        this.window = window;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        AdminApi.ABOUT,
                        call -> new About(about.version(), about.pid(), about.dataDir(), window.get() != null)),
                new Endpoint(AdminApi.LIST_TOKENS, call -> new Listing<>(tokens.list())),
                new Endpoint(AdminApi.CREATE_TOKEN, this::create),
                new Endpoint(AdminApi.REVOKE_TOKEN, this::revoke),
                new Endpoint(AdminApi.RESET_BREAKER, this::reset),
                new Endpoint(AdminApi.SHOW_WINDOW, this::show),
                new Endpoint(AdminApi.SHUT_DOWN, this::shutDown));
    }

    private Reply create(Call call) {
        NewToken wanted = call.body(NewToken.class);
        Role role = wanted.role() == null ? Role.VIEWER : wanted.role();
        if (!role.includes(Role.VIEWER)) {
            throw ProblemException.validation(
                    "a token needs a role", List.of(new FieldError("role", "must be viewer, operator or admin")));
        }
        CreatedToken created = tokens.create(wanted.name(), role, call.act())
                .orElseThrow(
                        () -> ProblemException.conflict(
                                "a token named '" + wanted.name()
                                        + "' exists, or one that differs in capitals, accents or blanks alone: revoke it first, or choose another name"));
        return Reply.json(201, created);
    }

    private @Nullable Object revoke(Call call) {
        if (!tokens.revoke(call.path("name"), call.act())) {
            throw ProblemException.notFound("no token named '" + call.path("name") + "' is in force");
        }
        return null;
    }

    private Health.Breaker reset(Call call) {
        Breaker breaker = breakers.find(call.path("name"));
        if (breaker == null) {
            throw ProblemException.notFound(
                    "no circuit breaker is named '" + call.path("name") + "'; /health has them");
        }
        Health.Breaker before = breaker.view();
        breaker.reset();
        Health.Breaker after = breaker.view();
        // Afterwards: the breaker may be the one that keeps the journal from being written.
        audit.note(call.act(), AuditObject.of("breaker", before.name()), state(before), state(after));
        return after;
    }

    private static Map<String, Object> state(Health.Breaker breaker) {
        return Map.of("state", breaker.state());
    }

    private Reply shutDown(Call call) {
        audit.note(call.act(), AuditObject.CONSOLE, null, null);
        LOG.info("asked to end by {}, {} {}", call.actor(), AdminApi.SHUT_DOWN.method(), AdminApi.SHUT_DOWN.template());
        end.run();
        return Reply.json(202, new Accepted("the console is shutting down"));
    }

    private @Nullable Object show(Call call) {
        Runnable toFront = window.get();
        if (toFront == null) {
            throw ProblemException.conflict("this console runs without a window");
        }
        toFront.run();
        audit.note(call.act(), AuditObject.CONSOLE, null, null);
        return null;
    }
}
