package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.security.Allowances;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.SQLException;
import java.util.Map;

/** What a request that cannot be served now is told. */
final class RequestProblems {
    private RequestProblems() {}

    static boolean isDatabaseAway(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return DatabaseErrors.isUnavailable(sql);
            }
        }
        return false;
    }

    static ProblemException databaseAway(Exception exception) {
        if (DatabaseErrors.isBusy(exception)) {
            return ProblemException.of(
                    503,
                    "busy",
                    "the console is busy: all its connections to the database are in use; try again in some seconds",
                    Map.of("Retry-After", "2"));
        }
        return ProblemException.unavailable("the database is away: try again in some seconds", 5);
    }

    static ProblemException denied(Access.Denied denied) {
        return switch (denied.status()) {
            case 401 -> ProblemException.of(401, "token-needed", denied.detail(), Map.of("WWW-Authenticate", "Bearer"));
            case 429 -> rateLimited(denied.detail(), denied.retryAfterSeconds());
            default -> ProblemException.of(403, "forbidden", denied.detail(), Map.of());
        };
    }

    /** @param role what it was asked as: strangers are not told what there is elsewhere */
    static ProblemException rateLimited(Allowances.RateLimitStatus standing, Role role) {
        return rateLimited(
                "more than " + standing.limit() + " requests a minute: ask again in " + standing.retryAfterSeconds()
                        + " s, and ask less often"
                        + (role == Role.CONSUMER
                                ? ""
                                : "; live values come over " + Routes.WS_REALTIME + " without asking"),
                standing.retryAfterSeconds());
    }

    private static ProblemException rateLimited(String detail, long retryAfterSeconds) {
        return ProblemException.of(
                429, "rate-limited", detail, Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }
}
