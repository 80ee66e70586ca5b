package fr.gaveurs.console.desktop.kit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What leads from one screen to another, and what any of them may ask of the window. FX thread only. */
public interface Navigator {
    /** Opens a station over the screen in view, on one of its samples if one is given. */
    void openStation(String deviceId, @Nullable String sampleId, @Nullable Instant sampleTime);

    /** Opens a station over the screen in view, where it is managed. */
    void manageStation(String deviceId);

    /** Shows all stations, those with something wrong first. */
    void openStations();

    /** Shows what happened to a station's firmware. */
    void openFirmware(String deviceId);

    /** Opens a bug in the tracker. */
    void openBug(long id);

    /** From a station to where it was opened. */
    void back();

    /** Tells the person something. */
    Notifier notices();

    /** Opens the form of a bug report about what is in view. */
    void report();
}
