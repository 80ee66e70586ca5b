package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.quality.Grade;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.paint.Color;

/**
 * The colours of one theme, for what is drawn rather than styled. Read from the theme's stylesheet, so that a canvas
 * and its neighbours never disagree.
 */
public final class Palette {
    public static final String LIGHT_CSS = "/css/light.css";
    public static final String DARK_CSS = "/css/dark.css";

    private static final PseudoClass IS_DARK = PseudoClass.getPseudoClass("dark");

    private final boolean dark;
    private final Map<Tone, Color> colors = new EnumMap<>(Tone.class);

    private Palette(boolean dark, String css) {
        this.dark = dark;
        for (Tone tone : Tone.values()) {
            var matcher = Pattern.compile(Pattern.quote(tone.css()) + "\\s*:\\s*(#[0-9a-fA-F]{6,8})\\s*;")
                    .matcher(css);
            if (!matcher.find()) {
                throw new IllegalStateException((dark ? DARK_CSS : LIGHT_CSS) + " lacks " + tone.css());
            }
            colors.put(tone, Color.web(matcher.group(1)));
        }
    }

    /** Reads a theme's colours from its stylesheet. */
    public static Palette load(boolean dark) {
        String path = dark ? DARK_CSS : LIGHT_CSS;
        try (InputStream in = Palette.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + path);
            }
            return new Palette(dark, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the root of a scene, and with it all that looks its colours up there, one theme or the other. */
    public static void dress(Parent root, boolean dark) {
        root.pseudoClassStateChanged(IS_DARK, dark);
    }

    public boolean dark() {
        return dark;
    }

    public Color get(Tone tone) {
        return colors.getOrDefault(tone, Color.MAGENTA);
    }

    /** The letter's colour: grey while all is well, saturated only where somebody should look. */
    public Color gradeInk(Grade grade) {
        return get(
                switch (grade) {
                    case A_PLUS, A, B -> Tone.INK;
                    case C -> Tone.WARNING_TEXT;
                    case REJECT -> Tone.DANGER_TEXT;
                    case UNGRADED -> Tone.MUTED;
                });
    }

    /** The faint band of a letter behind a score's curve; UNGRADED has none. */
    public Color band(Grade grade) {
        return switch (grade) {
            case A_PLUS -> get(Tone.BAND_A_PLUS);
            case A -> get(Tone.BAND_A);
            case B -> get(Tone.BAND_B);
            case C -> get(Tone.BAND_C);
            case REJECT -> get(Tone.BAND_REJECT);
            case UNGRADED -> Color.TRANSPARENT;
        };
    }
}
