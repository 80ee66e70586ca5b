package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import java.time.Duration;

/**
 * A kind of condition that a feature gives.
 *
 * @param key names it on the wire, in the table and in metrics; never given to another kind
 * @param shared whether it is the same for all consoles on one database; else each has its own
 * @param onDelay how long it must last before it is raised; zero: at once
 * @param offDelay how long it must be over before it is cleared; zero: at once
 */
public record ConditionKind(
        Scope scope, String key, Severity severity, boolean shared, Duration onDelay, Duration offDelay) {
    public ConditionKind {
        if (!key.matches(Conditions.KIND_PATTERN)) {
            throw new IllegalArgumentException("no name of a kind: " + key);
        }
    }

    /** Of a station, which is the same one for every console. */
    public static ConditionKind ofStation(String key, Severity severity, Duration onDelay, Duration offDelay) {
        return new ConditionKind(Scope.STATION, key, severity, true, onDelay, offDelay);
    }

    /** Of a part that each console has for itself. */
    public static ConditionKind ofConsole(String key, Severity severity, Duration onDelay, Duration offDelay) {
        return new ConditionKind(Scope.SYSTEM, key, severity, false, onDelay, offDelay);
    }

    /** Of what all consoles on a database share. */
    public static ConditionKind ofDatabase(String key, Severity severity, Duration onDelay, Duration offDelay) {
        return new ConditionKind(Scope.SYSTEM, key, severity, true, onDelay, offDelay);
    }
}
