package fr.gaveurs.console.desktop.live;

import fr.gaveurs.console.desktop.live.Badge.Severity;
import fr.gaveurs.console.desktop.screen.StationState;
import java.util.Comparator;

/** In which order tiles stand. */
enum TileOrder {
    /** What needs a person first; among equals the lower score, then the name. */
    WORST_FIRST(Comparator.comparingInt(TileOrder::urgency)
            .thenComparingDouble(TileOrder::score)
            .thenComparing(TileData::deviceId)),
    BY_NAME(Comparator.comparing(TileData::deviceId));

    private final Comparator<TileData> comparator;

    TileOrder(Comparator<TileData> comparator) {
        this.comparator = comparator;
    }

    Comparator<TileData> comparator() {
        return comparator;
    }

    private static int urgency(TileData tile) {
        if (tile.severity() == Severity.DANGER) {
            return 0;
        }
        if (tile.severity() == Severity.WARNING) {
            return 1;
        }
        return switch (tile.state()) {
            case STALE, UNKNOWN, OFFLINE -> 2;
            case LIVE -> 3;
            case NEVER_SEEN -> 4;
        };
    }

    /** To a tenth: a score that wavers in its third decimal is no reason to change places. */
    private static double score(TileData tile) {
        if (tile.state() == StationState.NEVER_SEEN || tile.score() == null) {
            return 2;
        }
        return Math.floor(tile.score() * 10) / 10;
    }
}
