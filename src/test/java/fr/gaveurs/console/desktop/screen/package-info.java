@NullMarked
package fr.gaveurs.console.desktop.screen;

import org.jspecify.annotations.NullMarked;
