package fr.gaveurs.console.api.devices;

import org.jspecify.annotations.Nullable;

/** How old what a station last said may be. The backend and whoever ages its answers go by the same figures. */
public final class Freshness {
    /** A sample older than so many of its station's intervals is old, and than so many seconds. */
    public static final double STALE_INTERVALS = 2;

    /** A liver may take some seconds to be laid on the tray. */
    public static final double LEAST_STALE_SECONDS = 5;
    /** A station that said nothing for so many of its intervals is offline, and for so many seconds. */
    public static final double OFFLINE_INTERVALS = 3;

    public static final double LEAST_OFFLINE_SECONDS = 90;

    private Freshness() {}

    /** @param intervalSeconds usual time between two samples; null where it is not known */
    public static boolean stale(double ageSeconds, @Nullable Double intervalSeconds) {
        return ageSeconds > Math.max(STALE_INTERVALS * interval(intervalSeconds), LEAST_STALE_SECONDS);
    }

    /** As {@link #stale}, of how long nothing was heard. */
    public static boolean offline(double silentSeconds, @Nullable Double intervalSeconds) {
        return silentSeconds > Math.max(OFFLINE_INTERVALS * interval(intervalSeconds), LEAST_OFFLINE_SECONDS);
    }

    private static double interval(@Nullable Double seconds) {
        return seconds == null ? 0 : seconds;
    }
}
