/** Parts start in order and stop in reverse, each within a deadline. */
@NullMarked
package fr.gaveurs.console.backend.lifecycle;

import org.jspecify.annotations.NullMarked;
