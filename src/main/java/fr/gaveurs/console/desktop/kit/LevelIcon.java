package fr.gaveurs.console.desktop.kit;

import java.util.Arrays;
import java.util.List;

/** The icon of a {@link Level}, in its colour. */
public final class LevelIcon extends Icon {
    private static final List<String> STYLES =
            Arrays.stream(Level.values()).map(Level::style).toList();

    public LevelIcon() {
        getStyleClass().add("level-icon");
        level(Level.UNKNOWN);
    }

    public void level(Level level) {
        icon(level.icon());
        if (!getStyleClass().contains(level.style())) {
            getStyleClass().removeAll(STYLES);
            getStyleClass().add(level.style());
        }
    }
}
