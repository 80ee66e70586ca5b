package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.NaturalOrder;
import java.util.Comparator;

/** In which order tiles stand. */
enum TileOrder {
    BY_NAME(TileOrder::byName),
    /** What has needed a person for a while first; among equals by name. */
    WORST_FIRST(Comparator.comparing(Seat::rank).thenComparing(TileOrder::byName));

    /**
     * What a tile's place follows from.
     *
     * @param group what stands together: the station's site, and its line where that is known
     * @param name what people call it
     */
    record Seat(String deviceId, String group, String name, Rank rank) {}

    private final Comparator<Seat> comparator;

    TileOrder(Comparator<Seat> comparator) {
        this.comparator = comparator;
    }

    Comparator<Seat> comparator() {
        return comparator;
    }

    private static int byName(Seat a, Seat b) {
        int group = NaturalOrder.compare(a.group(), b.group());
        int name = group == 0 ? NaturalOrder.compare(a.name(), b.name()) : group;
        return name == 0 ? NaturalOrder.compare(a.deviceId(), b.deviceId()) : name;
    }
}
