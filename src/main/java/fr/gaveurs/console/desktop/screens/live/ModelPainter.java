package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Draws what the active model says at the foot of a tile's trend: a row for each figure where there is much room, else one
 * line. It takes its room from the trend alone, which is drawn above it.
 */
final class ModelPainter {
    private static final double LINE = 1.3;
    /** The trend keeps that much of its room, px at a text size of 14 px. */
    private static final double LEAST_TREND = 30;

    private final GraphicsContext g;
    private final Palette palette;
    private final double size;

    /** @param size of the text, px */
    ModelPainter(GraphicsContext g, Palette palette, double size) {
        this.g = g;
        this.palette = palette;
        this.size = size;
    }

    /** How many lines there are where the trend has so much room, px; 0 where no model is active, or none fits. */
    int lines(@Nullable ModelLine model, double width, double room) {
        if (model == null || room < 2.2 * LINE * size || Brush.width(model.brief(), Fonts.regular(size)) > width) {
            return 0;
        }
        int rows = model.rows().size();
        return room - rows * LINE * size >= LEAST_TREND * size / 14 * LINE ? rows : 1;
    }

    double height(int lines) {
        return lines * LINE * size;
    }

    void paint(ModelLine model, int lines, boolean current, double x, double bottom, double room) {
        Font font = Fonts.regular(size);
        Color ink = palette.get(current ? Tone.INK : Tone.MUTED);
        Brush brush = new Brush(g);
        double baseline = bottom - height(lines) + 0.95 * size;
        if (lines > 1) {
            for (String row : model.rows()) {
                brush.left(Brush.fitted(row, font, room), font, ink, x, baseline);
                baseline += LINE * size;
            }
            return;
        }
        String line = Brush.width(model.line(), font) <= room ? model.line() : model.brief();
        brush.left(Brush.fitted(line, font, room), font, ink, x, baseline);
    }
}
