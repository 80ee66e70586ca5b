package fr.gaveurs.console.api.admin;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.health.Health;
import java.util.List;

/** The console itself: its contract, tokens, breakers, log and end. */
public final class AdminApi {
    private static final String ADMIN = "administration";
    private static final String SERVICE = "service";

    public static final Route OPENAPI = Route.get(
            "openapi", "/openapi.json", SERVICE, "This contract as OpenAPI 3.1", Role.PUBLIC, null, String.class);
    public static final Route ABOUT = Route.get(
            "about",
            "/api/admin/about",
            ADMIN,
            "Version and process of the console that answers",
            Role.VIEWER,
            null,
            Admin.About.class);
    public static final Route LIST_TOKENS = Route.get(
            "listTokens",
            "/api/admin/tokens",
            ADMIN,
            "API tokens, without their secrets",
            Role.ADMIN,
            null,
            Route.listOf(Admin.TokenInfo.class));
    public static final Route CREATE_TOKEN = new Route(
            "createToken",
            "POST",
            "/api/admin/tokens",
            ADMIN,
            "Makes an API token and shows it once",
            Role.ADMIN,
            null,
            Admin.NewToken.class,
            Admin.CreatedToken.class);
    public static final Route REVOKE_TOKEN = new Route(
            "revokeToken",
            "DELETE",
            "/api/admin/tokens/{name}",
            ADMIN,
            "Makes a token useless at once",
            Role.ADMIN,
            null,
            null,
            Void.class);
    public static final Route RESET_BREAKER = new Route(
            "resetBreaker",
            "POST",
            "/api/admin/breakers/{name}/reset",
            ADMIN,
            "Closes a circuit breaker, so that the next call is tried at once",
            Role.OPERATOR,
            null,
            null,
            Health.Breaker.class);
    public static final Route READ_LOG = Route.get(
            "readLog",
            "/api/admin/log",
            ADMIN,
            "The newest entries of the program's log, oldest of them first",
            Role.OPERATOR,
            Admin.LogQuery.class,
            Admin.LogPage.class);
    public static final Route DIAGNOSTICS = Route.get(
            "diagnostics",
            "/api/admin/diagnostics",
            ADMIN,
            "Everything that support asks for, as text, without secrets",
            Role.ADMIN,
            null,
            String.class);
    public static final Route SHOW_WINDOW = new Route(
            "showWindow",
            "POST",
            "/api/admin/window/show",
            ADMIN,
            "Brings the console's window to the front",
            Role.ADMIN,
            null,
            null,
            Void.class);
    public static final Route SHUT_DOWN = new Route(
            "shutDown",
            "POST",
            "/api/admin/shutdown",
            ADMIN,
            "Ends the console in good order, as SIGTERM does",
            Role.ADMIN,
            null,
            null,
            Admin.Accepted.class);

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            OPENAPI,
            ABOUT,
            LIST_TOKENS,
            CREATE_TOKEN,
            REVOKE_TOKEN,
            RESET_BREAKER,
            READ_LOG,
            DIAGNOSTICS,
            SHOW_WINDOW,
            SHUT_DOWN);

    private AdminApi() {}
}
