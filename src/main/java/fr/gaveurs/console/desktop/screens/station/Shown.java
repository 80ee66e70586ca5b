package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sample on the screen.
 *
 * @param zones null where the backend sent no matrices
 */
record Shown(Sample sample, @Nullable Zones zones) {
    static Shown of(Sample sample) {
        return new Shown(sample, Zones.of(sample.vl53l8ch()));
    }

    List<Defect> defects() {
        return sample.vl53l8ch().analysis().defects();
    }

    /** The zone that a technician would look at first: the worst defect's, else the highest. */
    int telling() {
        Defect worst = null;
        for (Defect defect : defects()) {
            if (worst == null || defect.severity() > worst.severity()) {
                worst = defect;
            }
        }
        if (worst != null) {
            return worst.row() * Zones.SIDE + worst.column();
        }
        int best = 0;
        for (int zone = 1; zones != null && zone < Zones.COUNT; zone++) {
            if (!(zones.height(zone) <= zones.height(best))) {
                best = Double.isNaN(zones.height(zone)) ? best : zone;
            }
        }
        return best;
    }
}
