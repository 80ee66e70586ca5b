/** Samples, grades and figures. */
@NullMarked
package fr.gaveurs.console.api.quality;

import org.jspecify.annotations.NullMarked;
