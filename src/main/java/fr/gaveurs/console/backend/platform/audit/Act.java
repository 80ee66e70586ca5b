package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.audit.Audit;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, from where, by what and why; a call has one, and whatever changes something takes it along to the
 * journal.
 *
 * @param address where it comes from; null where that is nowhere on a network
 * @param route id of the route; of what is no route, its name
 * @param reason as whoever does it gives it
 */
public record Act(
        Actor actor,
        @Nullable String address,
        String route,
        @Nullable String reason) {
    /** @param reason as it came over the wire */
    public Act {
        reason = Wording.line(reason, Audit.MAX_REASON);
    }

    /** What the console does by itself. */
    public static Act system(String name) {
        return new Act(Actor.SYSTEM, null, name, null);
    }

    /** What a station does over its socket. */
    public static Act station(String deviceId, String name) {
        return new Act(Actor.station(deviceId), null, name, null);
    }

    /** The same for this reason. */
    public Act because(String why) {
        return new Act(actor, address, route, why);
    }
}
