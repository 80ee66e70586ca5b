@NullMarked
package fr.gaveurs.console.desktop.kit.canvas;

import org.jspecify.annotations.NullMarked;
