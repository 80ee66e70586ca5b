package fr.gaveurs.console.desktop.kit;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.IkonResolverProvider;
import org.kordamp.ikonli.javafx.JavaFXFontLoader;

/** Icons for what is drawn on a canvas; elsewhere use {@link Icon}. From any thread. */
public final class Glyphs {
    private static final Map<Ikon, String> TEXT = new HashMap<>();
    private static final Map<Ikon, Map<Double, Font>> FONTS = new HashMap<>();

    private Glyphs() {}

    /** The icon as a text in {@link #font}. */
    public static synchronized String text(Ikon icon) {
        return TEXT.computeIfAbsent(icon, key -> Character.toString(key.getCode()));
    }

    /** The icon's typeface at {@code size} px. */
    public static synchronized Font font(Ikon icon, double size) {
        Map<Double, Font> sizes = FONTS.computeIfAbsent(icon, key -> new HashMap<>());
        return sizes.computeIfAbsent((double) Math.round(size), rounded -> Font.font(family(icon), rounded));
    }

    /** Asked of Ikonli's own table: a {@code FontIcon} has its typeface only once CSS was applied to it. */
    private static String family(Ikon icon) {
        return IkonResolverProvider.getInstance(JavaFXFontLoader.getInstance())
                .resolve(icon.getDescription())
                .getFontFamily();
    }
}
