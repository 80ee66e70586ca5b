@NullMarked
package fr.gaveurs.console.desktop.screens.live;

import org.jspecify.annotations.NullMarked;
