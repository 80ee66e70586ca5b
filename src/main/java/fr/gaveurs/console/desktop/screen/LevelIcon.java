package fr.gaveurs.console.desktop.screen;

import java.util.Arrays;
import java.util.List;
import org.kordamp.ikonli.javafx.FontIcon;

/** The icon of a {@link Level}, in its colour. */
public final class LevelIcon extends FontIcon {
    private static final List<String> STYLES =
            Arrays.stream(Level.values()).map(Level::style).toList();

    public LevelIcon() {
        getStyleClass().add("level-icon");
        level(Level.UNKNOWN);
    }

    public void level(Level level) {
        if (!level.icon().equals(getIconCode())) {
            setIconCode(level.icon());
            getStyleClass().removeAll(STYLES);
            getStyleClass().add(level.style());
        }
    }
}
