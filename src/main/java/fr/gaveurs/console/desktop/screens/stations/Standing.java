package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.StationState;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** How a station stands, by what a person would look for it: one for each station. */
enum Standing {
    /** Waits for a person. */
    PENDING("pending", Level.WARNING, MaterialDesignA.ACCOUNT_QUESTION_OUTLINE),
    OFFLINE("offline", StationState.OFFLINE),
    STALE("stale", StationState.STALE),
    LIVE("live", StationState.LIVE),
    /** Somebody works at it: nothing of it is an alarm. */
    MAINTENANCE("maintenance", Level.UNKNOWN, MaterialDesignW.WRENCH),
    NEVER_SEEN("never_seen", StationState.NEVER_SEEN),
    /** The backend is silent: nobody knows. */
    UNKNOWN("unknown", StationState.UNKNOWN),
    /** Whatever it sends is refused. */
    BLOCKED("blocked", Level.UNKNOWN, MaterialDesignC.CANCEL);

    private final String key;
    private final Level level;
    private final Ikon icon;

    Standing(String key, StationState state) {
        this(key, state.level(), state.icon());
    }

    Standing(String key, Level level, Ikon icon) {
        this.key = key;
        this.level = level;
        this.icon = icon;
    }

    /** The end of its message's key. */
    String key() {
        return key;
    }

    /** How much somebody should look. */
    Level level() {
        return level;
    }

    Ikon icon() {
        return icon;
    }
}
