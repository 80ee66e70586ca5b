/** The bug tracker: list, board, overview, and one bug in full. */
@NullMarked
package fr.gaveurs.console.desktop.screens.bugs;

import org.jspecify.annotations.NullMarked;
