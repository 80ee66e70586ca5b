package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.canvas.Ticks;

/**
 * How the values of one matrix become colours.
 *
 * @param ticks round numbers that enclose the values of the zones that count
 * @param reversed whether low values take the strong end: near is high, so short distances stand out
 */
record ZoneScale(Ticks ticks, boolean reversed) {
    private static final int INTERVALS = 4;

    /** The scale of a sample's values; of all zones where none counts. */
    static ZoneScale of(Quantity quantity, double[] values, Zones zones) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean any = zones.validCount() > 0;
        for (int zone = 0; zone < values.length; zone++) {
            if (zones.valid(zone) || !any) {
                low = Math.min(low, values[zone]);
                high = Math.max(high, values[zone]);
            }
        }
        return new ZoneScale(Ticks.covering(low, high, INTERVALS), quantity == Quantity.DISTANCE);
    }

    /** Place on the colour scale, 0–1. */
    double fraction(double value) {
        double fraction = ticks.fraction(value);
        return reversed ? 1 - fraction : fraction;
    }
}
