package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Route;
import org.jspecify.annotations.Nullable;

/**
 * A route of the contract and what it does: all that a feature gives to the server.
 *
 * @param troubles tells a person with a browser why there is no answer; null where programs alone ask
 */
public record Endpoint(
        Route route, Operation operation, @Nullable Troubles troubles) {
    public Endpoint(Route route, Operation operation) {
        this(route, operation, null);
    }

    /** A page for whoever a problem's JSON would tell nothing. */
    @FunctionalInterface
    public interface Troubles {
        /** @param language as the browser's {@code Accept-Language} says; null where it does not */
        Reply of(ProblemException problem, @Nullable String language);
    }
}
