package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.NaturalOrder;
import java.util.Comparator;

/** In which order stations stand. Those that wait for a person come first in each, blocked ones last. */
enum StationsOrder {
    WORST_FIRST(Comparator.comparingInt(StationRow::trouble)),
    BY_NAME(Comparator.comparing(StationRow::name, NaturalOrder::compare));

    private final Comparator<StationRow> comparator;

    StationsOrder(Comparator<StationRow> first) {
        comparator = Comparator.comparingInt(StationsOrder::end)
                .thenComparing(first)
                .thenComparing(StationRow::name, NaturalOrder::compare)
                .thenComparing(StationRow::deviceId, NaturalOrder::compare);
    }

    Comparator<StationRow> comparator() {
        return comparator;
    }

    private static int end(StationRow row) {
        return switch (row.standing()) {
            case PENDING -> 0;
            case BLOCKED -> 2;
            case LIVE, STALE, OFFLINE, MAINTENANCE, NEVER_SEEN, UNKNOWN -> 1;
        };
    }
}
