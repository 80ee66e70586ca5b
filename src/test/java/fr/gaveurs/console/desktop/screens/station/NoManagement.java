package fr.gaveurs.console.desktop.screens.station;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Stands in where a test is about samples alone. */
final class NoManagement implements StationPage {
    private final Region node = new Region();

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(String deviceId) {}

    @Override
    public void hide() {}

    @Override
    public void focus() {}

    @Override
    public boolean escape() {
        return false;
    }
}
