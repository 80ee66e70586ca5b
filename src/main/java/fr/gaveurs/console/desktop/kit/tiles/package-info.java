/** Tiles: TilesFX's frame in the window's own looks. */
@NullMarked
package fr.gaveurs.console.desktop.kit.tiles;

import org.jspecify.annotations.NullMarked;
