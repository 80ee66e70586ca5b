package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.paint.Color;

/** A drawing that can be saved: it makes another one of itself, for a file of another size. FX thread only. */
public abstract class Picture extends DrawingRegion {
    private final ReadOnlyObjectProperty<Palette> palette;

    protected Picture(ReadOnlyObjectProperty<Palette> palette) {
        this.palette = palette;
    }

    /** Draws anew when the theme changes. To be called once what is drawn is there. */
    protected final void followTheme() {
        palette.subscribe(this::invalidate);
    }

    protected final ReadOnlyObjectProperty<Palette> palette() {
        return palette;
    }

    protected final Color color(Tone tone) {
        return palette.get().get(tone);
    }

    /** Another one that shows the same, with the colours of now. */
    protected abstract Picture copy();

    /** Whether there is anything to save. */
    protected abstract boolean isEmpty();
}
