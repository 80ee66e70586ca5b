package fr.gaveurs.console.backend.platform.http;

import org.jspecify.annotations.Nullable;

/** What a route does. Runs on a virtual thread of its own, so it may block. */
@FunctionalInterface
public interface Operation {
    /**
     * @return the route's response, a {@link Reply} for more than a body, or null for 204
     * @throws ProblemException for an answer that is not a success
     */
    @Nullable
    Object handle(Call call) throws Exception;
}
