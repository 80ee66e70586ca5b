package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import javafx.beans.property.ReadOnlyObjectProperty;

/** A share of the longest bar, on a faint track; its size is {@code .bar-view} of the stylesheet around it. */
public final class BarView extends DrawingRegion {
    private final ReadOnlyObjectProperty<Palette> palette;
    private final double share;
    private final Tone tone;

    /** @param share 0 to 1 */
    public BarView(ReadOnlyObjectProperty<Palette> palette, double share, Tone tone) {
        this.palette = palette;
        this.share = Math.clamp(share, 0, 1);
        this.tone = tone;
        getStyleClass().add("bar-view");
    }

    @Override
    protected void draw(Frame frame) {
        Palette colors = palette.get();
        frame.g().setFill(colors.get(Tone.TRACK));
        frame.g().fillRect(0, 0, frame.width(), frame.height());
        if (share > 0) {
            frame.g().setFill(colors.get(tone));
            // The least of them is still to be seen.
            double width = Math.max(2, frame.crisp().edge(share * frame.width()));
            frame.g().fillRect(0, 0, width, frame.height());
        }
    }
}
