package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.devices.Devices.Device;
import java.util.function.Consumer;
import javafx.scene.Node;

/** A page of a station beside its samples. FX thread only. */
public interface StationPage {
    /** Built once; the same node each time. */
    Node node();

    /** It came into view, for this station. */
    void show(String deviceId);

    /** It went out of view: no timer, subscription or request of it goes on. */
    void hide();

    /** Sets who is told how the station is, as the page learns it. */
    void onDevice(Consumer<Device> listener);

    /** Leads the keyboard to what the page is about. */
    void focus();

    /** Escape was pressed: answers whether the page had something to leave. */
    boolean escape();
}
