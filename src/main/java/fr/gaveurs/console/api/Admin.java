package fr.gaveurs.console.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Running the installation. */
public final class Admin {
    private Admin() {}

    /** Asks for a token; {@code role} is VIEWER where left out. */
    public record NewToken(
            @NotNull
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}",
                    message = "must be 1 to 60 letters, digits, spaces, '.', '_' or '-', the first a letter or digit")
            String name,

            @Nullable Role role) {}

    /** A token, shown this once: only its SHA-256 is kept. */
    public record CreatedToken(String name, Role role, String token) {}

    /** A token without its secret. */
    public record TokenInfo(
            String name,
            Role role,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** What was asked for has begun and goes on after this answer, whose status is 202. */
    public record Accepted(String message) {}

    /** What the program that answers is. */
    public record About(String version, long pid, String dataDir, boolean window) {}
}
