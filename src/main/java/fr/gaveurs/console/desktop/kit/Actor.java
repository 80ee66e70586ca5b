package fr.gaveurs.console.desktop.kit;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/**
 * Who sits in front of the window, as the foot of the rail says it. A form that sends something in that name shows it,
 * and lets it be switched there. FX thread only.
 */
public interface Actor {
    /** The name; empty for nobody in particular. */
    ReadOnlyStringProperty name();

    /** A new button that says who it is, and opens the panel to choose another. */
    Button button();

    /** The name; null for nobody in particular. */
    default @Nullable String named() {
        String now = name().get();
        return now.isBlank() ? null : now;
    }
}
