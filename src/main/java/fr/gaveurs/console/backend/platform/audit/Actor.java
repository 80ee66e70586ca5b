package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something.
 *
 * @param name null where nobody said one: a window in which none was chosen, a program of this computer
 */
public record Actor(ActorKind kind, @Nullable String name) {
    /** The console by itself. */
    public static final Actor SYSTEM = new Actor(ActorKind.SYSTEM, null);

    /** Another program on this computer than the console's window. */
    public static final Actor LOCAL = new Actor(ActorKind.LOCAL, null);

    /** A program that shows the API token of this name. */
    public static Actor token(String name) {
        return new Actor(ActorKind.TOKEN, name);
    }

    /** Who sits in front of the console's window; {@code name} as it came over the wire, null or empty for nobody. */
    public static Actor window(@Nullable String name) {
        return new Actor(ActorKind.WINDOW, Wording.line(name, Audit.MAX_NAME));
    }

    public static Actor station(String deviceId) {
        return new Actor(ActorKind.STATION, deviceId);
    }

    /** A command on this computer, run by the system's user of this name. */
    public static Actor command(@Nullable String user) {
        return new Actor(ActorKind.LOCAL, Wording.line(user, Audit.MAX_NAME));
    }

    /** The name, or else what it is: never nothing, for tables that have one column for it. */
    public String called() {
        return name == null ? kind.key() : name;
    }

    @Override
    public String toString() {
        return name == null ? kind.key() : kind.key() + " '" + name + "'";
    }
}
