package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.KeptScreens.Left;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in view of a window.
 *
 * @param screen its key in the rail
 * @param station opened over it
 * @param managed whether that one is managed, and not looked at
 * @param left what was left in each screen, by keys
 */
record Place(String screen, @Nullable String station, boolean managed, Map<String, Left> left) {
    static final Place FIRST = new Place(Screens.LIVE, null, false, Map.of());
}
