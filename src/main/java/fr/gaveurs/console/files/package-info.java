/** Files that are written as a whole or not at all. Knows nothing of ours. */
@NullMarked
package fr.gaveurs.console.files;

import org.jspecify.annotations.NullMarked;
