package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.api.Role;
import org.jspecify.annotations.Nullable;

/** Knows the API tokens. */
@FunctionalInterface
public interface TokenRoles {
    /** The role of a token as it came over the wire; null when nobody holds it. */
    @Nullable
    Role roleOf(String token);
}
