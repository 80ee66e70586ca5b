package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.kit.canvas.Crisp;

/**
 * Where the samples of the strip lie: one slot each, the newest at the right end, however few there are.
 *
 * @param left side of the first slot
 * @param right side of the last slot
 * @param slots number of slots
 * @param top where {@code high} is drawn
 * @param bottom where {@code low} is drawn
 * @param low least score shown: one band below the least score there is, so that small changes can be seen
 */
record StripGeometry(double left, double right, int slots, double top, double bottom, double low, Crisp crisp) {
    private static final double HIGH = 1;
    /** Band of REJECT that is shown below the least score. */
    private static final double MARGIN = 0.1;

    static StripGeometry of(
            double left, double right, int slots, double top, double bottom, double leastScore, Crisp crisp) {
        double low =
                switch (Grade.of(leastScore)) {
                    case A_PLUS -> Grade.A.threshold();
                    case A -> Grade.B.threshold();
                    case B -> Grade.C.threshold();
                    default -> Math.max(0, Math.min(leastScore, Grade.C.threshold()) - MARGIN);
                };
        return new StripGeometry(left, right, slots, top, bottom, low, crisp);
    }

    double slotWidth() {
        return (right - left) / slots;
    }

    /** Middle of the slot of a sample; 0 is the newest. */
    double x(int age) {
        return right - (age + 0.5) * slotWidth();
    }

    /** Left side of that slot. */
    double edge(int age) {
        return crisp.edge(right - (age + 1) * slotWidth());
    }

    /** The sample whose slot is at {@code x}, 0 the newest; −1 outside. */
    int ageAt(double x) {
        if (x < left || x >= right) {
            return -1;
        }
        return Math.clamp((int) ((right - x) / slotWidth()), 0, slots - 1);
    }

    /** Where a score (0–1) lies; what is below {@code low} lies on it. */
    double y(double score) {
        return bottom - (Math.clamp(score, low, HIGH) - low) / (HIGH - low) * (bottom - top);
    }
}
