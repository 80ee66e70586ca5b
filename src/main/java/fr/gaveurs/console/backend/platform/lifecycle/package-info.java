/** Parts start in order and stop in reverse, each within a deadline. */
@NullMarked
package fr.gaveurs.console.backend.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
