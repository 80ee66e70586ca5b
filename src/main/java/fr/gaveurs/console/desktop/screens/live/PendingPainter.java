package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/**
 * Draws the inside of the tile of a station that waits for a person: which board it is and how it is reached, whether another
 * one says the same id, and nothing where the buttons are.
 */
final class PendingPainter {
    /** At a text size of 14 px. */
    private static final double PAD = 8;

    private static final double LINE = 17;
    private static final double TEXT = 12.5;
    private static final double NAME = 13.5;
    private static final double BUTTONS = 34;
    /** Its name, its MAC address, how it is reached and where it stands. */
    private static final int LEAST_LINES = 4;
    /** Words too wide are written that much smaller before they are cut. */
    private static final double SMALLEST = 0.9;

    private final GraphicsContext g;
    private final Brush brush;
    private final Palette palette;
    private final TileData tile;
    private final double width;
    private final double bottom;
    private final double s;

    /**
     * @param bottom where the buttons begin, px
     * @param em size of the text, px
     */
    PendingPainter(
            GraphicsContext g, Palette palette, TileData tile, double width, double height, double bottom, double em) {
        this.g = g;
        this.brush = new Brush(g);
        this.palette = palette;
        this.tile = tile;
        this.width = width;
        this.bottom = bottom;
        this.s =
                Math.max(em / GridFit.SMALLEST_TEXT, Math.min(TileLayout.fullScale(width, height), room(height, tile)));
    }

    /** As large as lets every line stand above the buttons, which do not grow with the tile. */
    private static double room(double height, TileData tile) {
        return height / (2 * PAD + lines(tile) * LINE + BUTTONS);
    }

    private static int lines(TileData tile) {
        return Math.max(LEAST_LINES, 3 + tile.rivals().size());
    }

    /** Of a whole tile with its frame, px. */
    static double leastHeight(TileData tile, double em) {
        return (2 * PAD + lines(tile) * LINE + BUTTONS) * em / GridFit.SMALLEST_TEXT;
    }

    void paint() {
        double pad = PAD * s;
        g.setFill(palette.get(Tone.WARNING));
        g.fillRect(0, 0, 4 * s, g.getCanvas().getHeight());
        double left = pad + 4 * s;
        double space = width - left - pad;
        double baseline = pad + LINE * s * 0.72;
        Font name = Fonts.medium(NAME * s);
        brush.left(Brush.fitted(tile.name(), name, space), name, palette.get(Tone.INK), left, baseline);
        String badge = tile.badges().isEmpty() ? "" : tile.badges().getFirst().text();
        Font word = Fonts.medium(TEXT * s);
        double taken = Brush.width(tile.name(), name) + 10 * s;
        if (Brush.width(badge, word) <= space - taken) {
            brush.right(badge, word, palette.get(Tone.WARNING_TEXT), width - pad, baseline);
        }
        List<String> identity = tile.identity();
        int most = (int) Math.floor((bottom - baseline) / (LINE * s) + 0.3)
                - tile.rivals().size();
        for (String line : identity.subList(0, Math.clamp(most, 0, identity.size()))) {
            baseline = line(line, false, left, space, baseline);
        }
        for (String line : tile.rivals()) {
            baseline = line(line, true, left, space, baseline);
        }
    }

    private double line(String text, boolean warning, double left, double space, double above) {
        double baseline = above + LINE * s;
        Font font = warning ? Fonts.medium(TEXT * s) : Fonts.regular(TEXT * s);
        double wide = Brush.width(text, font);
        if (wide > space) {
            double size = TEXT * s * Math.max(SMALLEST, space / wide);
            font = warning ? Fonts.medium(size) : Fonts.regular(size);
        }
        brush.left(
                Brush.fitted(text, font, space),
                font,
                palette.get(warning ? Tone.WARNING_TEXT : Tone.MUTED),
                left,
                baseline);
        return baseline;
    }
}
