package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Glyphs;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;

/** Text on a canvas: measured, cut to fit, never wider than its place. FX thread only. */
final class Brush {
    private static final int MOST_WIDTHS = 4_000;
    private static final Text RULER = new Text();
    private static final Map<Font, Map<String, Double>> WIDTHS = new HashMap<>();
    private static int measured;

    private final GraphicsContext g;

    Brush(GraphicsContext g) {
        this.g = g;
        g.setTextBaseline(VPos.BASELINE);
    }

    void left(String text, Font font, Color color, double x, double baseline) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(font);
        g.setFill(color);
        g.fillText(text, x, baseline);
    }

    void right(String text, Font font, Color color, double x, double baseline) {
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFont(font);
        g.setFill(color);
        g.fillText(text, x, baseline);
    }

    /** An icon of {@code size} px, standing on the baseline as capitals do. */
    void icon(Ikon icon, double size, Color color, double x, double baseline) {
        left(Glyphs.text(icon), Glyphs.font(icon, size), color, x, baseline);
    }

    /** The text, cut with an ellipsis where it is wider than {@code room}. */
    static String fitted(String text, Font font, double room) {
        return ShortText.fitting(text, some -> width(some, font) <= room);
    }

    /** The largest size, at most {@code size}, at which the medium weight of the text fits into {@code room}. */
    static Font shrunk(String text, double size, double room) {
        Font font = Fonts.medium(size);
        double width = width(text, font);
        return width <= room ? font : Fonts.medium(Math.max(9, Math.floor(size * room / width * 2) / 2));
    }

    /** Synchronised, since screens are also built beforehand on another thread. */
    static synchronized double width(String text, Font font) {
        // Ages and scores make ever new texts: forgetting them all now and then is cheaper than keeping order.
        if (measured > MOST_WIDTHS) {
            WIDTHS.clear();
            measured = 0;
        }
        return WIDTHS.computeIfAbsent(font, key -> new HashMap<>()).computeIfAbsent(text, key -> {
            measured++;
            RULER.setFont(font);
            RULER.setText(key);
            return RULER.getLayoutBounds().getWidth();
        });
    }
}
