package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * The place of a picture with stars upwards, px.
 *
 * @param left where what is drawn begins
 * @param right where it ends
 * @param top where most stars are
 * @param bottom where one star is
 */
record StarAxis(double left, double right, double top, double bottom) {
    private static final double DOT_EM = 0.5;

    /** Draws a line with its figure for each star; the rest of the frame is for what stands there. */
    static StarAxis draw(Frame frame, Palette colors) {
        double em = frame.em();
        StarAxis axis = new StarAxis(1.6 * em, frame.width() - 0.6 * em, 0.6 * em, frame.height() - 1.6 * em);
        GraphicsContext g = frame.g();
        g.setFont(frame.font(0.86));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setStroke(colors.get(Tone.LINE));
        g.setFill(colors.get(Tone.MUTED));
        for (int stars = 1; stars <= Stars.MOST; stars++) {
            double y = frame.crisp().line(axis.y(stars), 1);
            g.strokeLine(axis.left, y, axis.right, y);
            g.fillText(Integer.toString(stars), axis.left - 0.5 * em, y);
        }
        return axis;
    }

    /**
     * Writes both ends of what goes to the right.
     *
     * @param last empty where both ends are the same
     */
    void ends(Frame frame, Palette colors, String first, String last) {
        GraphicsContext g = frame.g();
        double y = bottom + 0.3 * frame.em();
        g.setFill(colors.get(Tone.MUTED));
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(first, left, y);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(last, right, y);
    }

    /** Size of a dot, px. */
    static double dot(Frame frame) {
        return DOT_EM * frame.em();
    }

    double y(double stars) {
        return bottom - (stars - 1) / (Stars.MOST - 1) * (bottom - top);
    }

    double width() {
        return right - left;
    }
}
