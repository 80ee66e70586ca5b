package fr.gaveurs.console.simulator.firmware;

import java.util.Locale;

/** What goes wrong with a board's updates. */
public enum FirmwareProfile {
    /** Nothing. */
    GOOD,
    /** The power fails at some byte of its downloads, twice; what was written by then stays. */
    POWER_CUT,
    /** The flash keeps one bit wrong, each time. */
    FLASH_WORN,
    /** A proxy leaves out the range that it asks for, and its line breaks off now and then. */
    NO_RANGE,
    /** It does not come back from the restart. */
    NEVER_RETURNS,
    /** It comes back from the restart hours later, with its old firmware. */
    RETURNS_LATE,
    /** It falls back to its old firmware some time after it was confirmed. */
    FALLS_BACK,
    /** It says the new version, and that it is confirmed, and runs the old firmware. */
    LIES,
    /** Its distance sensor gives nothing under the new firmware. */
    BAD_SENSOR,
    /** It asks for time twice before it accepts. */
    DEFERS,
    /** It finds no room for the image. */
    NO_SPACE,
    /** The new firmware crashes before it says hello: the bootloader goes back. */
    CRASHES;

    /** As it is written on the command line, such as {@code power-cut}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming all of them */
    public static FirmwareProfile of(String key) {
        for (FirmwareProfile profile : values()) {
            if (profile.key().equals(key)) {
                return profile;
            }
        }
        StringBuilder all = new StringBuilder();
        for (FirmwareProfile profile : values()) {
            all.append(all.isEmpty() ? "" : ", ").append(profile.key());
        }
        throw new IllegalArgumentException("firmware: '" + key + "' is none of mixed, " + all);
    }
}
