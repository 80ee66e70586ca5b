/** All stations in a list, and what a person may do with one. */
@NullMarked
package fr.gaveurs.console.desktop.screens.stations;

import org.jspecify.annotations.NullMarked;
