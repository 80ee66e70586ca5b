package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.kit.tiles.ThemedTile;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * One station's tile: what is shown in it, and with what looks. Placed and sized by {@link TileGrid}, drawn by
 * {@link StationTileSkin} only when its data, size or colours differ.
 */
final class StationTile extends ThemedTile {
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final Messages messages;
    private final StationTileSkin skin;
    /** What the model's letters stand for. */
    private final RowTip tip = new RowTip(this, look -> look.setWrapText(true));

    private @Nullable TileData data;
    private @Nullable Palette palette;
    private boolean compact;
    private double em = 14;
    private boolean dirty = true;
    private boolean inView = true;

    StationTile(Messages messages, BiConsumer<TileData, Node> approve, BiConsumer<TileData, Node> refuse) {
        super("station-tile");
        this.messages = messages;
        setAccessibleRole(AccessibleRole.BUTTON);
        skin = new StationTileSkin(this, messages, approve, refuse);
        setSkin(skin);
    }

    @Nullable
    TileData data() {
        return data;
    }

    void data(TileData now) {
        if (now.equals(data)) {
            return;
        }
        data = now;
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        pseudoClassStateChanged(ALERT, now.severity() == Badge.Severity.DANGER);
        ModelLine model = now.model();
        tip.text(model == null ? "" : String.join("\n", model.rows()));
        skin.buttons(now);
        repaint();
    }

    void look(Palette colors, boolean compactLayout, double textSize) {
        if (colors != palette || compactLayout != compact || textSize != em) {
            palette = colors;
            compact = compactLayout;
            pseudoClassStateChanged(COMPACT, compactLayout);
            em = textSize;
            repaint();
        }
    }

    @Nullable
    Palette palette() {
        return palette;
    }

    boolean compact() {
        return compact;
    }

    /** Size of the text, px. */
    double em() {
        return em;
    }

    /** Out of view nothing is drawn: a canvas that is not rendered only piles its commands up. */
    void inView(boolean now) {
        if (now != inView) {
            inView = now;
            if (dirty) {
                setNeedsLayout(true);
            }
        }
    }

    /** Whether a decision about it is under way: no other can be made meanwhile. */
    void deciding(boolean underWay) {
        skin.deciding(underWay);
    }

    /** Told when a screen reader asks: ten sentences a second that nobody hears would be for nothing. */
    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT && data != null
                ? data.accessible(messages)
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    /** Has it drawn before the next frame; its size stays, so that nothing around it is laid out anew. */
    void repaint() {
        dirty = true;
        if (inView) {
            setNeedsLayout(true);
        }
    }

    /** Whether it is to be drawn now; from then on it is as drawn. */
    boolean drawNow(boolean resized) {
        boolean now = (dirty || resized) && inView;
        dirty = (dirty || resized) && !inView;
        return now;
    }
}
