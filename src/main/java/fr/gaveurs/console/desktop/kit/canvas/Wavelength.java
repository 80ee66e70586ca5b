package fr.gaveurs.console.desktop.kit.canvas;

import javafx.scene.paint.Color;

/** The hue of light of one wavelength, muted, so that a bar hints at its colour without shouting. */
public final class Wavelength {
    private static final double[] NANOMETRES = {400, 445, 480, 515, 555, 590, 630, 680};
    private static final double[] HUES = {312, 280, 248, 160, 128, 82, 45, 26};
    private static final double CHROMA = 0.085;

    private Wavelength() {}

    /**
     * The colour that stands for a wavelength.
     *
     * @param nanometres centre of the channel; 0 for unfiltered light, which has no hue
     * @param lightness OKLab lightness 0–1
     */
    public static Color color(int nanometres, double lightness) {
        if (nanometres <= 0) {
            return OkLab.ofLch(lightness, 0, 0).toColor();
        }
        int last = NANOMETRES.length - 1;
        if (nanometres > 780) {
            // Invisible: the faintest trace of the red that it lies beyond.
            return OkLab.ofLch(lightness, 0.02, HUES[last]).toColor();
        }
        if (nanometres <= NANOMETRES[0]) {
            return OkLab.ofLch(lightness, CHROMA, HUES[0]).toColor();
        }
        for (int i = 1; i <= last; i++) {
            if (nanometres <= NANOMETRES[i]) {
                double t = (nanometres - NANOMETRES[i - 1]) / (NANOMETRES[i] - NANOMETRES[i - 1]);
                return OkLab.ofLch(lightness, CHROMA, HUES[i - 1] + t * (HUES[i] - HUES[i - 1]))
                        .toColor();
            }
        }
        return OkLab.ofLch(lightness, CHROMA, HUES[last]).toColor();
    }
}
