@NullMarked
package fr.gaveurs.console.desktop.kit.tiles;

import org.jspecify.annotations.NullMarked;
