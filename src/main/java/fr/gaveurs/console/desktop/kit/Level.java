package fr.gaveurs.console.desktop.kit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** How well something is, each with an icon of its own shape, so that colour never says it alone. */
public enum Level {
    GOOD("good", MaterialDesignC.CHECK_CIRCLE_OUTLINE),
    WARNING("warning", MaterialDesignA.ALERT),
    BAD("bad", MaterialDesignA.ALERT_OCTAGON),
    /** Nobody measured it: never taken for good. */
    UNKNOWN("unknown", MaterialDesignH.HELP_CIRCLE_OUTLINE);

    private final String style;
    private final Ikon icon;

    Level(String style, Ikon icon) {
        this.style = style;
        this.icon = icon;
    }

    /** Style class of what shows it. */
    public String style() {
        return style;
    }

    /** The colour of words that say it. */
    public Tone ink() {
        return switch (this) {
            case GOOD -> Tone.INK;
            case WARNING -> Tone.WARNING_TEXT;
            case BAD -> Tone.DANGER_TEXT;
            case UNKNOWN -> Tone.MUTED;
        };
    }

    public Ikon icon() {
        return icon;
    }
}
