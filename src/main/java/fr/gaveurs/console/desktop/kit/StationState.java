package fr.gaveurs.console.desktop.kit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** How a station is shown, by how far its values can be trusted to be of now: the same icon and colour on every screen. */
public enum StationState {
    /** A sample within the last 2 intervals. */
    LIVE(Level.GOOD, MaterialDesignA.ACCESS_POINT),
    /** Late: its values are old, and grey; for a while it calls nobody. */
    STALE(Level.UNKNOWN, MaterialDesignC.CLOCK_ALERT_OUTLINE),
    /** Silent for more than 3 intervals and at least 90 s. */
    OFFLINE(Level.BAD, MaterialDesignL.LAN_DISCONNECT),
    /** Known, but no sample ever came. */
    NEVER_SEEN(Level.UNKNOWN, MaterialDesignC.CIRCLE_OFF_OUTLINE),
    /** The backend itself is silent: nobody knows. */
    UNKNOWN(Level.UNKNOWN, MaterialDesignH.HELP_CIRCLE_OUTLINE);

    private final Level level;
    private final Ikon icon;

    StationState(Level level, Ikon icon) {
        this.level = level;
        this.icon = icon;
    }

    /** How much somebody should look, by the state alone: see {@link StationView#level}. */
    public Level level() {
        return level;
    }

    public Ikon icon() {
        return icon;
    }
}
