package fr.gaveurs.console.command;

import java.util.Locale;
import java.util.Map;

/** Whether this machine can show a window. */
final class Display {
    private Display() {}

    /**
     * Looks without loading JavaFX: on Linux and its kin a display is named by the environment; elsewhere there is one.
     * JavaFX's own headless platform counts as one, for it was asked for.
     */
    static boolean present(Map<String, String> environment) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("win") || os.contains("mac")) {
            return true;
        }
        return "Headless".equalsIgnoreCase(System.getProperty("glass.platform"))
                || !environment.getOrDefault("DISPLAY", "").isBlank()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
    }
}
