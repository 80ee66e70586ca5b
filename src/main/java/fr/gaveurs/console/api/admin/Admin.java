package fr.gaveurs.console.api.admin;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
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

    /** How much an entry of the log matters, least first. */
    public enum LogLevel implements Keyed {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /**
     * Which entries of the log.
     *
     * @param level the least that is wanted; all where left out
     * @param search text in message, logger or trace, whatever its case
     * @param after only entries after this sequence number: the previous answer's {@code next}
     * @param limit how many at most, 200 where left out
     */
    public record LogQuery(
            @Nullable LogLevel level,
            @Nullable @Size(max = 200) String search,
            @Nullable @Min(0) Long after,
            @Nullable @Min(1) @Max(1000) Integer limit) {}

    /**
     * One entry of the program's log. Long messages and traces are cut.
     *
     * @param seq its number in the program's life, from 1
     * @param logger name of the class that wrote it, without its package
     * @param trace the exception with its stack, several lines
     */
    public record LogEvent(
            long seq,
            Instant at,
            LogLevel level,
            String logger,
            String thread,
            String message,
            @Nullable String trace) {}

    /**
     * Entries of the log, oldest first.
     *
     * @param next pass it as {@code after} to get those that come later
     * @param missed whether entries after the {@code after} asked for are no longer kept
     */
    public record LogPage(List<LogEvent> events, long next, boolean missed) {}

    /** What the program that answers is. */
    public record About(String version, long pid, String dataDir, boolean window) {}
}
