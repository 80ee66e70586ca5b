package fr.gaveurs.console.desktop.kit.tiles;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.events.TileEvt;
import org.jspecify.annotations.Nullable;

/**
 * A TilesFX tile without TilesFX's looks: colours, typeface and sizes come from the window's stylesheets, as everywhere
 * else, so that it follows the theme and grows with the text. Its own skins reckon all sizes from the tile's and know
 * neither; each tile here brings its own.
 *
 * <p>Not for FXML, which would read every method of {@link Tile}, and with it the maps that are not shipped.
 */
public abstract class ThemedTile extends Tile {
    protected ThemedTile(String style) {
        super(SkinType.CUSTOM);
        getStyleClass().setAll(style);
        setAnimated(false);
        // Nothing is to be reached by the keyboard until whoever places it says so.
        setFocusTraversable(false);
    }

    /** TilesFX's colours and its typeface stay out. */
    @Override
    public @Nullable String getUserAgentStylesheet() {
        return null;
    }

    /** Nobody listens; TilesFX would keep each event until the tile is shown. */
    @Override
    public final void fireTileEvt(TileEvt event) {}
}
