package fr.gaveurs.console.desktop.screens.models;

/**
 * Where things lie in the picture of a blind sample: relief and infrared picture above, the spectrum below. All in px.
 *
 * @param em what letters and gaps are measured by: less than the window's where there is little room
 * @param upper height of the upper part; {@code half} width of the relief in it
 * @param spectrumTop where the highest bar ends, with room for its count above
 * @param spectrumFloor where the bars stand, with room for their names below
 */
record BlindLayout(double em, double upper, double half, double spectrumTop, double spectrumFloor) {
    /** So much room, em, has the picture in a window of usual size. */
    private static final double USUAL_WIDTH = 32;

    private static final double USUAL_HEIGHT = 26;
    /** Letters never become smaller than those of usual text, px. */
    private static final double LEAST = 14;

    /** @param em size of the window's text */
    static BlindLayout of(double width, double height, double em) {
        double share = Math.min(width / (USUAL_WIDTH * em), height / (USUAL_HEIGHT * em));
        double own = Math.clamp(em * share, Math.min(em, LEAST), em);
        double half = Math.floor(width * 0.56);
        // A relief is not higher than it is wide: what is more belongs to the spectrum.
        double upper = Math.floor(Math.min(height * 0.6, 2 * own + half));
        return new BlindLayout(own, upper, half, upper + 2.8 * own, height - 1.4 * own);
    }
}
