package fr.gaveurs.console.desktop.kit;

import java.util.Collection;

/**
 * How many stations the window knows of; blocked ones are none.
 *
 * @param live how many of them are live
 * @param known whether anybody can tell: false before the backend said which there are, and while it is silent
 */
public record StationCount(int total, int live, boolean known) {
    public static final StationCount UNKNOWN = new StationCount(0, 0, false);

    /** Those that the window knows of now. */
    public static StationCount of(Collection<StationView> stations) {
        int live = 0;
        boolean known = true;
        for (StationView station : stations) {
            live += station.state() == StationState.LIVE ? 1 : 0;
            known &= station.state() != StationState.UNKNOWN;
        }
        return new StationCount(stations.size(), live, known);
    }
}
