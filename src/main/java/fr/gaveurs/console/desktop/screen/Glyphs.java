package fr.gaveurs.console.desktop.screen;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons of Material Design for what is drawn on a canvas; elsewhere use {@link Icon}. FX thread only. */
public final class Glyphs {
    private static final String FAMILY = "Material Design Icons";
    private static final Map<Ikon, String> TEXT = new HashMap<>();
    private static final Map<Double, Font> FONTS = new HashMap<>();

    private Glyphs() {}

    /** The icon as a text in {@link #font}. */
    public static String text(Ikon icon) {
        // Ikonli's icon knows the letter, and loads the typeface.
        return TEXT.computeIfAbsent(icon, key -> FontIcon.of(key).getText());
    }

    /** The icons' typeface at {@code size} px; of use only after {@link #text}. */
    public static Font font(double size) {
        return FONTS.computeIfAbsent((double) Math.round(size), rounded -> Font.font(FAMILY, rounded));
    }
}
