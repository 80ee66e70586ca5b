package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.TofRaw;
import java.util.Locale;

/** The five figures that the time-of-flight sensor gives for each zone. */
enum Quantity {
    DISTANCE("mm", 1),
    REFLECTANCE("%", 0),
    AMPLITUDE("", 0),
    AMBIENT("", 0),
    /** A code, not a size: drawn in kinds, not on a scale. */
    STATUS("", 0);

    private final String unit;
    private final int decimals;

    Quantity(String unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    /** {@code mm}, {@code %}, or empty for the sensor's own units. */
    String unit() {
        return unit;
    }

    /** Decimals worth reading. */
    int decimals() {
        return decimals;
    }

    /** Key of its name. */
    String key() {
        return "station.quantity." + name().toLowerCase(Locale.ROOT);
    }

    /** Its 64 values, row by row. */
    double[] values(TofRaw raw) {
        double[] values = new double[Zones.COUNT];
        for (int zone = 0; zone < Zones.COUNT; zone++) {
            int row = zone / Zones.SIDE;
            int column = zone % Zones.SIDE;
            values[zone] = switch (this) {
                case DISTANCE -> raw.distanceMatrix()[row][column];
                case REFLECTANCE -> raw.reflectanceMatrix()[row][column];
                case AMPLITUDE -> raw.amplitudeMatrix()[row][column];
                case AMBIENT -> raw.ambientMatrix()[row][column];
                case STATUS -> raw.statusMatrix()[row][column];
            };
        }
        return values;
    }
}
