package fr.gaveurs.console.api.audit;

import fr.gaveurs.console.api.Keyed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The journal of who changed what. */
public final class Audit {
    /**
     * Header by which the console's own window says who sits in front of it: percent-encoded UTF-8. From anybody else it
     * counts for nothing.
     */
    public static final String ACTOR_HEADER = "Gaveurs-Actor";

    /** Header by which any caller may say why: percent-encoded UTF-8, cut after {@link #MAX_REASON} characters. */
    public static final String REASON_HEADER = "Gaveurs-Reason";

    /** Characters of a name that is chosen in the window. */
    public static final int MAX_NAME = 60;

    /** Characters of a reason. */
    public static final int MAX_REASON = 500;

    private Audit() {}

    /** What somebody is who changes something. */
    public enum ActorKind implements Keyed {
        /** A program that shows an API token. */
        TOKEN,
        /** Whoever sits in front of the console's own window, by the name that was chosen there. */
        WINDOW,
        /** Another program on the console's computer, such as its command line. */
        LOCAL,
        /** A station. */
        STATION,
        /** The console by itself. */
        SYSTEM
    }

    /**
     * One act.
     *
     * @param at by the database's clock
     * @param actorName of the token, chosen in the window, or the station's id; null where nobody said one
     * @param address where the call came from; null where there was none
     * @param route id of the route, such as {@code approveDevice}; of what is no route, its name
     * @param objectKind what was acted on, such as {@code device}, {@code bug}, {@code token}
     * @param objectId which one; null where there is but one
     * @param before an object of the values that changed, as they were; null where there was nothing
     * @param after the same, as they are now; null where nothing is left
     * @param reason as whoever did it gave it
     */
    public record AuditEntry(
            long id,
            Instant at,
            ActorKind actorKind,
            @Nullable String actorName,
            @Nullable String address,
            String route,
            String objectKind,
            @Nullable String objectId,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable String reason) {}

    /**
     * Which acts, newest first.
     *
     * @param actor a name, or a part of it, whatever its capitals and accents
     * @param kind what the actor is
     * @param route id of a route
     * @param object what was acted on: a part of its id, of a name that it had, or of what its kind is called in French or
     *     English, in the same way; the words for the kind may be followed by the id, and this by a comma and the name
     * @param objectKind what was acted on
     * @param since not before it
     * @param until before it
     * @param cursor the {@code next_cursor} of the page before
     * @param limit how many at most, 50 where left out
     */
    public record AuditQuery(
            @Nullable @Size(max = 200) String actor,
            @Nullable ActorKind kind,
            @Nullable @Size(max = 100) String route,
            @Nullable @Size(max = 200) String object,
            @Nullable @Size(max = 100) String objectKind,
            @Nullable Instant since,
            @Nullable Instant until,

            @Nullable @Pattern(regexp = "[0-9]{1,18}", message = "must be the next_cursor of the page before")
            String cursor,

            @Nullable @Min(1) @Max(500) Integer limit) {
        public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null, null, null, null);
    }
}
