/** The program's own typefaces, for what is drawn in the window and for what is written into files. Knows nothing of ours. */
@NullMarked
package fr.gaveurs.console.fonts;

import org.jspecify.annotations.NullMarked;
