package fr.gaveurs.console.desktop.kit.tiles;

import eu.hansolo.tilesfx.skins.TileSkin;

/**
 * A tile's skin without what TilesFX puts into each: a frame in its own colours, a shadow, three regions for marks, an
 * image, and listeners for all of them. {@link eu.hansolo.tilesfx.Tile} asks for a {@link TileSkin}.
 */
public abstract class PlainTileSkin extends TileSkin {
    protected PlainTileSkin(ThemedTile tile) {
        super(tile);
        // What is clicked in the tile is the business of who placed it.
        consumeMouseEvents(false);
    }

    /** Nothing: called before the skin's own fields are set. */
    @Override
    protected final void initGraphics() {}

    @Override
    protected final void registerListeners() {}
}
