/** The live screen: a tile for each station. */
@NullMarked
package fr.gaveurs.console.desktop.screens.live;

import org.jspecify.annotations.NullMarked;
