@NullMarked
package fr.gaveurs.console.desktop.screens.stations;

import org.jspecify.annotations.NullMarked;
