package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.pump.UiMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the window is opened with, before there is a backend.
 *
 * @param version of the program
 * @param settings small JSON file that the window keeps its language, theme and size in; made if missing
 * @param zone that times are told in: the hall's, as in reports and on labels
 * @param demo simulated stations, null where there is no backend of our own to feed
 * @param closing what closing the window sets off
 * @param kiosk what a window that covers the screen is left with; null for a usual window
 * @param autostart null where the console cannot start by itself
 * @param backups writes backups by hand; null where there is no backend of our own
 * @param meter hears how the window's thread keeps up
 * @param ahead how long the window rests between two steps of building what nobody has asked for yet
 */
public record Launch(
        String version,
        Path settings,
        ZoneId zone,
        @Nullable Demo demo,
        Closing closing,
        @Nullable Kiosk kiosk,
        @Nullable Autostart autostart,
        @Nullable BackupMaker backups,
        UiMeter meter,
        Duration ahead) {
    /** Short enough to be through with it before somebody asks, and long enough to be in nobody's way. */
    public static final Duration AHEAD = Duration.ofMillis(100);
}
