package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Stars upwards, each with its line. */
final class StarAxis {
    private StarAxis() {}

    /** Draws lines and figures, and leaves the muted colour and the font of figures set. */
    static void draw(Frame frame, Palette colors, double left, double right, double top, double bottom) {
        GraphicsContext g = frame.g();
        g.setFont(frame.font(0.86));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setStroke(colors.get(Tone.LINE));
        g.setFill(colors.get(Tone.MUTED));
        for (int stars = 1; stars <= Stars.MOST; stars++) {
            double y = frame.crisp().line(y(stars, top, bottom), 1);
            g.strokeLine(left, y, right, y);
            g.fillText(Integer.toString(stars), left - 0.5 * frame.em(), y);
        }
    }

    static double y(double stars, double top, double bottom) {
        return bottom - (stars - 1) / (Stars.MOST - 1) * (bottom - top);
    }
}
