package fr.gaveurs.console.desktop.station;

import fr.gaveurs.console.desktop.screen.StationContext;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** One station in full: matrices, surface, spectrum, ratios, sub-scores, history. For the FX thread alone. */
public final class StationScreen {
    private final Label title = new Label();
    private final StackPane root = new StackPane(title);

    public StationScreen(StationContext context) {
        root.getStyleClass().add("screen");
    }

    /** Built once; the same node each time. */
    public Node node() {
        return root;
    }

    /** It came into view, for this station. */
    public void show(String deviceId) {
        title.setText(deviceId);
    }

    /** It went out of view: no timer, subscription or request of it goes on. */
    public void hide() {
        title.setText("");
    }
}
