/** Reports of what is wrong. */
@NullMarked
package fr.gaveurs.console.api.bugs;

import org.jspecify.annotations.NullMarked;
