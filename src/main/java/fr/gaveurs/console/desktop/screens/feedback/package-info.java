/** What consumers say: the inbox, and satisfaction beside what was measured. */
@NullMarked
package fr.gaveurs.console.desktop.screens.feedback;

import org.jspecify.annotations.NullMarked;
