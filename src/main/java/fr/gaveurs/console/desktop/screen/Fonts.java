package fr.gaveurs.console.desktop.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;

/** Roboto in its two weights. Its figures are all of one width, so that numbers do not dance. */
public final class Fonts {
    public static final String REGULAR = "Roboto";
    public static final String MEDIUM = "Roboto Medium";

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/roboto/";
    private static final Map<String, Font> CACHE = new HashMap<>();
    private static boolean loaded;

    private Fonts() {}

    /** Makes the typeface known to JavaFX; once is enough. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        for (String name : new String[] {"Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Italic.ttf"}) {
            try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
                if (in == null || Font.loadFont(in, 12) == null) {
                    throw new IllegalStateException("the program was packed without " + name);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        loaded = true;
    }

    /** For drawing: {@code size} in px, rounded to halves so that few fonts are made. FX thread only. */
    public static Font regular(double size) {
        return cached(REGULAR, size);
    }

    public static Font medium(double size) {
        return cached(MEDIUM, size);
    }

    private static Font cached(String family, double size) {
        double rounded = Math.round(size * 2) / 2.0;
        return CACHE.computeIfAbsent(family + rounded, key -> Font.font(family, rounded));
    }
}
