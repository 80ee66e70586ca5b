/** The screen of one station. */
@NullMarked
package fr.gaveurs.console.desktop.screens.station;

import org.jspecify.annotations.NullMarked;
