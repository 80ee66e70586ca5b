/** Reports: what was made, what is being made, and what is to be made now. */
@NullMarked
package fr.gaveurs.console.desktop.screens.reports;

import org.jspecify.annotations.NullMarked;
