package fr.gaveurs.console.desktop.kit;

import java.util.Locale;

/** The colours that the themes define, each by its meaning; {@code css/light.css} and {@code css/dark.css} hold the values. */
public enum Tone {
    /** Behind everything. */
    GROUND,
    /** Tiles, cards, panels. */
    SURFACE,
    /** What lies on a surface: hovered rows, fields. */
    RAISED,
    /** Borders, rules, grid lines. */
    LINE,
    /** Text and figures. */
    INK,
    /** Labels, units, secondary text. */
    MUTED,
    /** Decoration only: too weak for text. */
    FAINT,
    /** Focus, selection, links. */
    ACCENT,
    /** Empty part of a bar. */
    TRACK,
    /** Full part of a bar, and curves. */
    SERIES,
    /** Somebody should look: fill, text on the fill, text on a surface, and a faint ground. */
    WARNING,
    ON_WARNING,
    WARNING_TEXT,
    WARNING_GROUND,
    /** Somebody must act: fill, text on the fill, text on a surface, and a faint ground. */
    DANGER,
    ON_DANGER,
    DANGER_TEXT,
    DANGER_GROUND,
    /** Faint bands behind a score's curve. */
    BAND_A_PLUS,
    BAND_A,
    BAND_B,
    BAND_C,
    BAND_REJECT,
    /** A measured figure's optimal zone, and the wider acceptable one. */
    ZONE_OPTIMAL,
    ZONE_ACCEPTABLE,
    /** Sequential scale of heat maps, low to high. */
    RAMP_1,
    RAMP_2,
    RAMP_3,
    RAMP_4,
    RAMP_5;

    /** The looked-up colour in CSS, such as {@code -gc-warning-text}. */
    public String css() {
        return "-gc-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
