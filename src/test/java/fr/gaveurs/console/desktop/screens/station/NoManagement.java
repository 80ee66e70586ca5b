package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.devices.Devices.Device;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Stands in where a test is not about what a station's page does. */
public final class NoManagement implements StationPage {
    private final Node node;

    NoManagement() {
        this(new Region());
    }

    /** @param node what it shows */
    public NoManagement(Node node) {
        this.node = node;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(String deviceId) {}

    @Override
    public void hide() {}

    @Override
    public void onDevice(Consumer<Device> listener) {}

    @Override
    public void focus() {}

    @Override
    public boolean escape() {
        return false;
    }
}
