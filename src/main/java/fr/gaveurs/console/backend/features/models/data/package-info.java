/** Data sets: labelled samples, frozen. */
@NullMarked
package fr.gaveurs.console.backend.features.models.data;

import org.jspecify.annotations.NullMarked;
