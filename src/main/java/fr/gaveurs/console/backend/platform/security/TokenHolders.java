package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.api.Role;
import org.jspecify.annotations.Nullable;

/** Knows the API tokens. */
@FunctionalInterface
public interface TokenHolders {
    /** Whose a token is: the name that it was made with, and what it may do. */
    record Holder(String name, Role role) {}

    /** Whose token it is, as it came over the wire; null when nobody holds it. */
    @Nullable
    Holder holderOf(String token);

    /** These, and others behind them. */
    default TokenHolders or(TokenHolders others) {
        return token -> {
            Holder first = holderOf(token);
            return first == null ? others.holderOf(token) : first;
        };
    }
}
