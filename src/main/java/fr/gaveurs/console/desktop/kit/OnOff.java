package fr.gaveurs.console.desktop.kit;

import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import org.controlsfx.control.ToggleSwitch;

/** A switch that tells apart what a person turned from what is shown. FX thread only. */
public final class OnOff extends ToggleSwitch {
    private boolean shown;
    private Consumer<Boolean> turned = on -> {};

    public OnOff(String words) {
        super(words);
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        setMinWidth(USE_PREF_SIZE);
        selectedProperty().subscribe((before, now) -> {
            if (now != shown) {
                shown = now;
                turned.accept(now);
            }
        });
    }

    /** Sets who is told what a person turned it to; not what {@link #show} did. */
    public void onTurned(Consumer<Boolean> told) {
        turned = told;
    }

    /** Shows how it is, without telling. */
    public void show(boolean on) {
        shown = on;
        setSelected(on);
    }
}
