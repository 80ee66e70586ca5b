package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.fonts.Typeface;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.IkonHandler;
import org.kordamp.ikonli.IkonResolverProvider;
import org.kordamp.ikonli.javafx.JavaFXFontLoader;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Roboto in its two weights. Its figures are all of one width, so that numbers do not dance. */
public final class Fonts {
    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

    public static final String REGULAR = "Roboto";
    public static final String MEDIUM = "Roboto Medium";

    private static final Map<String, Font> CACHE = new ConcurrentHashMap<>();
    private static final Ikon ANY_ICON = MaterialDesignA.ALERT;
    private static @Nullable Boolean loaded;

    private Fonts() {}

    /**
     * Makes the typeface and the icons known to JavaFX; once is enough. JavaFX reads no font from memory: it copies one out
     * of a jar into the system's temporary folder. Where that is missing or full the fonts are written beside the window's
     * settings and read from there; where nothing can be written at all, the system's own typeface serves.
     *
     * @param folder where they may be written; made if it is needed
     * @return whether all are known
     */
    public static synchronized boolean load(Path folder) {
        if (loaded == null) {
            emoji();
            boolean all = true;
            for (Typeface each : List.of(Typeface.ROBOTO, Typeface.ROBOTO_MEDIUM, Typeface.ROBOTO_ITALIC)) {
                all &= load(each, folder);
            }
            boolean icons = loadIcons(folder);
            loaded = all && icons;
        }
        return loaded;
    }

    /**
     * Emoji in names, where the system has none. JavaFX looks in what was loaded before the first text for what a typeface
     * lacks; where it does not, they stand as boxes as before.
     */
    private static void emoji() {
        try (InputStream in = Typeface.NOTO_EMOJI.open()) {
            if (Font.loadFont(in, 12) == null) {
                LOG.debug("emoji are the system's own");
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("emoji could not be read", e);
        }
    }

    private static boolean load(Typeface typeface, Path folder) {
        try (InputStream in = typeface.open()) {
            if (Font.loadFont(in, 12) != null) {
                return true;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.warn("{} could not be read, the system's own typeface serves: {}", typeface.fileName(), e.getMessage());
            return false;
        }
        return fromFolder(typeface.fileName(), folder, typeface::open);
    }

    /** Ikonli loads its one font for whichever of its icons is asked for first; without a temporary folder it has none. */
    private static boolean loadIcons(Path folder) {
        IkonHandler icons =
                IkonResolverProvider.getInstance(JavaFXFontLoader.getInstance()).resolve(ANY_ICON.getDescription());
        return icons.getFont() != null || fromFolder("icons.ttf", folder, icons::getFontResourceAsStream);
    }

    private static boolean fromFolder(String name, Path folder, Supplier<@Nullable InputStream> bytes) {
        Path file = folder.toAbsolutePath().resolve(name);
        try (InputStream in = bytes.get()) {
            if (in != null) {
                byte[] font = in.readAllBytes();
                if (!Files.exists(file) || Files.size(file) != font.length) {
                    AtomicFile.write(file, font);
                }
                // Not encoded: JavaFX takes what stands behind "file:" for a path as it is.
                String path = file.toString().replace(File.separatorChar, '/');
                if (Font.loadFont("file:" + (path.startsWith("/") ? "" : "/") + path, 12) != null) {
                    return true;
                }
            }
        } catch (IOException e) {
            LOG.debug("{} could not be written", file, e);
        }
        LOG.warn(
                "{} could not be loaded, the system's own typeface serves: are the temporary folder {} and {} missing or full?",
                name,
                System.getProperty("java.io.tmpdir"),
                folder);
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
