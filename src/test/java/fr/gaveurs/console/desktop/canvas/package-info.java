@NullMarked
package fr.gaveurs.console.desktop.canvas;

import org.jspecify.annotations.NullMarked;
