package fr.gaveurs.console.desktop.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Roboto in its two weights. Its figures are all of one width, so that numbers do not dance. */
public final class Fonts {
    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

    public static final String REGULAR = "Roboto";
    public static final String MEDIUM = "Roboto Medium";

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/roboto/";
    private static final Map<String, Font> CACHE = new ConcurrentHashMap<>();
    private static @Nullable Boolean loaded;

    private Fonts() {}

    /**
     * Makes the typeface known to JavaFX; once is enough. JavaFX copies it into the system's temporary folder: where that
     * is missing or full, the system's own typeface serves.
     *
     * @return whether it is known
     */
    public static synchronized boolean load() {
        if (loaded == null) {
            boolean all = true;
            for (String name : new String[] {"Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Italic.ttf"}) {
                all &= load(name);
            }
            loaded = all;
        }
        return loaded;
    }

    private static boolean load(String name) {
        try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
            if (in != null && Font.loadFont(in, 12) != null) {
                return true;
            }
            LOG.warn(
                    "{} could not be loaded, the system's own typeface serves: is the temporary folder {} missing or full?",
                    name,
                    System.getProperty("java.io.tmpdir"));
        } catch (IOException e) {
            LOG.warn("{} could not be read, the system's own typeface serves: {}", name, e.getMessage());
        }
        return false;
    }

    /** For drawing: {@code size} in px, rounded to halves so that few fonts are made. */
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
