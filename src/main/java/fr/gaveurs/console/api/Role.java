package fr.gaveurs.console.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may call a route; each role may do what the ones before it may. */
public enum Role {
    /** Anybody on the network: probes, metrics, documentation. */
    PUBLIC,
    /** Reads. */
    VIEWER,
    /** Acts on the hall: approves a station, acknowledges. */
    OPERATOR,
    /** Runs the installation: tokens, shutdown. */
    ADMIN;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(Role wanted) {
        return compareTo(wanted) >= 0;
    }
}
