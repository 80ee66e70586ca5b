package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.scene.control.Button;

/** A button whose words change, and which keeps its width all the same: what stands beside it stays in its place. */
public final class SteadyButton extends Button {
    private final KeptWidth width = new KeptWidth(this);

    public SteadyButton() {
        setMinWidth(USE_PREF_SIZE);
    }

    /** @param all that it may say, as far as known: it is wide enough for each from the beginning */
    public void words(String... all) {
        width.words(List.of(all));
    }

    @Override
    protected double computePrefWidth(double height) {
        return width.of(super.computePrefWidth(height));
    }
}
