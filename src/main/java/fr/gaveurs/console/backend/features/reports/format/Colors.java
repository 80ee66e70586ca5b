package fr.gaveurs.console.backend.features.reports.format;

import java.awt.Color;

/** Colours on white paper: calm greys, and blue for what leads the eye. */
final class Colors {
    static final int INK = 0x1B2127;
    static final int MUTED = 0x56606B;
    static final int LINE = 0xCFD4DA;
    static final int HEAD = 0xE9EBEE;
    static final int BAND = 0xF6F7F8;
    static final int ACCENT = 0x0A5FA8;
    static final int BARS = 0xAEB9C4;
    static final int DANGER = 0xB3372F;

    private Colors() {}

    static Color of(int rgb) {
        return new Color(rgb);
    }
}
