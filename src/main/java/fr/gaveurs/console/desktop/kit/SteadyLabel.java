package fr.gaveurs.console.desktop.kit;

import javafx.scene.control.Label;

/** A label whose words change, and which gets wider but never narrower: what stands beside it comes to rest. */
public final class SteadyLabel extends Label {
    private final KeptWidth width = new KeptWidth(this);

    public SteadyLabel() {
        setMinWidth(USE_PREF_SIZE);
    }

    @Override
    protected double computePrefWidth(double height) {
        return width.of(super.computePrefWidth(height));
    }
}
